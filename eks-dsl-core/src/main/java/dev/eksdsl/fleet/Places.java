package dev.eksdsl.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Members by account and region, and how many of them people read one by one. */
final class Places {

    /** So many clusters have a line each; of more, only those of which there is something to say. */
    static final int MOST_LINES = 20;

    /** So many clusters are named beside a reason that they share. */
    static final int MOST_NAMES = 3;

    private Places() {}

    static <T> Map<String, List<T>> by(Collection<T> things, Function<T, String> name) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        things.forEach(thing -> groups.computeIfAbsent(name.apply(thing), missing -> new ArrayList<>())
                .add(thing));
        return groups;
    }

    /** A reason without what is different each time: clusters that failed for the same are told together. */
    static String shared(String problem) {
        return problem.replaceAll(" \\(request id [^)]*\\)", "");
    }

    /** The first names, and how many there are beside. */
    static String names(List<FleetMember> members) {
        List<String> first =
                members.stream().limit(MOST_NAMES).map(FleetMember::toString).toList();
        int more = members.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and %,d more".formatted(more) : "");
    }

    static String count(long number, String what) {
        return "%,d %s".formatted(number, what + (number == 1 ? "" : "s"));
    }
}
