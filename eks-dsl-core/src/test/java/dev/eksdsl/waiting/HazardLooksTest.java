package dev.eksdsl.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold whatever is waited for: durations from a second to two hours, narrow and wide. */
class HazardLooksTest {

    private static final HazardLooks LOOKS = new HazardLooks();

    static Stream<Prior> priors() {
        Random random = new Random(7);
        return Stream.concat(
                Stream.of(prior(600, 780), prior(120, 360), prior(30, 90), prior(90, 120), prior(1, 2)),
                Stream.generate(() -> {
                            long median = (long) Math.exp(random.nextDouble() * Math.log(7200));
                            return prior(median, (long) (median * (1 + random.nextDouble() * 4)));
                        })
                        .limit(60));
    }

    @ParameterizedTest
    @MethodSource("priors")
    void next_isNeverLessThanASecond_norLongerThanTheWholeHasTaken(Prior prior) {
        for (Duration elapsed : elapsed(prior)) {
            Duration most = prior.median().plus(elapsed).plusSeconds(60);
            assertThat(next(prior, elapsed)).isBetween(Duration.ofSeconds(1), most);
        }
    }

    @ParameterizedTest
    @MethodSource("priors")
    void looks_areClosestAroundTheUsualEnd(Prior prior) {
        Duration usual = prior.median();
        assertThat(next(prior, usual)).isLessThanOrEqualTo(next(prior, usual.dividedBy(10)));
        assertThat(next(prior, usual)).isLessThanOrEqualTo(next(prior, usual.multipliedBy(8)));
    }

    @ParameterizedTest
    @MethodSource("priors")
    void longOverdue_everRarer(Prior prior) {
        Duration before = Duration.ZERO;
        for (Duration elapsed = prior.quantile(0.999); elapsed.toHours() < 1000; elapsed = elapsed.multipliedBy(2)) {
            Duration next = next(prior, elapsed);
            assertThat(next).isGreaterThanOrEqualTo(before);
            before = next;
        }
    }

    /** Each look is made only if it has not ended before; the sum of that is what one wait costs. */
    @ParameterizedTest
    @MethodSource("priors")
    void looks_areFew(Prior prior) {
        double looks = 0;
        Duration elapsed = Duration.ZERO;
        while (prior.survival(elapsed) > 1e-6) {
            elapsed = elapsed.plus(next(prior, elapsed));
            looks += prior.survival(elapsed);
        }
        assertThat(looks).isLessThan(6 + 2 * Math.sqrt(prior.median().toSeconds()));
    }

    @Test
    void earlyFailure_isSeenLongBeforeTheUsualEnd() {
        assertThat(next(prior(600, 780), Duration.ZERO)).isLessThan(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @MethodSource("priors")
    void whatIsWatched_isNeverLeftAloneForLongerThanItsAttentionAllows(Prior prior) {
        for (Duration elapsed : elapsed(prior)) {
            assertThat(watched(Attention.CLOSE, prior, elapsed))
                    .isBetween(Duration.ofMillis(500), elapsed.multipliedBy(3).plusMillis(500));
            assertThat(watched(Attention.CLOSEST, prior, elapsed))
                    .isBetween(Duration.ofMillis(100), elapsed.dividedBy(3).plusMillis(100));
        }
    }

    @Test
    void slack_isHalfUsedBeforeTheNextLook_neverExceeded_andAMinuteAtMost() {
        Prior prior = prior(90, 120);
        for (long slack = 0; slack < 4000; slack += 50) {
            Duration unneeded = Duration.ofSeconds(slack);
            Duration next = LOOKS.next(wait(prior, Duration.ofSeconds(80), unneeded));
            Duration critical = LOOKS.next(wait(prior, Duration.ofSeconds(80), Duration.ZERO));
            assertThat(next).isGreaterThanOrEqualTo(critical);
            assertThat(next).isGreaterThanOrEqualTo(Duration.ofSeconds(Math.min(60, slack / 2)));
            assertThat(next).isLessThanOrEqualTo(Duration.ofMinutes(1));
            assertThat(next.compareTo(critical) == 0 || next.compareTo(unneeded) < 0)
                    .isTrue();
        }
    }

    @Test
    void moreWorth_moreLooks() {
        Wait wait = wait(prior(600, 780), Duration.ofSeconds(600), Duration.ZERO);
        assertThat(new HazardLooks(Duration.ofSeconds(4)).next(wait))
                .isGreaterThan(new HazardLooks(Duration.ofMillis(200)).next(wait));
        assertThatIllegalArgumentException().isThrownBy(() -> new HazardLooks(Duration.ZERO));
    }

    private static List<Duration> elapsed(Prior prior) {
        List<Duration> all = new ArrayList<>();
        for (Duration each = Duration.ZERO;
                each.toHours() < 50;
                each = each.multipliedBy(3).dividedBy(2).plusSeconds(1)) {
            all.add(each);
        }
        all.add(prior.median());
        return all;
    }

    private static Duration watched(Attention attention, Prior prior, Duration elapsed) {
        Duration slack = Duration.ofHours(1);
        return LOOKS.next(new Wait("nodegroup", "create", elapsed, 1, prior.median(), slack, attention, prior));
    }

    private static Duration next(Prior prior, Duration elapsed) {
        return LOOKS.next(wait(prior, elapsed, Duration.ZERO));
    }

    private static Wait wait(Prior prior, Duration elapsed, Duration slack) {
        return new Wait("nodegroup", "create", elapsed, 1, prior.median(), slack, Attention.USUAL, prior);
    }

    private static Prior prior(long median, long p95) {
        return Prior.of(Duration.ofSeconds(median), Duration.ofSeconds(p95));
    }
}
