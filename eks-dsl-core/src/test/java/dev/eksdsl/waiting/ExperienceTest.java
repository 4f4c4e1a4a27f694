package dev.eksdsl.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperienceTest {

    private static final Work NODES = new Work("nodegroup", "create", "");
    private static final Work VERSION = new Work("nodegroup", "update", "version");
    private static final Prior STATED = Prior.of(Duration.ofMinutes(2), Duration.ofMinutes(6));

    private final Experience experience = new Experience();

    @Test
    void nothingSeen_whatTheKindStates() {
        assertThat(experience.of(NODES, STATED)).isSameAs(STATED);
        experience.ended(VERSION, Duration.ofMinutes(20));
        assertThat(experience.of(NODES, STATED)).isSameAs(STATED);
    }

    @Test
    void oneEnding_movesTheMedianALittle_andTheSpreadStays() {
        experience.ended(NODES, Duration.ofMinutes(1));

        Prior learned = experience.of(NODES, STATED);

        assertThat(learned.median()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(119));
        assertThat(learned.quantile(0.95)).isGreaterThan(Duration.ofMinutes(4));
    }

    /** AWS in another region takes three times as long, and always much the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void manyEndings_outweighWhatIsStated(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            experience.ended(NODES, seconds(360 * Math.exp(0.1 * random.nextGaussian())));
        }

        Prior learned = experience.of(NODES, STATED);

        assertThat(learned.median().toSeconds()).isCloseTo(360, within(30L));
        assertThat(learned.quantile(0.75)).isLessThan(Duration.ofMinutes(9));
    }

    @Test
    void afterAChangeAtAws_theOldFades() {
        IntStream.range(0, 1000).forEach(i -> experience.ended(NODES, Duration.ofMinutes(10)));
        IntStream.range(0, 300).forEach(i -> experience.ended(NODES, Duration.ofMinutes(1)));

        assertThat(experience.of(NODES, STATED).median()).isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void text_seedsAnotherProcess() {
        experience.ended(NODES, Duration.ofSeconds(100));
        experience.ended(NODES, Duration.ofSeconds(130));
        experience.ended(VERSION, Duration.ofMinutes(20));

        Experience other = Experience.read(experience.toString());

        assertThat(other.of(NODES, STATED).median().toMillis())
                .isCloseTo(experience.of(NODES, STATED).median().toMillis(), within(1L));
        assertThat(other).hasToString(experience.toString());
        assertThat(experience.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("nodegroup\tcreate\t\t2.0\t");
    }

    @Test
    void otherText_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Experience.read("hello"));
        assertThatIllegalArgumentException().isThrownBy(() -> Experience.read("a\tb\tc\t1\tx\t1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Experience.read("a\tb\tc\t-1\t5\t1"));
        assertThat(Experience.read("")).hasToString("");
    }

    @Test
    void noTime_teachesNothing() {
        experience.ended(NODES, Duration.ZERO);
        assertThat(experience).hasToString("");
    }

    @Test
    void manyThreads_loseNothing() {
        IntStream.range(0, 90).parallel().forEach(i -> experience.ended(NODES, Duration.ofSeconds(60)));
        assertThat(experience.toString()).startsWith("nodegroup\tcreate\t\t90.0\t");
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
