package dev.eksdsl.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes each call once, told apart by its request. A failure that may pass is not remembered. Thread-safe. */
final class RememberingAws implements AwsApi {

    private final AwsApi calls;
    private final Map<Object, Answer> answers = new ConcurrentHashMap<>();

    RememberingAws(AwsApi calls) {
        this.calls = calls;
    }

    @Override
    public String region() {
        return calls.region();
    }

    @Override
    public String partition() {
        return calls.partition();
    }

    @Override
    public String accountId() {
        return calls.accountId();
    }

    @Override
    public <C, Q, R> R call(Class<C> client, BiFunction<C, Q, R> operation, Q request) {
        return answers.computeIfAbsent(request, x -> new Answer()).of(() -> calls.call(client, operation, request));
    }

    @Override
    public AwsApi remembering() {
        return this;
    }

    /**
     * The answer to one request. Whoever asks while another thread makes the call waits for it. The thread that makes the call may
     * come back here: a call that hangs on a virtual timeline lets other reads run meanwhile. If the call has to wait for its moment,
     * that moment is the same for all who ask.
     */
    private static final class Answer {

        private final ReentrantLock asking = new ReentrantLock();
        private @Nullable Object given;
        private @Nullable Permit permit;

        @SuppressWarnings("unchecked") // an answer is remembered under the very request that it answers
        <R> R of(Supplier<R> call) {
            asking.lock();
            try {
                if (given == null) {
                    given = make(call);
                }
                if (given instanceof AwsCallException refused) {
                    throw refused;
                }
                return (R) given;
            } finally {
                asking.unlock();
            }
        }

        private Object make(Supplier<?> call) {
            Turn turn = Turn.current();
            if (turn != null && permit != null) {
                turn.hold(permit);
            }
            try {
                return call.get();
            } catch (AwsCallException e) {
                if (e.mayPass()) {
                    throw e;
                }
                return e;
            } catch (NotYetPermittedException e) {
                permit = e.permit();
                throw e;
            }
        }
    }
}
