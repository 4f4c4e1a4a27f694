package dev.eksdsl.reliability.sockets;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Counts the calls of a process, and orders its end after a certain write. Thread-safe. */
final class Watch implements Function<CallName, Optional<Harm>> {

    private final int write;
    private final Executor later;
    private final Runnable end;
    private int calls;
    private int writes;

    /**
     * @param write after which write, counted from 1
     * @param later how many milliseconds after it
     */
    Watch(int write, int later, Runnable end) {
        this.write = write;
        this.later = CompletableFuture.delayedExecutor(later, TimeUnit.MILLISECONDS);
        this.end = end;
    }

    @Override
    public synchronized Optional<Harm> apply(CallName call) {
        calls++;
        if (!call.isRead() && ++writes == write) {
            later.execute(end);
        }
        return Optional.empty();
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int writes() {
        return writes;
    }
}
