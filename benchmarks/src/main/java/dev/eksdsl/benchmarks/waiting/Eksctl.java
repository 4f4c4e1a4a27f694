package dev.eksdsl.benchmarks.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * eksctl: CloudFormation stacks one after the other, of which it sees nothing but whether they are complete; add-ons and Fargate
 * profiles between them by EKS's API, each waited for. CloudFormation itself is taken to lose no time. Nodes are changed one
 * group after the other, as its commands are for one.
 */
final class Eksctl implements Tool {

    private static final String STACK = "stack";

    @Override
    public List<Task> ordered(Job job, List<Task> needed) {
        return switch (job) {
            case APPLY ->
                stages(
                        needed,
                        Set.of("vpc", "gateway", "subnets", "group", "routes", "nat", "cluster", "role/cluster"),
                        Set.of("oidc", "role"),
                        Set.of("addon/vpc-cni"),
                        Set.of("addon/kube-proxy"),
                        Set.of("nodegroup"),
                        Set.of("addon/coredns"),
                        Set.of("addon/aws-ebs-csi-driver"),
                        Set.of("fargate"));
            case RESIZE, ROLL -> new Tools.Script().ordered(job, needed);
            // the cluster takes its add-ons along
            case DESTROY ->
                stages(
                        without("addon", needed),
                        Set.of("fargate"),
                        Set.of("oidc", "role/ebs", "role/api"),
                        Set.of("nodegroup", "role/node"),
                        Set.of("cluster", "role", "nat", "address", "gateway", "subnets", "routes", "group", "vpc"));
        };
    }

    /** Each stage behind the one before; one of several kinds, or of node groups, is a stack. */
    @SafeVarargs
    private static List<Task> stages(List<Task> needed, Set<String>... stages) {
        List<Task> left = new ArrayList<>(needed);
        List<Task> ordered = new ArrayList<>();
        List<String> before = List.of();
        for (Set<String> stage : stages) {
            List<Task> own = left.stream()
                    .filter(task -> stage.contains(task.kind()) || stage.contains(task.name()))
                    .toList();
            left.removeAll(own);
            List<String> last = before;
            own.forEach(task -> ordered.add(task.behind(last)));
            Set<String> names = own.stream().map(Task::name).collect(Collectors.toSet());
            if (stage.size() > 1 || stage.contains("nodegroup")) {
                Task stack = Task.stack(STACK + "/" + ordered.size(), names).behind(last);
                ordered.add(stack);
                before = List.of(stack.name());
            } else {
                before = List.copyOf(names);
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("in no stage: " + left);
        }
        return ordered;
    }

    private static List<Task> without(String kind, List<Task> tasks) {
        List<String> gone = Tools.names(kind, tasks);
        return tasks.stream()
                .filter(task -> !gone.contains(task.name()))
                .map(task -> task.onlyBehind(task.after().stream()
                        .filter(name -> !gone.contains(name))
                        .toList()))
                .toList();
    }

    @Override
    public Optional<Grid> grid(Job job, Task task) {
        if (task.kind().equals("nodegroup") && (job == Job.RESIZE || job == Job.ROLL)) {
            return Optional.of(Grid.STACK);
        }
        return Optional.ofNullable(Map.of(STACK, Grid.STACK, "addon", Grid.every(10), "fargate", Grid.DOUBLING)
                .get(task.kind()));
    }
}
