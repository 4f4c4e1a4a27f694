package dev.eksdsl.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.eksdsl.testing.autoscaling.FakeAutoScaling;
import dev.eksdsl.testing.eks.FakeEks;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.server.Journal;
import dev.eksdsl.testing.server.World;

/**
 * What goes wrong with nodes, by order of a test. Real causes have the same consequences: a subnet without a way out, a node
 * role without access, a cluster without a pod network. Thread-safe.
 */
public final class NodeFaults {

    private static final String FAILURE = "instance-failure";

    private final World world;
    private final FakeEks eks;
    private final FakeAutoScaling groups;

    NodeFaults(World world, FakeEks eks, FakeAutoScaling groups) {
        this.world = world;
        this.eks = eks;
        this.groups = groups;
        world.journal()
                .player(
                        FAILURE,
                        deed -> fail(
                                deed.path("region").asText(),
                                deed.path("instance").asText()));
    }

    /**
     * Instances of the node group start, but never become nodes: creating it fails with NodeCreationFailure in the end, an
     * update too. Nodes that are there stay.
     *
     * @param nodegroup the name of the group, in whatever cluster; it need not exist yet
     */
    public NodeFaults neverJoin(String nodegroup) {
        eks.letNodesJoin(nodegroup, false);
        return this;
    }

    /** Ends {@link #neverJoin}: what waits joins within a minute. */
    public NodeFaults join(String nodegroup) {
        eks.letNodesJoin(nodegroup, true);
        return this;
    }

    /**
     * The next Fargate profile of whatever cluster that would be created fails: CREATE_FAILED.
     *
     * @param code EKS's code of the issue, such as {@code AccessDenied}
     * @param message the text that goes with it
     */
    public NodeFaults failNextProfile(String code, String message) {
        eks.failNext(FakeEks.Lifecycle.FARGATE_PROFILE_CREATE, code, message);
        return this;
    }

    /** The next Fargate profile of whatever cluster that would be deleted is not: DELETE_FAILED. */
    public NodeFaults keepNextProfile(String code, String message) {
        eks.failNext(FakeEks.Lifecycle.FARGATE_PROFILE_DELETE, code, message);
        return this;
    }

    /** An instance of the default region fails its status checks: its Auto Scaling group replaces it. */
    public NodeFaults fail(String instanceId) {
        return fail(FakeAws.DEFAULT_REGION, instanceId);
    }

    /** An instance in a region of the default account fails its status checks: its Auto Scaling group replaces it. */
    public NodeFaults fail(String region, String instanceId) {
        return world.locked(() -> {
            try (Journal.Attempt attempt = world.journal().begin(deed(FAILURE, region, instanceId))) {
                groups.unhealthy(owner(region), instanceId);
                attempt.succeeded();
            }
            return this;
        });
    }

    static Deed deed(String kind, String region, String instanceId) {
        return Deed.of(
                kind,
                JsonNodeFactory.instance.objectNode().put("region", region).put("instance", instanceId));
    }

    static Caller owner(String region) {
        return new Caller(AccessKeys.DEFAULT_ACCOUNT, region, "arn:aws:iam::" + AccessKeys.DEFAULT_ACCOUNT + ":root");
    }
}
