package dev.eksdsl.testing.engine.diagnosis;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.testing.FakeAws;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** A cluster without nodes on a fake AWS, to which nodes are added once something is in their way. */
final class Building implements AutoCloseable {

    static final String CLUSTER = "production";
    static final String NODES = "nodegroup/workers";

    final FakeAws aws = FakeAws.create();
    final EksSession eks = aws.session();
    final List<ProgressEvent> events = new ArrayList<>();
    private final Consumer<EksClusterBuilder> more;

    private Building(Consumer<EksClusterBuilder> more) {
        this.more = more;
        EksClusterBuilder without = Eks.cluster(CLUSTER).version("1.35");
        more.accept(without);
        eks.apply(eks.plan(without.spec())).orThrow();
    }

    static Building create() {
        return create(cluster -> {});
    }

    static Building create(Consumer<EksClusterBuilder> more) {
        return new Building(more);
    }

    /** The declaration with the nodes that are wanted now. */
    EksClusterSpec withNodes() {
        EksClusterBuilder cluster = Eks.cluster(CLUSTER)
                .version("1.35")
                .nodeGroup("workers", group -> group.instanceTypes("m6i.large").scaling(1, 1, 3));
        more.accept(cluster);
        return cluster.spec();
    }

    Report addNodes() {
        return addNodes(() -> {});
    }

    /** Adds the nodes; something comes into their way once EKS is at work on them. */
    Report addNodes(Runnable trouble) {
        return apply(withNodes(), NODES, trouble);
    }

    /** Applies; something comes into the way of a step once AWS is at work on it. */
    Report apply(EksClusterSpec spec, String step, Runnable trouble) {
        events.clear();
        AtomicBoolean begun = new AtomicBoolean();
        return eks.apply(eks.plan(spec), event -> {
            events.add(event);
            if (event instanceof ProgressEvent.StepWaiting waiting
                    && waiting.step().id().text().equals(step)
                    && !begun.getAndSet(true)) {
                trouble.run();
            }
        });
    }

    /** What the report says to be in the way of a step. */
    static List<String> causes(Report report, String step) {
        return report.results().stream()
                .filter(result -> result.step().id().text().equals(step))
                .map(StepResult::causes)
                .findFirst()
                .orElseThrow();
    }

    /** What was suspected before the step failed. */
    List<String> suspicion(String step) {
        return events.stream()
                .takeWhile(event -> !(event instanceof ProgressEvent.StepFailed))
                .filter(ProgressEvent.StepDiagnosed.class::isInstance)
                .map(ProgressEvent.StepDiagnosed.class::cast)
                .filter(event -> event.step().id().text().equals(step))
                .flatMap(event -> event.causes().stream())
                .toList();
    }

    /** Whether all goes well once what was in the way is gone. */
    boolean heals() {
        return eks.apply(eks.plan(withNodes())).isSuccess();
    }

    VpcConfigResponse vpc() {
        return aws.eksClient()
                .describeCluster(request -> request.name(CLUSTER))
                .cluster()
                .resourcesVpcConfig();
    }

    @Override
    public void close() {
        aws.close();
    }
}
