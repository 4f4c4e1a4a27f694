package dev.eksdsl.reliability.sockets;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The sample's life through real sockets, each write harmed in each way, several harms to a life. */
public final class Sockets {

    private static final Map<String, Double> DEFAULTS = Map.of(
            "seed",
            1.0,
            "lives",
            -1.0,
            "life",
            -1.0,
            "writes",
            25.0,
            "reads",
            5.0,
            "lanes",
            2.0,
            "speed",
            60.0,
            "patience",
            1000.0);

    private final Flags flags;
    private final PrintStream out;

    private Sockets(Flags flags, PrintStream out) {
        this.flags = flags;
        this.out = out;
    }

    /**
     * Runs, prints a table, and ends the process: with code 1 if a point failed, with code 2 if an option is wrong.
     *
     * @param arguments the part's name, then {@code --seed}, {@code --lives} (default: until each write has met each harm),
     *     {@code --life} (only this one), {@code --writes} and {@code --reads} harmed in a life, {@code --lanes}, {@code
     *     --speed}, and {@code --patience}: for how many real milliseconds a client waits for an answer
     */
    public static void main(String[] arguments) {
        PartMain.run((words, out) -> new Sockets(Flags.parse(words, DEFAULTS), out).run(), arguments);
    }

    private boolean run() {
        try (Lanes lanes = Lanes.open(flags.count("lanes"), flags.number("speed"))) {
            Baseline baseline = Baseline.of(lanes.first(), List.of(Wish.APPLY, Wish.CHANGE));
            List<Point> calls = HarmedLife.STAGES.stream()
                    .map(baseline.calls()::get)
                    .flatMap(Collection::stream)
                    .toList();
            List<Map<Point, Harm>> hands =
                    new Deck(calls, flags.count("seed")).deal(flags.count("writes"), flags.count("reads"));
            Duration patience = Duration.ofMillis(flags.count("patience"));
            List<HarmedLife.Result> results = lanes.run(
                    lives(hands.size()),
                    (site, life) -> new HarmedLife(site, baseline.oracle(), hands.get(life), patience).run(life),
                    this::tell);
            long writes = calls.stream().filter(point -> !point.isRead()).count();
            out.println(new HarmTable(writes, calls.size() - writes).of(results));
            return results.stream().allMatch(life -> life.complaints().isEmpty());
        }
    }

    private List<Integer> lives(int all) {
        OptionalInt only = flags.optional("life");
        if (only.isPresent()) {
            return List.of(only.getAsInt());
        }
        return IntStream.range(0, Math.min(all, flags.optional("lives").orElse(all)))
                .boxed()
                .toList();
    }

    private void tell(HarmedLife.Result life) {
        out.printf(
                "life %d: %d calls harmed, %s%n",
                life.number(), life.struck().size(), life.complaints().isEmpty() ? "healed" : "NOT HEALED");
        life.again().forEach(why -> out.println("  applied again: " + why));
        if (!life.complaints().isEmpty()) {
            life.complaints().forEach(complaint -> out.println("  " + complaint));
            life.struck().forEach((point, harm) -> out.println("  harmed: " + point + ": " + harm));
            out.printf(
                    "  again: reliability/run sockets --seed %d --life %d --writes %d --reads %d%n",
                    flags.count("seed"), life.number(), flags.count("writes"), flags.count("reads"));
        }
    }
}
