package dev.eksdsl.testing.clients;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.door.HttpDoor;
import java.util.HashMap;
import java.util.Map;

/** A fake for a client in another process: in fast real time, behind a socket, with the environment that leads there. */
record ServedFake(FakeAws aws, HttpDoor door) implements AutoCloseable {

    /** @param speed how many times as fast as real time */
    static ServedFake open(double speed) {
        FakeAws aws = FakeAws.builder().realTime(speed).servedKubernetes().build();
        return new ServedFake(aws, aws.serve());
    }

    /** What an AWS client needs to find the fake, and nothing of this machine's own settings. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", door.url().toString(),
                "AWS_REGION", FakeAws.DEFAULT_REGION,
                "AWS_DEFAULT_REGION", FakeAws.DEFAULT_REGION,
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
        environment.put("AWS_PROFILE", "");
        environment.put("AWS_CA_BUNDLE", "");
        return environment;
    }

    @Override
    public void close() {
        aws.close();
    }
}
