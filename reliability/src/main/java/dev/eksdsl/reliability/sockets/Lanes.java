package dev.eksdsl.reliability.sockets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Sites on which lives are run side by side, one at a time on each: most of a life is waiting. */
final class Lanes implements AutoCloseable {

    private final BlockingQueue<Site> free;
    private final List<Site> sites = new ArrayList<>();
    private final ExecutorService workers;

    private Lanes(int number) {
        free = new ArrayBlockingQueue<>(number);
        workers = Executors.newFixedThreadPool(number);
    }

    static Lanes open(int number, double speed) {
        Lanes lanes = new Lanes(number);
        for (int i = 0; i < number; i++) {
            Site site = Site.open(speed);
            lanes.sites.add(site);
            lanes.free.add(site);
        }
        return lanes;
    }

    Site first() {
        return sites.get(0);
    }

    /**
     * Runs all, and tells each result when it is there.
     *
     * @param lives what is run
     * @param run runs one; the site is its own while it does
     */
    <L, R> List<R> run(List<L> lives, BiFunction<Site, L, R> run, Consumer<R> tell) {
        List<Future<R>> results = lives.stream()
                .map(life -> workers.submit(() -> one(life, run, tell)))
                .toList();
        List<R> all = new ArrayList<>();
        try {
            for (Future<R> result : results) {
                all.add(result.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a life could not be run", e.getCause());
        }
    }

    private <L, R> R one(L life, BiFunction<Site, L, R> run, Consumer<R> tell) throws InterruptedException {
        Site site = free.take();
        try {
            R result = run.apply(site, life);
            synchronized (this) {
                tell.accept(result);
            }
            return result;
        } finally {
            free.add(site);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        sites.forEach(Site::close);
    }
}
