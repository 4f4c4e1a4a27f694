package dev.eksdsl.reliability.sockets;

import dev.eksdsl.EksSession;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says whether AWS holds what a wish means, and nothing else: asked of the fake over its own door, and of a plan that is read
 * without any fault between. What a wish means is what one undisturbed process made of it.
 */
final class Oracle {

    /** The tag that the wishes set. */
    private static final Pattern USERS_TAG = Pattern.compile(", team=\\w+");

    private final Map<Wish, List<String>> wanted = new EnumMap<>(Wish.class);

    /** @param wanted what an undisturbed process left of each wish */
    Oracle(Map<Wish, List<String>> wanted) {
        this.wanted.putAll(wanted);
        if (!wanted.getOrDefault(Wish.DESTROY, List.of()).isEmpty()) {
            throw new IllegalStateException("destroy leaves " + wanted.get(Wish.DESTROY));
        }
    }

    /** What is wrong, in words; empty if the wish holds. */
    List<String> complaints(Wish wish, FakeDoor door, EksSession undisturbed) {
        List<String> complaints = new ArrayList<>(differences(wish, door.inventory()));
        try {
            Plan next = wish.plan(undisturbed);
            if (!next.isEmpty()) {
                complaints.add("the next plan is not empty: "
                        + next.changes().stream().map(Step::toString).toList());
            }
        } catch (EksDslException e) {
            complaints.add("the next plan cannot be made: " + e.getMessage());
        }
        return complaints;
    }

    private List<String> differences(Wish wish, List<String> there) {
        List<String> meant = comparable(wanted.getOrDefault(wish, List.of()));
        List<String> found = comparable(there);
        List<String> more = new ArrayList<>(found);
        meant.forEach(more::remove);
        List<String> less = new ArrayList<>(meant);
        found.forEach(less::remove);
        List<String> differences = new ArrayList<>();
        more.forEach(line -> differences.add("too much: " + line));
        less.forEach(line -> differences.add("missing: " + line));
        return differences;
    }

    /**
     * A role keeps the user's tags that it was made with: the library does not compare them, for that takes one more read for
     * each role. So a role that another wish has made first is as good.
     */
    private static List<String> comparable(List<String> inventory) {
        return inventory.stream()
                .map(line ->
                        line.startsWith("iam role ") ? USERS_TAG.matcher(line).replaceAll("") : line)
                .toList();
    }
}
