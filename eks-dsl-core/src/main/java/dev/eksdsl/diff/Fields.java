package dev.eksdsl.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The declared list of a kind's fields: how each is wanted, how it is read, and what can change it. Immutable.
 *
 * <p>A field whose wish is empty is not compared: what was not declared is left as it is.
 *
 * @param <W> the wish
 * @param <S> the state
 */
public final class Fields<W, S> {

    private final List<BiFunction<W, S, List<FieldChange>>> comparisons;

    private Fields(List<BiFunction<W, S, List<FieldChange>>> comparisons) {
        this.comparisons = List.copyOf(comparisons);
    }

    public static <W, S> Builder<W, S> builder() {
        return new Builder<>();
    }

    /** All fields that differ, in declared order. */
    public List<FieldChange> compare(W wish, S state) {
        return comparisons.stream().flatMap(c -> c.apply(wish, state).stream()).toList();
    }

    /** Collects the fields of a kind. Not thread-safe. */
    public static final class Builder<W, S> {

        private final List<BiFunction<W, S, List<FieldChange>>> comparisons = new ArrayList<>();

        /** A field that the named call changes in place. */
        public <T> Builder<W, S> inPlace(
                String call,
                String path,
                Function<W, ? extends Optional<? extends T>> wanted,
                Function<S, ? extends T> actual) {
            comparisons.add((wish, state) -> {
                Optional<? extends T> want = wanted.apply(wish);
                T have = actual.apply(state);
                return want.isEmpty() || same(want.get(), have)
                        ? List.of()
                        : List.of(new FieldChange(path, text(have), text(want.get()), call));
            });
            return this;
        }

        /** A field that only a new resource can have another value of. */
        public <T> Builder<W, S> replace(
                String path, Function<W, ? extends Optional<? extends T>> wanted, Function<S, ? extends T> actual) {
            return inPlace(FieldChange.REPLACE, path, wanted, actual);
        }

        /**
         * A set of values that are added and removed one by one: each that is missing or too much is a change of its own,
         * so that a long set shows what differs and nothing else.
         */
        public <T> Builder<W, S> members(
                String call,
                String path,
                Function<W, ? extends Optional<? extends Collection<T>>> wanted,
                Function<S, ? extends Collection<T>> actual) {
            comparisons.add((wish, state) -> {
                Optional<? extends Collection<T>> want = wanted.apply(wish);
                if (want.isEmpty()) {
                    return List.of();
                }
                Collection<T> have = actual.apply(state);
                return Stream.concat(
                                missingIn(want.get(), have).map(gone -> new FieldChange(path, gone, text(null), call)),
                                missingIn(have, want.get())
                                        .map(added -> new FieldChange(path, text(null), added, call)))
                        .toList();
            });
            return this;
        }

        private static Stream<String> missingIn(Collection<?> some, Collection<?> all) {
            return all.stream()
                    .filter(one -> !some.contains(one))
                    .map(Object::toString)
                    .sorted()
                    .distinct();
        }

        /**
         * Named values of which each is a field: entries are added, changed and, if {@code owned} says so of their key,
         * removed.
         *
         * @param owned whether an entry that is there but not wanted is ours to remove
         */
        public Builder<W, S> entries(
                String call,
                String path,
                Function<W, Map<String, String>> wanted,
                Function<S, Map<String, String>> actual,
                Predicate<String> owned) {
            comparisons.add((wish, state) -> {
                Map<String, String> want = wanted.apply(wish);
                Map<String, String> have = actual.apply(state);
                TreeSet<String> keys = new TreeSet<>(want.keySet());
                have.keySet().stream().filter(owned).forEach(keys::add);
                return keys.stream()
                        .filter(key -> !Objects.equals(want.get(key), have.get(key)))
                        .map(key ->
                                new FieldChange(path + "[" + key + "]", text(have.get(key)), text(want.get(key)), call))
                        .toList();
            });
            return this;
        }

        public Fields<W, S> build() {
            return new Fields<>(comparisons);
        }
    }

    /** Collections are compared as sets: AWS gives lists back in an order of its own. */
    private static boolean same(Object want, Object have) {
        if (want instanceof Collection<?> w && have instanceof Collection<?> h) {
            return new HashSet<>(w).equals(new HashSet<>(h));
        }
        return want.equals(have);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "(none)";
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Object::toString).sorted().collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String s ? '"' + s + '"' : value.toString();
    }
}
