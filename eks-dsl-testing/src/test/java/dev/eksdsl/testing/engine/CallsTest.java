package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Calls;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How many calls to AWS the production cluster with one node group takes. Fewer is fine; more needs a reason. A look at how far AWS
 * is counts apart: how many of these it takes depends on how long AWS takes.
 */
class CallsTest {

    private static final EksClusterSpec SPEC = Clusters.seed().spec();

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();
    private final AtomicInteger looks = new AtomicInteger();
    /** Each time that a step waits, it looks once afterwards. */
    private final Consumer<ProgressEvent> counting = event -> {
        if (event instanceof ProgressEvent.StepWaiting) {
            looks.incrementAndGet();
        }
    };

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void planWithoutChanges_inTheSameSession() {
        eks.apply(eks.plan(SPEC)).orThrow();

        long mark = aws.calls().mark();
        assertThat(eks.plan(SPEC).isEmpty()).isTrue();
        assertAtMost(27, aws.calls().since(mark));
    }

    /** One more, which a session remembers: the versions of add-ons, for those that are to follow what EKS recommends. */
    @Test
    void planWithoutChanges_inAFreshSession() {
        eks.apply(eks.plan(SPEC)).orThrow();

        long mark = aws.calls().mark();
        assertThat(aws.session().plan(SPEC).isEmpty()).isTrue();
        Calls calls = aws.calls().since(mark);
        assertAtMost(28, calls);
        assertThat(calls.operations())
                .contains("DescribeAddonVersions")
                .doesNotContain("GetCallerIdentity", "DescribeClusterVersions", "GetPolicy");
    }

    @Test
    void planWithoutChanges_inAFreshSession_versionsGiven() {
        eks.apply(eks.plan(SPEC)).orThrow();
        EksClusterSpec pinned = pinned();
        eks.apply(eks.plan(pinned)).orThrow();

        long mark = aws.calls().mark();
        assertThat(aws.session().plan(pinned).isEmpty()).isTrue();
        assertAtMost(27, aws.calls().since(mark));
    }

    /**
     * Of the reads that wait for nothing, ten plan, five refuse a stale plan, four ask whether another declaration has taken the
     * cluster over, eight see whether another process has just made the same, for what takes no client token, and 27 look in the
     * end whether AWS is as declared.
     */
    @Test
    void applyFromNothing() {
        eks.apply(eks.plan(SPEC), counting).orThrow();

        assertAtMost(58, aws.calls().writes());
        assertOtherReadsAtMost(54, aws.calls());
    }

    @Test
    void planFromNothing() {
        eks.plan(SPEC);

        assertAtMost(10, aws.calls());
    }

    @Test
    void change() {
        eks.apply(eks.plan(SPEC)).orThrow();
        long mark = aws.calls().mark();
        eks.apply(eks.plan(larger()), counting).orThrow();

        assertAtMost(3, aws.calls().since(mark).writes());
        assertOtherReadsAtMost(85, aws.calls().since(mark));
    }

    @Test
    void destroy() {
        eks.apply(eks.plan(SPEC)).orThrow();
        long mark = aws.calls().mark();
        eks.destroy(Clusters.NAME, choices -> {}, counting).orThrow();

        assertAtMost(43, aws.calls().since(mark).writes());
        assertOtherReadsAtMost(90, aws.calls().since(mark));
    }

    /** The fake's IAM settles in 8 seconds, in which services do not see a new role. */
    @Test
    void onlyUsersOfNewRoles_areRefusedAtFirst() {
        eks.apply(eks.plan(SPEC)).orThrow();

        assertThat(aws.calls()
                        .that(call -> call.errorCode().isPresent())
                        .writes()
                        .operations())
                .containsOnly("CreateCluster", "CreateAddon");
    }

    /** The same cluster, with the versions of add-ons that it has. */
    private EksClusterSpec pinned() {
        EksClusterBuilder pinned = cluster(Clusters::apiWorkers);
        for (String name :
                aws.eksClient().listAddons(r -> r.clusterName(Clusters.NAME)).addons()) {
            pinned.addon(
                    name,
                    aws.eksClient()
                            .describeAddon(r -> r.clusterName(Clusters.NAME).addonName(name))
                            .addon()
                            .addonVersion());
        }
        return pinned.spec();
    }

    private static EksClusterSpec larger() {
        return cluster(group -> {
                    Clusters.apiWorkers(group);
                    group.scaling(2, 3, 12);
                })
                .addon("coredns")
                .addon("aws-ebs-csi-driver")
                .spec();
    }

    /** {@link Clusters#seed} but for its node group and add-ons. */
    private static EksClusterBuilder cluster(Consumer<NodeGroupBuilder> workers) {
        return Eks.cluster(Clusters.NAME)
                .version("1.35")
                .nodeGroup("api-workers", workers)
                .fargate(
                        "api-namespace",
                        fp -> fp.selector("api", "workload", "serverless").selector("default"))
                .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"));
    }

    private void assertOtherReadsAtMost(int limit, Calls calls) {
        assertThat(calls.reads().count() - looks.get())
                .as("%d reads but for %d looks: %s", calls.reads().count(), looks.get(), counts(calls.reads()))
                .isLessThanOrEqualTo(limit);
    }

    private static void assertAtMost(int limit, Calls calls) {
        assertThat(calls.operations())
                .as("%d calls: %s", calls.count(), counts(calls))
                .hasSizeLessThanOrEqualTo(limit);
    }

    private static Map<String, Integer> counts(Calls calls) {
        Map<String, Integer> counts = new TreeMap<>();
        calls.operations().forEach(operation -> counts.merge(operation, 1, Integer::sum));
        return counts;
    }
}
