package dev.eksdsl.forecast;

import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a graph of activities takes, as a range. The end is a maximum over ways that share activities, for which there is no
 * formula, and moments of a maximum are only approximated well where all is normally distributed (Clark, "The greatest of a
 * finite set of random variables", 1961); AWS's durations have long tails. So it is drawn: the graph is gone through in some
 * hundred worlds, which are the same each time, and of an activity the same in every graph. So equal graphs have equal forecasts, and a
 * graph that is a part of another never has a longer one. Immutable.
 *
 * @param <K> what identifies an activity; needs {@code equals} and a {@code hashCode} that is the same in every process
 */
public final class Forecast<K> {

    private final Map<K, Integer> places = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final int lanes;

    private Forecast(List<Activity<K>> activities) {
        for (Activity<K> activity : activities) {
            places.put(activity.id(), places.size());
        }
        Map<String, Integer> named = new HashMap<>();
        Map<Object, SurvivalTable> tables = new HashMap<>();
        for (Activity<K> activity : activities) {
            activity.lane().ifPresent(lane -> named.putIfAbsent(lane, named.size()));
            nodes.add(new Node(
                    places(activity.after()),
                    places(activity.afterBegun()),
                    places(activity.oneOf()),
                    activity.lane().map(named::get).orElse(-1),
                    activity.takes()
                            .map(Prior::likely)
                            .map(prior -> tables.computeIfAbsent(
                                    List.of(prior.median(), Range.of(prior)), same -> new SurvivalTable(prior)))
                            .map(table -> new Draws(table, activity.id().hashCode()))));
        }
        this.lanes = named.size();
    }

    /**
     * The forecast of these activities.
     *
     * @param activities each behind all that it comes after
     * @throws IllegalArgumentException if one comes after what is not in the list
     */
    public static <K> Forecast<K> of(List<Activity<K>> activities) {
        return new Forecast<>(activities);
    }

    private int[] places(Collection<K> ids) {
        return ids.stream().mapToInt(this::place).toArray();
    }

    /** Where it stands in the list. */
    int place(K id) {
        Integer place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException(id + " is none of the activities");
        }
        return place;
    }

    int count() {
        return nodes.size();
    }

    int[] oneOf(int place) {
        return nodes.get(place).oneOf();
    }

    /** How long the whole takes; zero if nothing in it takes time. */
    public Range whole() {
        return left(Standing.START);
    }

    /** How long one of the activities takes by itself. */
    public Range of(K id) {
        return own(place(id));
    }

    Range own(int place) {
        return nodes.get(place).draws().map(draws -> draws.table().range()).orElse(Range.ZERO);
    }

    /** How long the whole takes yet. */
    Range left(Standing standing) {
        Passage passage = new Passage(nodes, lanes, standing);
        double[] ends = new double[Draws.COUNT];
        Arrays.setAll(ends, passage::end);
        return range(ends);
    }

    /** How long one takes yet that has lasted so many seconds. */
    Range left(int place, double elapsed) {
        return nodes.get(place)
                .draws()
                .map(draws -> {
                    double[] ends = new double[Draws.COUNT];
                    Arrays.setAll(ends, world -> draws.leftIn(world, elapsed));
                    return range(ends);
                })
                .orElse(Range.ZERO);
    }

    private static Range range(double[] seconds) {
        Arrays.sort(seconds);
        int outside = (int) Math.round(Range.OUTSIDE * seconds.length);
        return new Range(duration(seconds[outside]), duration(seconds[seconds.length - 1 - outside]));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
