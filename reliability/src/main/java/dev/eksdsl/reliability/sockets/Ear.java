package dev.eksdsl.reliability.sockets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Hears the calls of a stage, and says which are harmed. Thread-safe. */
final class Ear implements Function<CallName, Optional<Harm>> {

    private final Wish stage;
    private final Map<Point, Harm> hand;
    private final Map<String, Integer> counted = new HashMap<>();
    private final List<Point> heard = new ArrayList<>();
    private final Map<Point, Harm> struck = new LinkedHashMap<>();

    /** @param hand what is harmed, and how */
    Ear(Wish stage, Map<Point, Harm> hand) {
        this.stage = stage;
        this.hand = hand;
    }

    @Override
    public synchronized Optional<Harm> apply(CallName call) {
        Point point = new Point(stage, call.text(), counted.merge(call.text(), 1, Integer::sum), call.isRead());
        heard.add(point);
        Optional<Harm> harm = Optional.ofNullable(hand.get(point));
        harm.ifPresent(done -> struck.put(point, done));
        return harm;
    }

    /** The calls so far, in order. */
    synchronized List<Point> heard() {
        return List.copyOf(heard);
    }

    /** What was harmed so far. */
    synchronized Map<Point, Harm> struck() {
        return new LinkedHashMap<>(struck);
    }
}
