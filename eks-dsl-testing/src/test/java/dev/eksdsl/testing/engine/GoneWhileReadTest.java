package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deletion that another process began ends while a plan is read: what was listed cannot be described any more. */
class GoneWhileReadTest {

    @ParameterizedTest
    @CsvSource({
        "DescribeNodegroup, nodegroup/general-workers",
        "DescribeAddon, addon/coredns",
        "DescribeFargateProfile, fargate/api-namespace"
    })
    void goneBetweenListAndDescribe_isNotThere(String operation, String step) {
        try (Life life = Life.of(Clusters.production())) {
            life.aws
                    .faults()
                    .on(operation)
                    .onResource(step.substring(step.indexOf('/') + 1))
                    .fail(404, "ResourceNotFoundException", "No such thing found.");

            Plan plan = life.eks.planDestroy(Clusters.NAME);

            assertThat(life.aws.faults().isUsedUp()).isTrue();
            assertThat(plan.steps())
                    .extracting(Step::id)
                    .extracting(Object::toString)
                    .isNotEmpty()
                    .doesNotContain(step);
        }
    }
}
