package dev.eksdsl.reliability.sockets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A life in which the process is killed at each stage, and another one goes on. */
final class KilledLife {

    /** Real milliseconds; at sixty times the speed of real time, 18 seconds of AWS. */
    private static final int LATEST = 300;

    private final Site site;
    private final Baseline baseline;
    private final Random random;
    private final int life;

    /** @param seed the same seed orders the same kills */
    KilledLife(Site site, Baseline baseline, long seed, int life) {
        this.site = site;
        this.baseline = baseline;
        this.random = new Random(seed * 1_000_003 + life);
        this.life = life;
    }

    List<Kill> run() {
        List<Kill> kills = new ArrayList<>();
        for (Wish stage : HarmedLife.STAGES) {
            Kill kill = kill(stage);
            kills.add(kill);
            if (!kill.healed()) {
                site.door().reset();
                break;
            }
        }
        return kills;
    }

    /** Kills the process at one stage, and lets the next one go on. */
    Kill kill(Wish stage) {
        int write = 1 + random.nextInt(baseline.writes(stage).size());
        // half of them at once, while the call is on its way
        int later = random.nextBoolean() ? 0 : random.nextInt(LATEST);
        Applier first = site.applier(stage);
        Watch watch = new Watch(write, later, first::kill);
        site.proxy().judge(watch);
        Applier.End end = first.begin().await();
        int calls = watch.calls();
        int writes = watch.writes();
        site.proxy().judge(call -> Optional.empty());

        Applier.End next = site.applier(stage).begin().await();
        List<String> complaints = new ArrayList<>(baseline.oracle().complaints(stage, site.door(), site.undisturbed()));
        if (!next.done()) {
            complaints.add("the next process ended with " + next.code() + ": " + next.said());
        }
        return new Kill(life, stage, write, later, calls, writes, end.code(), complaints);
    }
}
