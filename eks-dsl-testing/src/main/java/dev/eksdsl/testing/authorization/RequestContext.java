package dev.eksdsl.testing.authorization;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of the condition keys of one request. Names of keys differ in more than case. Not thread-safe.
 */
public final class RequestContext {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Function<String, @Nullable List<String>> others = key -> null;

    /** Gives a key one value. */
    public RequestContext put(String key, String value) {
        values.put(key, List.of(value));
        return this;
    }

    /** Gives a key several values, or none: an empty set is not the same as a key that is absent. */
    public RequestContext put(String key, Collection<String> several) {
        values.put(key, List.copyOf(several));
        return this;
    }

    /** Gives each tag's key a value: {@code prefix/KEY}. */
    public RequestContext tags(String prefix, Map<String, String> tags) {
        tags.forEach((key, value) -> put(prefix + "/" + key, value));
        return this;
    }

    /** What is asked for keys that have no value here: for what is costly to find out, such as tags of resources. */
    RequestContext otherwise(Function<String, @Nullable List<String>> source) {
        this.others = source;
        return this;
    }

    RequestContext copy() {
        RequestContext copy = new RequestContext();
        copy.values.putAll(values);
        copy.others = others;
        return copy;
    }

    /** The values of a key; null if the request has none such. */
    @Nullable
    List<String> values(String key) {
        List<String> known = values.get(key);
        return known != null ? known : others.apply(key);
    }

    /** What has been given values, sorted by key. */
    Map<String, List<String>> all() {
        return values;
    }
}
