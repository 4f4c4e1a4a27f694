package dev.eksdsl.aws;

import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Lets those who read the same at the same time share one read. Each has a view of its own, through which it never sees an
 * answer to a read that began before its own last write had ended, nor one that began more than {@link #KEPT} ago. A
 * {@link Turn} that is begun anew gets the answers that it had. Thread-safe.
 */
public final class SharedReads {

    /** How old an answer may be. Far less than the seconds by which reads of AWS lag behind writes anyway. */
    static final Duration KEPT = Duration.ofMillis(500);

    private static final Pattern READ = Pattern.compile("(Describe|List|Get)[A-Z].*");

    private final AwsApi calls;
    private final Timeline timeline;
    private final Map<Object, Slot> slots = new ConcurrentHashMap<>();
    /** Counts the writes that have ended: the order of reads and writes, whatever the clock says. */
    private final AtomicLong writes = new AtomicLong();

    public SharedReads(AwsApi calls, Timeline timeline) {
        this.calls = calls;
        this.timeline = timeline;
    }

    /** A view for one asker; shows no answer to a read that began before the last write through any view had ended. */
    public AwsApi view() {
        return new View(writes.get());
    }

    private final class View implements AwsApi {

        private volatile long since;

        View(long since) {
            this.since = since;
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
            if (request instanceof SdkRequest
                    && READ.matcher(request.getClass().getSimpleName()).matches()) {
                return shared(request, since, () -> calls.call(client, operation, request));
            }
            try {
                return calls.call(client, operation, request);
            } finally {
                since = writes.incrementAndGet();
            }
        }
    }

    private <R> R shared(Object request, long since, Supplier<R> call) {
        Turn turn = Turn.current();
        Turn.Answer<R> before = turn == null ? null : turn.repeated(request);
        if (before != null) {
            return before.get();
        }
        return slots.computeIfAbsent(request, x -> new Slot()).ask(since, call, shared -> {
            if (turn != null) {
                turn.remember(request, new Turn.Answer<>(shared, null));
            }
        });
    }

    private record Answer(Object given, long begun, Instant at) {}

    /** One request. Whoever asks while another thread makes the call waits for it; the thread itself may come back here. */
    private final class Slot {

        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Answer last;

        @SuppressWarnings("unchecked") // an answer is kept under the very request that it answers
        /** @param taken is told an answer for which no call was made */
        <R> R ask(long since, Supplier<R> call, Consumer<Object> taken) {
            asking.lock();
            try {
                Answer present = last;
                if (present != null && present.begun >= since && !isOld(present)) {
                    taken.accept(present.given);
                    return (R) present.given;
                }
                long begun = writes.get();
                Instant at = timeline.now();
                R answer = call.get();
                last = new Answer(answer, begun, at);
                forgetOld();
                return answer;
            } finally {
                asking.unlock();
            }
        }
    }

    private boolean isOld(Answer answer) {
        return answer.at.plus(KEPT).isBefore(timeline.now());
    }

    /** A run that waits for long holds on to no answers but those of its last moment. */
    private void forgetOld() {
        slots.values().removeIf(slot -> {
            Answer last = slot.last;
            return last != null && isOld(last);
        });
    }
}
