package dev.eksdsl.reliability.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A little of what {@code reliability/run} does: each part harms what it says, and finds it healed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SmokeTest {

    private static Site site;
    private static Baseline baseline;

    @BeforeAll
    static void lifeWithoutHarm() {
        site = Site.open(120);
        baseline = Baseline.of(site, List.of(Wish.APPLY, Wish.CHANGE));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @AfterEach
    void forget() {
        site.door().reset();
    }

    @Test
    void harmedCalls_heal() {
        List<Point> calls = HarmedLife.STAGES.stream()
                .map(baseline.calls()::get)
                .flatMap(Collection::stream)
                .toList();
        Map<Point, Harm> hand = new Deck(calls, 1).deal(5, 0).get(0);

        HarmedLife.Result life = new HarmedLife(site, baseline.oracle(), hand, Duration.ofSeconds(1)).run(0);

        assertThat(life.complaints()).isEmpty();
        assertThat(life.struck()).isNotEmpty();
        assertThat(hand).containsAllEntriesOf(life.struck());
    }

    @Test
    void killedProcess_isFollowedByOneThatGoesOn() {
        Kill kill = new KilledLife(site, baseline, 1, 0).kill(Wish.APPLY);

        assertThat(kill.code()).as("SIGKILL").isEqualTo(Applier.KILLED);
        assertThat(kill.complaints()).isEmpty();
    }

    @Test
    void twoProcesses_makeNoDouble() {
        Encounter.Result result = Encounter.SAME_APPLY.run(site, baseline.oracle(), 100);

        assertThat(result.complaints()).isEmpty();
        assertThat(result.holds()).contains("that of both");
    }

    @Test
    void oracle_seesWhatIsTooMuch() {
        assertThat(baseline.oracle().complaints(Wish.APPLY, site.door(), site.undisturbed()))
                .as("nothing is there")
                .anyMatch(line -> line.startsWith("missing: ec2 vpc"))
                .anyMatch(line -> line.startsWith("the next plan is not empty"));
    }
}
