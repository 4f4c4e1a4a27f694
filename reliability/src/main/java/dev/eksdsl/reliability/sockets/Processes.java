package dev.eksdsl.reliability.sockets;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two processes apply at once: the same wish, or two that contradict each other. */
public final class Processes {

    private static final Map<String, Double> DEFAULTS =
            Map.of("encounter", -1.0, "later", -1.0, "rounds", 7.0, "lanes", 2.0, "speed", 60.0);

    /** In real milliseconds; what an apply takes at the usual speed is some fifteen seconds. */
    private static final List<Integer> LATER = List.of(0, 100, 400, 1_000, 3_000, 8_000, 12_000);

    private record Round(Encounter encounter, int later) {}

    private final Flags flags;
    private final PrintStream out;

    private Processes(Flags flags, PrintStream out) {
        this.flags = flags;
        this.out = out;
    }

    /**
     * Runs, prints a table, and ends the process: with code 1 if a point failed, with code 2 if an option is wrong.
     *
     * @param arguments the part's name, then {@code --encounter} (only this one, from 0), {@code --later} (only so many
     *     milliseconds apart), {@code --rounds} (how many of the distances), {@code --lanes} and {@code --speed}
     */
    public static void main(String[] arguments) {
        PartMain.run((words, out) -> new Processes(Flags.parse(words, DEFAULTS), out).run(), arguments);
    }

    private boolean run() {
        try (Lanes lanes = Lanes.open(flags.count("lanes"), flags.number("speed"))) {
            Oracle oracle = Baseline.of(lanes.first(), List.of(Wish.APPLY, Wish.CHANGE, Wish.OTHER))
                    .oracle();
            List<Encounter.Result> results = lanes.run(
                    rounds(), (site, round) -> round.encounter().run(site, oracle, round.later()), this::tell);
            out.println();
            out.println(summary(results));
            return results.stream().allMatch(Encounter.Result::converged);
        }
    }

    private List<Round> rounds() {
        List<Integer> apart = flags.optional("later").isPresent()
                ? List.of(flags.count("later"))
                : LATER.subList(0, flags.count("rounds"));
        List<Round> rounds = new ArrayList<>();
        for (Encounter encounter : Encounter.values()) {
            if (flags.optional("encounter").orElse(encounter.ordinal()) == encounter.ordinal()) {
                apart.forEach(later -> rounds.add(new Round(encounter, later)));
            }
        }
        return rounds;
    }

    private void tell(Encounter.Result result) {
        out.printf(
                "%s, %d ms apart: %s and %s; %s%n",
                result.encounter(),
                result.later(),
                ending(result.first()),
                ending(result.second()),
                result.holds().map(whose -> whose + " wish holds").orElse("NO WISH HOLDS"));
        Stream.of(result.first(), result.second())
                .filter(end -> !end.done())
                .forEach(end -> out.println("  said: " + end.said()));
        if (!result.converged()) {
            result.complaints().forEach(complaint -> out.println("  " + complaint));
            out.printf(
                    "  again: reliability/run processes --encounter %d --later %d%n",
                    result.encounter().ordinal(), result.later());
        }
    }

    private static String ending(Applier.End end) {
        return end.done() ? "done" : end.refused() ? "refused" : "failed (" + end.code() + ")";
    }

    private static Table summary(List<Encounter.Result> results) {
        Table table = new Table(
                "two processes",
                "rounds",
                "both done",
                "one done, one refused",
                "otherwise",
                "one wish holds, whole",
                "whole after one more apply");
        for (Encounter encounter : Encounter.values()) {
            List<Encounter.Result> those =
                    results.stream().filter(r -> r.encounter() == encounter).toList();
            long bothDone = those.stream()
                    .filter(r -> r.first().done() && r.second().done())
                    .count();
            long oneRefused = those.stream()
                    .filter(r -> (r.first().done() && r.second().refused())
                            || (r.first().refused() && r.second().done()))
                    .count();
            table.row(
                    encounter,
                    those.size(),
                    bothDone,
                    oneRefused,
                    those.size() - bothDone - oneRefused,
                    those.stream().filter(r -> r.holds().isPresent()).count(),
                    those.stream().filter(Encounter.Result::mended).count());
        }
        return table;
    }
}
