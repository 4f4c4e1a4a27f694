package dev.eksdsl.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that the caller must be allowed to do: an IAM action, on which resources, under which conditions. A value.
 *
 * @param action such as {@code eks:CreateCluster}
 * @param resources ARNs, or {@code *} where AWS does not let the action be narrowed
 * @param conditions by operator, then by key: {@code StringEquals → iam:PassedToService → eks.amazonaws.com}; empty for none
 */
public record Permission(String action, List<String> resources, Map<String, Map<String, List<String>>> conditions) {

    public Permission {
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
    }

    /** Without conditions. */
    public static Permission of(String action, String... resources) {
        return new Permission(action, List.of(resources), Map.of());
    }

    /** The same, under one more condition. */
    public Permission when(String operator, String key, List<String> values) {
        Map<String, Map<String, List<String>>> all = new LinkedHashMap<>(conditions);
        Map<String, List<String>> keys = new LinkedHashMap<>(all.getOrDefault(operator, Map.of()));
        keys.put(key, List.copyOf(values));
        all.put(operator, Map.copyOf(keys));
        return new Permission(action, resources, all);
    }

    /** The same, under one more condition: that the key has this very value. */
    public Permission when(String key, String value) {
        return when("StringEquals", key, List.of(value));
    }
}
