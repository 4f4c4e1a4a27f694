package dev.eksdsl.benchmarks.waiting;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.waiting.LookPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A job done by this library: plan and apply, with all that belongs to it.
 *
 * @param looks when it looks; empty: as it does by default
 */
record Library(String title, Optional<LookPolicy> looks) implements Way {

    @Override
    public Outcome run(FakeAws aws, Job job, Optional<Report> built) {
        EksSession eks = session(aws);
        long before = aws.calls().mark();
        Duration begun = aws.clock().elapsed();
        Plan plan = job == Job.DESTROY ? eks.planDestroy(Site.CLUSTER) : eks.plan(wish(job));
        AtomicLong seen = new AtomicLong();
        // each time that something is not done yet, it is looked at once more
        eks.apply(plan, event -> seen.addAndGet(event instanceof ProgressEvent.StepWaiting ? 1 : 0))
                .orThrow();
        return new Outcome(
                aws.clock().elapsed().minus(begun),
                seen.get(),
                aws.calls().since(before).count());
    }

    private EksSession session(FakeAws aws) {
        return aws.session(options -> looks.ifPresent(policy -> options.part(LookPolicy.class, policy)));
    }

    /** Brings the cluster to where the job begins. */
    Optional<Report> prepare(FakeAws aws, Job job) {
        EksSession eks = session(aws);
        return switch (job) {
            case APPLY -> Optional.empty();
            case RESIZE, DESTROY -> Optional.of(built(eks, wish(Job.APPLY)));
            case ROLL -> {
                built(eks, cluster(Versions.OLD, ng -> {}));
                yield Optional.of(built(eks, cluster(Versions.NEW, ng -> ng.version(Versions.OLD))));
            }
        };
    }

    private static Report built(EksSession eks, EksClusterSpec wish) {
        return eks.apply(eks.plan(wish)).orThrow();
    }

    private static EksClusterSpec wish(Job job) {
        return cluster(Versions.NEW, ng -> {
            if (job == Job.RESIZE) {
                ng.scaling(2, 3, 12).label("team", "platform");
            }
        });
    }

    private static EksClusterSpec cluster(String version, Consumer<NodeGroupBuilder> more) {
        return Eks.cluster(
                Site.CLUSTER,
                c -> c.version(version)
                        .nodeGroup(
                                "general-workers",
                                ng -> more.accept(ng.instanceTypes("m6i.large").scaling(2, 3, 10)))
                        .nodeGroup(
                                "api-workers",
                                ng -> more.accept(ng.instanceTypes("m6i.large")
                                        .scaling(2, 3, 10)
                                        .label("tier", "api")
                                        .taint("dedicated", "api", NO_SCHEDULE)))
                        .fargate(
                                Site.FARGATE,
                                fp -> fp.selector("api", "workload", "serverless")
                                        .selector("default"))
                        .addon("coredns")
                        .addon("aws-ebs-csi-driver")
                        .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")));
    }
}
