package dev.eksdsl.fleet;

import dev.eksdsl.aws.pacing.BucketUse;
import dev.eksdsl.aws.pacing.Pacing;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Report;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All clusters of a fleet on their way: each begins as soon as AWS can be read for it, and waits for nothing but AWS. Thread-safe.
 */
public final class FleetRun implements FleetHandle {

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.fleet");

    private final Timeline timeline;
    private final Pacing pacing;
    private final Consumer<? super FleetProgress> listener;
    private final Intake intake;
    private final Instant started;
    private final List<BucketUse> before;
    private final Queue<MemberResult> results = new ConcurrentLinkedQueue<>();
    private final Set<ApplyHandle> handles = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<ApplyHandle>> gates = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<FleetReport> completion = new CompletableFuture<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Object telling = new Object();
    private int total;
    private volatile boolean cancelled;

    /** @param listener is told how far it is each time a cluster has ended */
    public FleetRun(Timeline timeline, Pacing pacing, Consumer<? super FleetProgress> listener) {
        this.timeline = timeline;
        this.pacing = pacing;
        this.listener = listener;
        this.intake = new Intake(timeline);
        this.started = timeline.now();
        this.before = pacing.use(started);
    }

    /**
     * Begins, once.
     *
     * @param begin begins with each cluster
     * @param known what has come of others before
     */
    public void start(Map<FleetMember, Supplier<Beginning>> begin, List<MemberResult> known) {
        total = begin.size() + known.size();
        known.forEach(this::ended);
        begin.forEach((member, work) -> intake.enter(member, () -> begin(member, work)));
        if (total == 0) {
            completion.complete(report());
        }
    }

    /** Gives back what is done when AWS has been read. */
    private CompletableFuture<?> begin(FleetMember member, Supplier<Beginning> begin) {
        Beginning beginning =
                cancelled ? Beginning.of(CompletableFuture.failedFuture(beforeItBegan())) : beginning(begin);
        begun(beginning.handle()).thenCompose(this::carriedOut).whenComplete((report, failure) -> {
            try {
                ended(
                        failure == null
                                ? MemberResult.of(member, report)
                                : MemberResult.failed(member, Failures.cause(failure)));
            } catch (Error error) {
                completion.completeExceptionally(error);
            }
        });
        return beginning.underWay();
    }

    /** Done when it has begun, or when all is cancelled before: what begins later is cancelled then. */
    private CompletableFuture<ApplyHandle> begun(CompletableFuture<ApplyHandle> beginning) {
        CompletableFuture<ApplyHandle> gate = new CompletableFuture<>();
        gates.add(gate);
        if (cancelled) {
            gate.completeExceptionally(beforeItBegan());
            return gate;
        }
        beginning.whenComplete((handle, failure) -> {
            gates.remove(gate);
            if (failure != null) {
                gate.completeExceptionally(failure);
            } else if (!gate.complete(handle)) {
                handle.cancel();
            }
        });
        return gate;
    }

    private static Beginning beginning(Supplier<Beginning> begin) {
        try {
            return begin.get();
        } catch (RuntimeException e) {
            return Beginning.of(CompletableFuture.failedFuture(e));
        }
    }

    private CompletableFuture<Report> carriedOut(ApplyHandle handle) {
        handles.add(handle);
        if (cancelled) {
            handle.cancel();
        }
        return handle.completion().whenComplete((report, failure) -> handles.remove(handle));
    }

    private void ended(MemberResult result) {
        results.add(result);
        if (result.isSuccess()) {
            done.incrementAndGet();
        }
        boolean isLast = ended.incrementAndGet() == total;
        tell();
        if (isLast) {
            completion.complete(report());
        }
    }

    private void tell() {
        synchronized (telling) {
            try {
                listener.accept(progress());
            } catch (RuntimeException e) {
                LOG.warn("a progress listener failed; the fleet goes on", e);
            }
        }
    }

    @Override
    public CompletableFuture<FleetReport> completion() {
        return completion;
    }

    @Override
    public FleetProgress progress() {
        Instant now = timeline.now();
        int good = done.get();
        return new FleetProgress(
                Duration.between(started, now),
                total,
                good,
                Math.max(0, ended.get() - good),
                pacing.use(now).stream()
                        .filter(use -> !use.backlog().isZero())
                        .max(Comparator.comparing(BucketUse::backlog)));
    }

    @Override
    public void cancel() {
        cancelled = true;
        intake.open();
        gates.forEach(gate -> gate.completeExceptionally(beforeItBegan()));
        handles.forEach(ApplyHandle::cancel);
    }

    private static CancellationException beforeItBegan() {
        return new CancellationException("cancelled before it began");
    }

    private FleetReport report() {
        Instant now = timeline.now();
        List<BucketUse> used = pacing.use(now).stream()
                .map(use -> use.since(before))
                .filter(use -> use.calls() > 0)
                .toList();
        return new FleetReport(Duration.between(started, now), List.copyOf(results), used);
    }
}
