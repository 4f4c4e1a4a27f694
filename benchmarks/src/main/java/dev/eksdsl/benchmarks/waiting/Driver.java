package dev.eksdsl.benchmarks.waiting;

import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Does tasks as a tool would: in its order, in its slots, looking when it looks. In virtual time, on one thread. */
final class Driver {

    /** EKS refuses a role that IAM has not spread yet; nothing is refused for so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final VirtualTimeline clock;
    private final Job job;
    private final Tool tool;
    private final List<Task> open;
    private final Deque<Task> ready = new ArrayDeque<>();
    /** Those that are looked at after whatever happens. */
    private final List<Task> seen = new ArrayList<>();

    private final Set<String> over = new HashSet<>();
    private final Duration begun;
    private int running;
    private long looks;

    Driver(VirtualTimeline clock, Job job, Tool tool, List<Task> tasks) {
        this.clock = clock;
        this.job = job;
        this.tool = tool;
        this.open = new ArrayList<>(tasks);
        this.begun = clock.elapsed();
    }

    /** Does all; returns how long it took. */
    Duration run() {
        int count = open.size();
        startWhatMay();
        while (over.size() < count) {
            if (!clock.advanceToNext()) {
                throw new IllegalStateException("nothing happens any more; open are " + open + ready + seen);
            }
            if (clock.next().filter(clock.now()::equals).isEmpty()) {
                see();
            }
        }
        return clock.elapsed().minus(begun);
    }

    /** How often was looked whether something is done. */
    long looks() {
        return looks;
    }

    /** When all is over that happens at this moment. */
    private void see() {
        for (Task task : List.copyOf(seen)) {
            if (task.isDone().orElseThrow().test(over) && seen.remove(task)) {
                finish(task);
            }
        }
    }

    private void startWhatMay() {
        open.removeIf(task -> over.containsAll(task.after()) && ready.add(task));
        while (running < tool.slots() && !ready.isEmpty()) {
            running++;
            begin(ready.remove(), clock.elapsed());
        }
    }

    private void begin(Task task, Duration since) {
        try {
            task.calls().run();
        } catch (AwsServiceException e) {
            if (!isYoungRole(e) || clock.elapsed().minus(since).compareTo(PATIENCE) > 0) {
                throw e;
            }
            clock.schedule(tool.again(), () -> begin(task, since));
            return;
        }
        if (!task.pause().isZero()) {
            clock.schedule(task.pause(), () -> finish(task));
        } else if (task.isDone().isEmpty()) {
            finish(task);
        } else {
            tool.grid(job, task).ifPresentOrElse(grid -> lookLater(task, grid, 0), () -> seen.add(task));
        }
    }

    private static boolean isYoungRole(AwsServiceException refusal) {
        String message = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        return refusal.statusCode() == 400 && message.contains("role");
    }

    private void lookLater(Task task, Grid grid, int made) {
        clock.schedule(grid.next(made), () -> {
            looks++;
            if (task.isDone().orElseThrow().test(over)) {
                finish(task);
            } else {
                lookLater(task, grid, made + 1);
            }
        });
    }

    private void finish(Task task) {
        over.add(task.name());
        running--;
        startWhatMay();
    }
}
