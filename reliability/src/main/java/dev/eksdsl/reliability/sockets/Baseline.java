package dev.eksdsl.reliability.sockets;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a life without harm does and leaves.
 *
 * @param oracle knows what each stage leaves
 * @param calls what each stage calls, in order
 */
record Baseline(Oracle oracle, Map<Wish, List<Point>> calls) {

    /** Lives through the stages one after the other, then destroys all. */
    static Baseline of(Site site, List<Wish> stages) {
        Map<Wish, List<String>> wanted = new EnumMap<>(Wish.class);
        Map<Wish, List<Point>> calls = new EnumMap<>(Wish.class);
        List<Wish> all = new ArrayList<>(stages);
        all.add(Wish.DESTROY);
        for (Wish stage : all) {
            calls.put(stage, site.apply(stage));
            wanted.put(stage, site.door().inventory());
        }
        return new Baseline(new Oracle(wanted), calls);
    }

    /** The writes of a stage. */
    List<Point> writes(Wish stage) {
        return calls.getOrDefault(stage, List.of()).stream()
                .filter(point -> !point.isRead())
                .toList();
    }
}
