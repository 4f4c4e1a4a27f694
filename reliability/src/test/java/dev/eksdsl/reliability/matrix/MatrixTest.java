package dev.eksdsl.reliability.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.reliability.matrix.Outcome.Healed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The fault matrix, as much of it as fits into a normal run: of every operation that a stage calls, reads too, each kind of what
 * can go wrong, once. The program {@code matrix} runs every single call.
 */
class MatrixTest {

    private final Matrix matrix = new Matrix(1);

    @Test
    void everyOperationBrokenInEveryWay_isHealedWithoutAPerson() {
        List<Point> points = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            points.addAll(matrix.sample(matrix.points(stage)));
        }

        List<Outcome> outcomes = matrix.run(points, outcome -> {});

        System.out.println(
                ResultTable.of("stage", outcomes, point -> point.stage().text()));
        assertThat(notHealed(outcomes)).isEmpty();
    }

    @Test
    void twoCallsBroken_isHealedWithoutAPerson() {
        assertThat(notHealed(matrix.run(matrix.pairs(60), outcome -> {}))).isEmpty();
    }

    @Test
    void samePoint_runsAlike() {
        Point lostAnswer = Point.of("apply:25:drop-after:seed=11");

        List<Outcome> twice = matrix.run(List.of(lostAnswer, lostAnswer), outcome -> {});

        assertThat(twice.get(0)).isEqualTo(twice.get(1));
        assertThat(twice.get(0).healed()).isEqualTo(Healed.BY_ITSELF);
    }

    private static List<String> notHealed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.healed() == Healed.NOT)
                .map(Outcome::line)
                .toList();
    }
}
