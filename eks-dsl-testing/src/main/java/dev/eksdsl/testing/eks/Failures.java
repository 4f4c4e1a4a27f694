package dev.eksdsl.testing.eks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures that a test has ordered: each strikes once, the next time that something of its kind would succeed. */
final class Failures {

    /**
     * @param code EKS's code of the issue or the error, such as {@code NodeCreationFailure}
     * @param message its text
     */
    record Failure(String code, String message) {}

    private final Map<FakeEks.Lifecycle, Deque<Failure>> ordered = new EnumMap<>(FakeEks.Lifecycle.class);

    void order(FakeEks.Lifecycle lifecycle, Failure failure) {
        ordered.computeIfAbsent(lifecycle, key -> new ArrayDeque<>()).add(failure);
    }

    /** The failure that strikes now, or null. */
    @Nullable
    Failure next(FakeEks.Lifecycle lifecycle) {
        Deque<Failure> waiting = ordered.get(lifecycle);
        return waiting == null ? null : waiting.poll();
    }

    void clear() {
        ordered.clear();
    }
}
