package dev.eksdsl.reliability.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.reliability.matrix.Outcome.Healed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table that goes into the documentation. */
class ResultTableTest {

    @Test
    void outcomes_areCountedByRow() {
        List<Outcome> outcomes = List.of(
                new Outcome(Point.of("apply:1:throttle:seed=9"), Healed.BY_ITSELF, ""),
                new Outcome(Point.of("apply:1:kill-after:seed=9"), Healed.BY_THE_NEXT, ""),
                new Outcome(Point.of("apply:2:throttle:seed=9"), Healed.NOT, "too much: ec2 vpc"));

        assertThat(ResultTable.of(
                        "stage | what goes wrong",
                        outcomes,
                        point -> point.stage().text() + " | " + point.harms()))
                .isEqualTo("""
                        | stage | what goes wrong | points | healed by the run itself | healed by the next | not healed |
                        |---|---|---|---|---|---|
                        | apply | throttle | 2 | 1 | 0 | 1 |
                        | apply | kill-after | 1 | 0 | 1 | 0 |
                        | all | | 3 | 1 | 1 | 1 |""");
    }
}
