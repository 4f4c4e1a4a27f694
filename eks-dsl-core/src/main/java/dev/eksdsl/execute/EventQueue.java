package dev.eksdsl.execute;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to a listener one at a time, in order, whichever threads they come from. */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.step");

    private final Consumer<? super ProgressEvent> listener;
    private final Queue<ProgressEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    EventQueue(Consumer<? super ProgressEvent> listener) {
        this.listener = listener;
    }

    /** Puts an event in line. Cheap: may be called with a lock held. */
    void add(ProgressEvent event) {
        waiting.add(event);
    }

    /** Hands out what is in line. Not to be called with a lock held. */
    void drain() {
        if (count.getAndIncrement() != 0) {
            return;
        }
        do {
            ProgressEvent event;
            while ((event = waiting.poll()) != null) {
                tell(event);
            }
        } while (count.decrementAndGet() != 0);
    }

    private void tell(ProgressEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("a progress listener failed; the run goes on", e);
        }
    }
}
