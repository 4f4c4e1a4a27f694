package dev.eksdsl.benchmarks.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that the library is compared with. */
final class Tools {

    /** The waiters of AWS's SDKs, in seconds: of creations, and of deletions. EKS's updates have none; taken as node groups. */
    private static final Map<String, Integer> CREATED =
            Map.of("cluster", 30, "nodegroup", 30, "addon", 10, "fargate", 10, "nat", 15);

    private static final Map<String, Integer> DELETED =
            Map.of("cluster", 30, "nodegroup", 30, "addon", 10, "fargate", 30, "nat", 15);

    private Tools() {}

    /** Only what AWS needs, seen at once: nothing can be faster. */
    static final class Bound implements Tool {
        @Override
        public List<Task> ordered(Job job, List<Task> needed) {
            return needed;
        }

        @Override
        public Optional<Grid> grid(Job job, Task task) {
            return Optional.empty();
        }

        @Override
        public Duration again() {
            return Duration.ofMillis(100);
        }
    }

    /** Only what AWS needs, by a program that uses the SDK's waiters. */
    static class Waiters implements Tool {
        @Override
        public List<Task> ordered(Job job, List<Task> needed) {
            return needed;
        }

        @Override
        public Optional<Grid> grid(Job job, Task task) {
            Integer seconds = (job == Job.DESTROY ? DELETED : CREATED).get(task.kind());
            return Optional.ofNullable(seconds).map(Grid::every);
        }
    }

    /** One call after the other, each waited for: the guide's commands in a script. */
    static final class Script extends Waiters {
        @Override
        public List<Task> ordered(Job job, List<Task> needed) {
            List<Task> line = new ArrayList<>();
            for (Task task : needed) {
                line.add(
                        line.isEmpty()
                                ? task
                                : task.behind(List.of(line.get(line.size() - 1).name())));
            }
            return line;
        }
    }

    /** Terraform with a configuration that orders no more than AWS needs: its waits, and its ten slots. */
    static class Terraform implements Tool {
        @Override
        public List<Task> ordered(Job job, List<Task> needed) {
            return needed;
        }

        @Override
        public Optional<Grid> grid(Job job, Task task) {
            return Optional.of(Grid.TERRAFORM);
        }

        @Override
        public Duration again() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int slots() {
            return 10;
        }
    }

    /**
     * terraform-aws-modules/eks: 30 seconds of sleep between cluster and nodes; the CNI before them by {@code before_compute},
     * the other add-ons behind all node groups, and gone before these go.
     */
    static final class TerraformModule extends Terraform {

        private static final String SLEEP = "sleep/nodes";

        @Override
        public List<Task> ordered(Job job, List<Task> needed) {
            return switch (job) {
                case APPLY -> creation(needed);
                case DESTROY -> removal(needed);
                case RESIZE, ROLL -> needed;
            };
        }

        private static List<Task> creation(List<Task> needed) {
            List<Task> tasks = new ArrayList<>();
            for (Task task : needed) {
                boolean isCompute =
                        task.kind().equals("nodegroup") || task.kind().equals("fargate");
                tasks.add(
                        isCompute
                                ? task.behind(List.of(SLEEP))
                                : isLate(task) ? task.behind(names("nodegroup", needed)) : task);
            }
            tasks.add(Task.sleep(SLEEP, Duration.ofSeconds(30), "cluster/" + Site.CLUSTER));
            return tasks;
        }

        private static List<Task> removal(List<Task> needed) {
            List<String> late = needed.stream()
                    .filter(TerraformModule::isLate)
                    .map(Task::name)
                    .toList();
            return needed.stream()
                    .map(task -> task.kind().equals("nodegroup") ? task.behind(late) : task)
                    .toList();
        }

        private static boolean isLate(Task task) {
            return task.kind().equals("addon") && !task.name().equals("addon/vpc-cni");
        }
    }

    static List<String> names(String kind, List<Task> tasks) {
        return tasks.stream()
                .filter(task -> task.kind().equals(kind))
                .map(Task::name)
                .toList();
    }
}
