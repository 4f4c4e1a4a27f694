package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.FakeAwsBuilder;
import dev.eksdsl.testing.server.Durations.Of;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where AWS is played by something that is hundreds of times faster, ends are seen soon, for not many more calls. */
class EmulatorTest {

    private static final Set<Of> TAKEN_NO_TIME_FOR = EnumSet.of(
            Of.IAM_SETTLE,
            Of.CLUSTER_CREATE,
            Of.NAT_GATEWAY_CREATE,
            Of.NODEGROUP_CREATE,
            Of.AUTO_SCALING_REACTION,
            Of.AUTO_SCALING_LAUNCH,
            Of.NODE_JOIN,
            Of.NODE_READY,
            Of.POD_START,
            Of.FARGATE_CREATE);

    /** The last of three waits, one after the other. */
    private static final Duration ADDON = Duration.ofMillis(500);

    @Test
    void endsAreSeenSoon_forNotManyMoreCalls() {
        FakeAwsBuilder builder = FakeAws.builder().duration(Of.ADDON_CREATE, ADDON);
        TAKEN_NO_TIME_FOR.forEach(what -> builder.duration(what, Duration.ZERO));
        try (FakeAws aws = builder.build()) {
            EksSession eks = aws.session();
            Report report = eks.apply(eks.plan(Clusters.production())).orThrow();

            assertThat(report.took()).isBetween(ADDON, Duration.ofSeconds(2));
            assertThat(aws.calls().list()).hasSizeLessThan(150);
        }
    }
}
