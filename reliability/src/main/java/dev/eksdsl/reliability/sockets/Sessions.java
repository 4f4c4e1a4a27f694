package dev.eksdsl.reliability.sockets;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Sessions of the library that call through sockets, with the HTTP client that it takes by itself, and live in the fake's
 * time.
 *
 * @param door the fake, for its time
 * @param speed how many times as fast as real time its time passes
 * @param patience how long a session waits for an answer, in real time
 */
record Sessions(FakeDoor door, double speed, Duration patience) {

    /** @param endpoint the fake, or a proxy before it */
    EksSession open(URI endpoint) {
        return Eks.connect(aws -> aws.region("us-east-1")
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret")))
                .endpointOverride(endpoint)
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(patience)
                        .build())
                .timeline(door.timeline(speed)));
    }
}
