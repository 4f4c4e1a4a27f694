package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.NodegroupHealth;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Create, describe, list and delete node groups. */
final class Nodegroups {

    private static final int MOST_NODEGROUPS = 30;

    /** How often a group whose instances do not join is looked at again, until it is given up. */
    private static final Duration RECHECK = Duration.ofMinutes(1);

    private final Surroundings eks;
    private final AccessEntries access;
    private final NodegroupRules rules;
    private final RoleRules roles;
    private final NodeFleet fleet;

    Nodegroups(Surroundings eks, AccessEntries access) {
        this.eks = eks;
        this.access = access;
        this.rules = new NodegroupRules(eks.network());
        this.roles = new RoleRules(eks.roles());
        this.fleet = new NodeFleet(eks.network());
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateNodegroupRequest.class, this::create);
        operations.on(DescribeNodegroupRequest.class, this::describe);
        operations.on(ListNodegroupsRequest.class, this::list);
        operations.on(DeleteNodegroupRequest.class, this::delete);
        new NodegroupUpdates(eks, rules, fleet).register(operations);
    }

    /** The node group of this name; refuses with ResourceNotFoundException if there is none. */
    static NodegroupState find(ClusterState cluster, @Nullable String name) {
        NodegroupState group = cluster.nodegroups.get(String.valueOf(name));
        if (group == null) {
            throw Refusals.notFound(
                    Map.of("clusterName", cluster.name(), "nodegroupName", String.valueOf(name)),
                    "No node group found for name: " + name + ".");
        }
        return group;
    }

    private CreateNodegroupResponse create(CreateNodegroupRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        rules.name(request.nodegroupName(), cluster.where());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster, request.nodegroupName()),
                        request,
                        CreateNodegroupResponse.class,
                        () -> {
                            NodegroupState group = validated(request, cluster, caller);
                            cluster.nodegroups.put(group.name(), group);
                            access.ensureForNodes(cluster, request.nodeRole(), AccessEntryRules.EC2_LINUX);
                            eks.after(group.cluster, half(), () -> launch(group));
                            return CreateNodegroupResponse.builder()
                                    .nodegroup(group.described())
                                    .build();
                        });
    }

    private NodegroupState validated(CreateNodegroupRequest request, ClusterState cluster, Caller caller) {
        Map<String, Object> where = Map.of("clusterName", cluster.name(), "nodegroupName", request.nodegroupName());
        if (cluster.nodegroups.containsKey(request.nodegroupName())) {
            throw Refusals.inUse(
                    where,
                    "NodeGroup already exists with name " + request.nodegroupName() + " and cluster name "
                            + cluster.name());
        }
        cluster.requireActive();
        if (cluster.nodegroups.size() >= MOST_NODEGROUPS) {
            throw Refusals.limitExceeded(where, "Nodegroup limit exceeded: " + MOST_NODEGROUPS + " in a cluster");
        }
        if (request.version() != null && !request.version().equals(cluster.version())) {
            throw Refusals.invalidParameter(
                    where,
                    "Requested Nodegroup version " + request.version() + " must match the cluster's version "
                            + cluster.version());
        }
        rules.launchTemplate(request, where);
        rules.scaling(NodegroupDescription.scaling(request.scalingConfig()), where);
        rules.updateConfig(request.updateConfig(), where);
        rules.labels(request.labels(), where);
        rules.taints(request.taints(), where);
        rules.machines(
                NodegroupDescription.amiType(request, cluster.version()),
                NodegroupDescription.instanceTypes(request),
                cluster.version(),
                where);
        rules.release(
                NodegroupDescription.amiType(request, cluster.version()),
                request.releaseVersion(),
                cluster.version(),
                where);
        roles.node(caller, request.nodeRole(), where);
        rules.subnets(request, caller, cluster.vpcId(), where);
        return new NodegroupState(cluster, NodegroupDescription.of(request, cluster, eks.newId(), eks.now()));
    }

    private Duration half() {
        return eks.duration(Durations.Of.NODEGROUP_CREATE).dividedBy(2);
    }

    private void launch(NodegroupState group) {
        if (!group.is(NodegroupStatus.CREATING)) {
            return;
        }
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.NODEGROUP_CREATE);
        if (failure != null) {
            fail(
                    group,
                    NodegroupStatus.CREATE_FAILED,
                    Issue.builder()
                            .code(failure.code())
                            .message(failure.message())
                            .build());
            return;
        }
        fleet.launch(group, group.described().scalingConfig().desiredSize());
        Duration patience = eks.duration(Durations.Of.NODEGROUP_FAILURE).minus(half());
        tryToJoin(group, eks.now().plus(patience));
    }

    /** Lets the nodes join if nothing is in their way; what is may go away until the group is given up. */
    private void tryToJoin(NodegroupState group, Instant giveUp) {
        if (!group.is(NodegroupStatus.CREATING)) {
            return;
        }
        Optional<Issue> obstacle = fleet.obstacle(group);
        if (obstacle.isEmpty()) {
            fleet.join(group);
            eks.after(group.cluster, half(), () -> activate(group));
        } else if (obstacle.get().code() != NodegroupIssueCode.NODE_CREATION_FAILURE
                || !eks.now().isBefore(giveUp)) {
            fail(group, NodegroupStatus.CREATE_FAILED, obstacle.get());
        } else {
            eks.after(group.cluster, RECHECK, () -> tryToJoin(group, giveUp));
        }
    }

    private void activate(NodegroupState group) {
        if (group.is(NodegroupStatus.CREATING)) {
            group.change(change -> change.status(NodegroupStatus.ACTIVE).modifiedAt(eks.now()));
        }
    }

    private void fail(NodegroupState group, NodegroupStatus status, Issue issue) {
        List<String> instances =
                group.nodes.stream().map(node -> node.facts().instance().id()).toList();
        Issue complete = issue.copy(copy -> copy.resourceIds(instances));
        group.change(change -> change.status(status)
                .modifiedAt(eks.now())
                .health(NodegroupHealth.builder().issues(complete).build()));
    }

    private DescribeNodegroupResponse describe(DescribeNodegroupRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribeNodegroupResponse.builder()
                .nodegroup(find(cluster, request.nodegroupName()).described())
                .build();
    }

    private ListNodegroupsResponse list(ListNodegroupsRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        Pages.Page<String> page = Pages.of(cluster.nodegroups.keySet(), request.maxResults(), request.nextToken());
        return ListNodegroupsResponse.builder()
                .nodegroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private DeleteNodegroupResponse delete(DeleteNodegroupRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        NodegroupState group = find(cluster, request.nodegroupName());
        if (group.is(NodegroupStatus.UPDATING)) {
            throw Refusals.inUse(group.where(), "Nodegroup cannot be deleted as it is currently not in Active State");
        }
        if (!group.is(NodegroupStatus.DELETING)) {
            group.change(change -> change.status(NodegroupStatus.DELETING).modifiedAt(eks.now()));
            eks.after(group.cluster, Durations.Of.NODEGROUP_DELETE, () -> finishDelete(group));
        }
        return DeleteNodegroupResponse.builder().nodegroup(group.described()).build();
    }

    private void finishDelete(NodegroupState group) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.NODEGROUP_DELETE);
        if (failure != null) {
            fail(
                    group,
                    NodegroupStatus.DELETE_FAILED,
                    Issue.builder()
                            .code(failure.code())
                            .message(failure.message())
                            .build());
            return;
        }
        ClusterState cluster = group.cluster;
        fleet.terminate(group, group.nodes);
        cluster.nodegroups.remove(group.name());
        eks.places().of(cluster.creator).tokens.forget(token(cluster, group.name()));
        List<String> rolesInUse = cluster.nodegroups.values().stream()
                .map(other -> other.described().nodeRole())
                .toList();
        access.dropForNodes(cluster, group.described().nodeRole(), rolesInUse);
    }

    private static String token(ClusterState cluster, String name) {
        return cluster.name() + "/nodegroup/" + name;
    }
}
