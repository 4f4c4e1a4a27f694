package dev.eksdsl.plan;

import dev.eksdsl.resource.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One action as a policy grants it. Several permissions make one grant where that allows no more than they do.
 *
 * @param conditions values by operator and key: {@code StringEquals iam:PassedToService}
 */
record Grant(String action, SortedSet<String> resources, SortedMap<String, SortedSet<String>> conditions) {

    /** Condition keys whose value follows from the resource, so that joining values and resources allows no more. */
    private static final Set<String> FOLLOWING =
            Set.of("ec2:CreateAction", "elasticloadbalancing:CreateAction", "iam:AWSServiceName");

    static List<Grant> of(Collection<Permission> permissions) {
        List<Grant> grants = new ArrayList<>();
        for (Permission permission : permissions) {
            add(of(permission), grants);
        }
        return grants;
    }

    private static Grant of(Permission permission) {
        SortedMap<String, SortedSet<String>> conditions = new TreeMap<>();
        permission
                .conditions()
                .forEach((operator, keys) ->
                        keys.forEach((key, values) -> conditions.put(operator + " " + key, new TreeSet<>(values))));
        return new Grant(permission.action(), new TreeSet<>(permission.resources()), conditions);
    }

    /** What is joined may be joined with another one in turn. */
    private static void add(Grant grant, List<Grant> grants) {
        for (Grant present : grants) {
            Optional<Grant> joined = present.with(grant);
            if (joined.isPresent()) {
                grants.remove(present);
                add(joined.get(), grants);
                return;
            }
        }
        grants.add(grant);
    }

    private Optional<Grant> with(Grant other) {
        if (!action.equals(other.action) || !conditions.keySet().equals(other.conditions.keySet())) {
            return Optional.empty();
        }
        List<String> differing = conditions.keySet().stream()
                .filter(key -> !Objects.equals(conditions.get(key), other.conditions.get(key)))
                .toList();
        boolean joins = differing.isEmpty()
                || (differing.size() == 1
                        && (resources.equals(other.resources) || FOLLOWING.contains(key(differing.get(0)))));
        return joins ? Optional.of(joined(other)) : Optional.empty();
    }

    private Grant joined(Grant other) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>(conditions);
        other.conditions.forEach((key, values) -> all.merge(key, values, Grant::union));
        return new Grant(action, union(resources, other.resources), all);
    }

    private static SortedSet<String> union(SortedSet<String> some, SortedSet<String> more) {
        SortedSet<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    /** The service's prefix, such as {@code ec2}. */
    String service() {
        return action.substring(0, action.indexOf(':'));
    }

    /** The action without its service. */
    String operation() {
        return action.substring(action.indexOf(':') + 1);
    }

    /** The resources by their type, such as {@code vpc}: an action says nothing of resources of other types. */
    SortedMap<String, SortedSet<String>> byType() {
        SortedMap<String, SortedSet<String>> types = new TreeMap<>();
        resources.forEach(
                arn -> types.computeIfAbsent(type(arn), x -> new TreeSet<>()).add(arn));
        return types;
    }

    private static String type(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? arn : parts[2] + ":" + parts[5].split("[/:]", 2)[0];
    }

    static String operator(String condition) {
        return condition.substring(0, condition.indexOf(' '));
    }

    static String key(String condition) {
        return condition.substring(condition.indexOf(' ') + 1);
    }
}
