package dev.eksdsl.aws;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that makes calls, and that is begun anew when one of them has to wait for its turn. What the calls before that one
 * have answered is remembered until the turn has been taken to its end: no call is made twice, and no thread waits. So what
 * runs in a turn may do nothing between its calls that must not be done twice.
 *
 * <p>Used by one thread at a time. Calls find the turn that they belong to by their thread.
 */
public final class Turn {

    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final Map<Object, Permit> permits = new HashMap<>();
    private final Map<Object, Queue<Answer<?>>> answers = new HashMap<>();
    private Map<Object, Queue<Answer<?>>> repeated = new HashMap<>();

    /**
     * Begins, or begins anew.
     *
     * @throws NotYetPermittedException if a call has to wait: then to be called once more, after the delay
     */
    public <T> T take(Supplier<T> calls) {
        Turn around = CURRENT.get();
        CURRENT.set(this);
        repeated = new HashMap<>();
        answers.forEach((request, given) -> repeated.put(request, new ArrayDeque<>(given)));
        try {
            T result = calls.get();
            end();
            return result;
        } catch (NotYetPermittedException later) {
            permits.put(later.permit().request(), later.permit());
            throw later;
        } catch (RuntimeException | Error failure) {
            end();
            throw failure;
        } finally {
            if (around == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(around);
            }
        }
    }

    /** The turn that the calling thread is in, if it is in one. */
    static @Nullable Turn current() {
        return CURRENT.get();
    }

    /** Makes a call. What runs on this thread meanwhile, because time passes in the call, is in no turn. */
    static <T> T aside(Supplier<T> call) {
        Turn around = CURRENT.get();
        CURRENT.remove();
        try {
            return call.get();
        } finally {
            CURRENT.set(around);
        }
    }

    /** Gives the call a moment that was reserved for the same call in another turn. */
    void hold(Permit permit) {
        permits.put(permit.request(), permit);
    }

    /** The moment that was reserved for the call; it is used up by this. */
    @Nullable
    Permit permit(Object request) {
        return permits.remove(request);
    }

    /** What the call answered before this turn was begun anew; null if it has not been made. */
    @SuppressWarnings("unchecked") // an answer is remembered under the very request that it answers
    <R> @Nullable Answer<R> repeated(Object request) {
        Queue<Answer<?>> given = repeated.get(request);
        return given == null ? null : (Answer<R>) given.poll();
    }

    void remember(Object request, Answer<?> answer) {
        answers.computeIfAbsent(request, x -> new ArrayDeque<>()).add(answer);
    }

    private void end() {
        answers.clear();
        permits.clear();
    }

    /** How a call ended: with a response, or with a refusal. */
    record Answer<R>(@Nullable R response, @Nullable AwsCallException refusal) {

        static <R> Answer<R> of(Supplier<R> call) {
            try {
                return new Answer<>(call.get(), null);
            } catch (AwsCallException e) {
                return new Answer<>(null, e);
            }
        }

        @SuppressWarnings("NullAway") // one of the two is there
        R get() {
            if (refusal != null) {
                throw refusal;
            }
            return response;
        }
    }
}
