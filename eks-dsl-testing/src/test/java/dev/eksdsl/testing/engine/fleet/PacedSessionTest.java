package dev.eksdsl.testing.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.aws.pacing.Pacing;
import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One session within AWS's limits. */
class PacedSessionTest {

    @Test
    void oneCluster_isNeitherThrottledNorSlowedDown() {
        Duration unlimited;
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session(o -> o.pacing(Pacing.none()));
            unlimited = eks.apply(eks.plan(Stage.small("one"))).orThrow().took();
        }
        try (FakeAws aws = FakeAws.builder().rateLimits().build()) {
            EksSession eks = aws.session();
            Report report = eks.apply(eks.plan(Stage.small("one"))).orThrow();

            assertThat(report.took()).isEqualTo(unlimited);
            assertThat(aws.calls().list())
                    .noneMatch(call -> call.errorCode()
                            .filter(code -> code.startsWith("Throttling") || code.equals("RequestLimitExceeded"))
                            .isPresent());
        }
    }

    /** A step that has to wait in the middle goes on with what its calls have answered: nothing is called twice. */
    @Test
    void aStepThatHasToWait_makesEachCallOnce() {
        List<String> atOnce = writes(Pacing.none());
        Pacing slow = new Pacing();
        Stream.of("CreateSubnet", "ModifySubnetAttribute", "CreateRouteTable", "CreateRoute", "AssociateRouteTable")
                .forEach(operation -> slow.limit("ec2", operation, 1, 0.2));
        slow.limit("iam", "CreateRole", 1, 0.1).limit("iam", "AttachRolePolicy", 1, 0.1);
        slow.limit("iam", "GetRole", 1, 0.5).limit("ec2", "DescribeSubnets", 1, 0.5);

        assertThat(writes(slow)).containsExactlyElementsOf(atOnce);
    }

    private static List<String> writes(Pacing pacing) {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session(o -> o.pacing(pacing));
            eks.apply(eks.plan(Stage.small("one"))).orThrow();
            return aws.calls().writes().list().stream()
                    .filter(call -> call.errorCode().isEmpty())
                    .map(Call::operation)
                    .sorted()
                    .toList();
        }
    }
}
