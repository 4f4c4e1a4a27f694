package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which clients of the SDK a session builds: those that it calls, when it first calls them. */
class ClientsTest {

    private final AtomicInteger built = new AtomicInteger();

    @Test
    void newSession_buildsNone_andAPlanThoseOfItsReads() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Clusters.small().spec())).orThrow();

            EksSession counted = aws.session(o -> o.overrideConfiguration(c -> built.incrementAndGet()));
            assertThat(built).hasValue(0);

            assertThat(counted.plan(Clusters.small().spec()).isEmpty()).isTrue();
            assertThat(built).as("those of EKS, EC2 and IAM").hasValue(3);

            assertThat(counted.plan(Clusters.small().spec()).isEmpty()).isTrue();
            assertThat(built).as("the same again").hasValue(3);

            counted.planDestroy(Clusters.NAME);
            assertThat(built)
                    .as("those of Elastic Load Balancing, CloudWatch Logs and tagging as well")
                    .hasValue(6);
        }
    }
}
