package dev.eksdsl.benchmarks.peers;

import dev.eksdsl.benchmarks.MeasuredCluster;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.FakeAwsBuilder;
import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.server.Durations.Of;
import dev.eksdsl.testing.server.Inventory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;

/** An AWS in which hardly anything takes time, served on the loopback interface for one life of the cluster. */
final class Ground implements AutoCloseable {

    /** What repeats by itself, or would if it took no time: its time stays. */
    private static final Set<Of> NOT_WAITED_FOR = EnumSet.of(
            Of.NODEGROUP_FAILURE,
            Of.INSIGHTS_REFRESH,
            Of.AUTO_SCALING_RETRY,
            Of.NAT_GATEWAY_FORGOTTEN,
            Of.QUOTA_CASE_OPENED,
            Of.QUOTA_APPROVED);

    /**
     * Pods come up at once, but by way of several controllers: an add-on that EKS looks at sooner is DEGRADED, which the waiters
     * of the SDKs take for its end.
     */
    private static final Duration UNTIL_PODS_RUN = Duration.ofMillis(500);

    private static final int NODE_GROUPS = 2;
    private static final int ADDONS = 4;

    private final FakeAws aws;
    private final String endpoint;
    private final Inventory before;
    private final EksClient eks;
    private long mark;

    private Ground(FakeAws aws) {
        this.aws = aws;
        this.endpoint = aws.serve().url().toString();
        this.before = aws.inventory();
        this.eks = aws.eksClient();
    }

    static Ground open() {
        FakeAwsBuilder builder = FakeAws.builder().realTime(1).servedKubernetes();
        for (Of what : EnumSet.complementOf(EnumSet.copyOf(NOT_WAITED_FOR))) {
            builder.duration(what, Duration.ZERO);
        }
        builder.duration(Of.ADDON_CREATE, UNTIL_PODS_RUN);
        return new Ground(builder.build());
    }

    /** What an AWS client needs to find it, and nothing of this machine's own settings. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", MeasuredCluster.REGION,
                "AWS_DEFAULT_REGION", MeasuredCluster.REGION,
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
        List.of("AWS_PROFILE", "AWS_CA_BUNDLE", "JAVA_TOOL_OPTIONS").forEach(name -> environment.put(name, ""));
        return environment;
    }

    /** The calls since this was last asked. */
    List<Call> newCalls() {
        List<Call> calls = aws.calls().since(mark).list();
        mark = aws.calls().mark();
        return calls;
    }

    /**
     * Looks whether a stage has done what it should, so that nothing is compared with less. Its own calls are not counted.
     *
     * @throws IllegalStateException if it has not
     */
    void verify(Stage stage) {
        boolean good = stage == Stage.DESTROY ? aws.inventory().equals(before) : isAsDeclared(stage);
        if (!good) {
            throw new IllegalStateException("after " + stage.title() + " there is " + aws.inventory());
        }
        mark = aws.calls().mark();
    }

    private boolean isAsDeclared(Stage stage) {
        String name = MeasuredCluster.NAME;
        int most = eks.describeNodegroup(r -> r.clusterName(name).nodegroupName("api-workers"))
                .nodegroup()
                .scalingConfig()
                .maxSize();
        return eks.listNodegroups(r -> r.clusterName(name)).nodegroups().size() == NODE_GROUPS
                && eks.listAddons(r -> r.clusterName(name)).addons().size() == ADDONS
                && eks.listFargateProfiles(r -> r.clusterName(name))
                                .fargateProfileNames()
                                .size()
                        == 1
                && most == (stage == Stage.CHANGE ? MeasuredCluster.CHANGED_MOST_NODES : MeasuredCluster.MOST_NODES);
    }

    @Override
    public void close() {
        aws.close();
    }
}
