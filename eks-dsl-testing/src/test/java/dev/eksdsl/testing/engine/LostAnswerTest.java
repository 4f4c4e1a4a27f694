package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that are lost while EC2 does not show yet what was made. */
class LostAnswerTest {

    private static final EksClusterSpec SPEC = Clusters.small().spec();

    private static final List<String> WITHOUT_TOKEN =
            List.of("CreateVpc", "CreateSubnet", "CreateInternetGateway", "CreateSecurityGroup", "AllocateAddress");

    private final FakeAws aws = FakeAws.builder()
            .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(10))
            .build();
    private final EksSession eks = aws.session();

    @Test
    void madeButNotToldNorShown_isMadeOnce() {
        WITHOUT_TOKEN.forEach(operation -> aws.faults().on(operation).dropAfter());

        eks.apply(eks.plan(SPEC)).orThrow();

        assertThat(aws.calls().of("CreateVpc").count()).isEqualTo(1);
        assertThat(aws.calls().of("AllocateAddress").count()).isEqualTo(1);
        assertThat(eks.plan(SPEC).isEmpty()).isTrue();
    }

    @Test
    void lookAfterTheCallFails_theCallIsNotMadeAgain() {
        aws.faults()
                .when(call -> call.operation().equals("DescribeVpcs")
                        && aws.calls().of("CreateVpc").count() > 0)
                .times(2)
                .throttle();

        eks.apply(eks.plan(SPEC)).orThrow();

        assertThat(aws.calls().of("CreateVpc").count()).isEqualTo(1);
    }

    @Test
    void readsOfAPlanHang_othersGoOnMeanwhile() {
        aws.faults().onAnyCall().times(4).hangAfter();

        assertThat(eks.plan(SPEC).isEmpty()).isFalse();
    }
}
