package dev.eksdsl.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with a declaration, in the order of finding. {@link #at} gives a view for one place of it, so that
 * checks name only the field. Not thread-safe.
 */
public final class Problems {

    private final List<Problem> found;
    private final String place;

    public Problems() {
        this(new ArrayList<>(), "");
    }

    private Problems(List<Problem> found, String place) {
        this.found = found;
        this.place = place;
    }

    /** The same collection, for one place such as {@code nodeGroup[api]}: the paths of its problems begin with that. */
    public Problems at(String part) {
        return new Problems(found, path(part));
    }

    /**
     * Adds something that AWS would refuse.
     *
     * @param field the field below this place; empty for the place itself
     */
    public void error(String code, String field, String reason, String fix) {
        found.add(Problem.error(code, path(field), reason, fix));
    }

    /** Adds an error if there is one. */
    public void errorIf(boolean wrong, String code, String field, String reason, String fix) {
        if (wrong) {
            error(code, field, reason, fix);
        }
    }

    /** Adds something that the user would regret, if there is such a thing. */
    public void warnIf(boolean unwise, String code, String field, String reason, String fix) {
        if (unwise) {
            found.add(Problem.warning(code, path(field), reason, fix));
        }
    }

    /** All that was added so far, here and in the views; what was added twice, once. */
    public List<Problem> list() {
        return found.stream().distinct().toList();
    }

    /** What occurs more than once. */
    public static <T> Set<T> repeated(Collection<T> values) {
        Set<T> seen = new HashSet<>();
        Set<T> repeated = new LinkedHashSet<>();
        values.forEach(value -> {
            if (!seen.add(value)) {
                repeated.add(value);
            }
        });
        return repeated;
    }

    private String path(String part) {
        if (place.isEmpty() || part.isEmpty()) {
            return place + part;
        }
        return place + (part.startsWith("[") ? "" : ".") + part;
    }
}
