package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.model.Problem;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import org.junit.jupiter.api.Test;

/** Who is about to apply a plan is told that the version costs extra; where there is nothing to apply, EKS is not asked. */
class ExtendedSupportTest {

    @Test
    void warnedOf_whereThePlanChangesSomething() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Plan creation = eks.plan(Clusters.small("1.33").spec());
            assertThat(creation.warnings()).extracting(Problem::code).contains("EKS-V04");
            eks.apply(creation).orThrow();

            Plan none = eks.plan(Clusters.small("1.33").spec());
            assertThat(none.isEmpty()).isTrue();
            assertThat(none.warnings()).extracting(Problem::code).doesNotContain("EKS-V04");

            Plan change =
                    eks.plan(Clusters.small("1.33").tag("team", "platform").spec());
            assertThat(change.isEmpty()).isFalse();
            assertThat(change.warnings()).extracting(Problem::code).contains("EKS-V04");
        }
    }
}
