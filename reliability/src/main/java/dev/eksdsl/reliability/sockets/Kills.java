package dev.eksdsl.reliability.sockets;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Kills the process that applies, changes or destroys, and lets the next one go on. */
public final class Kills {

    private static final Map<String, Double> DEFAULTS =
            Map.of("seed", 1.0, "lives", 18.0, "life", -1.0, "lanes", 2.0, "speed", 60.0);

    private final Flags flags;
    private final PrintStream out;

    private Kills(Flags flags, PrintStream out) {
        this.flags = flags;
        this.out = out;
    }

    /**
     * Runs, prints a table, and ends the process: with code 1 if a point failed, with code 2 if an option is wrong.
     *
     * @param arguments the part's name, then {@code --seed}, {@code --lives} with three kills each, {@code --life} (only this
     *     one), {@code --lanes} and {@code --speed}
     */
    public static void main(String[] arguments) {
        PartMain.run((words, out) -> new Kills(Flags.parse(words, DEFAULTS), out).run(), arguments);
    }

    private boolean run() {
        try (Lanes lanes = Lanes.open(flags.count("lanes"), flags.number("speed"))) {
            Baseline baseline = Baseline.of(lanes.first(), List.of(Wish.APPLY, Wish.CHANGE));
            OptionalInt only = flags.optional("life");
            List<Integer> lives = only.isPresent()
                    ? List.of(only.getAsInt())
                    : IntStream.range(0, flags.count("lives")).boxed().toList();
            out.println(new Table("life", "stage", "killed after", "calls, writes made", "exit code", "healed"));
            List<Kill> kills = lanes
                    .run(
                            lives,
                            (site, life) -> new KilledLife(site, baseline, flags.count("seed"), life).run(),
                            this::tell)
                    .stream()
                    .flatMap(Collection::stream)
                    .toList();
            out.println();
            out.println(summary(kills));
            return kills.stream().allMatch(Kill::healed);
        }
    }

    private void tell(List<Kill> kills) {
        for (Kill kill : kills) {
            out.println(new Table()
                    .row(
                            kill.life(),
                            kill.stage().text(),
                            "write " + kill.write() + " + " + kill.later() + " ms",
                            kill.calls() + ", " + kill.writes(),
                            kill.code(),
                            kill.healed() ? "yes" : "NO")
                    .last());
            if (!kill.healed()) {
                kill.complaints().forEach(complaint -> out.println("  " + complaint));
                out.printf("  again: reliability/run kills --seed %d --life %d%n", flags.count("seed"), kill.life());
            }
        }
    }

    private static Table summary(List<Kill> kills) {
        Table table = new Table("stage", "processes", "killed at work", "ended before", "healed by the next");
        for (Wish stage : HarmedLife.STAGES) {
            List<Kill> those =
                    kills.stream().filter(kill -> kill.stage() == stage).toList();
            long killed =
                    those.stream().filter(kill -> kill.code() == Applier.KILLED).count();
            table.row(
                    stage.text(),
                    those.size(),
                    killed,
                    those.size() - killed,
                    those.stream().filter(Kill::healed).count());
        }
        return table;
    }
}
