package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupHealth;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Create, describe, list and delete node groups. */
final class Nodegroups {

    /** How often a group whose instances do not join is looked at again, until it is given up. */
    private static final Duration RECHECK = Duration.ofMinutes(1);

    private static final int SSH = 22;

    /** What EKS waits for to go away. */
    private static final Set<NodegroupIssueCode> MAY_PASS =
            Set.of(NodegroupIssueCode.NODE_CREATION_FAILURE, NodegroupIssueCode.ASG_INSTANCE_LAUNCH_FAILURES);

    private final Surroundings eks;
    private final AccessEntries access;
    private final NodegroupRules rules;
    private final RoleRules roles;
    private final NodeFleet fleet;
    private final TemplateRules templates;

    Nodegroups(Surroundings eks, AccessEntries access) {
        this.eks = eks;
        this.access = access;
        this.rules = new NodegroupRules(eks);
        this.roles = eks.roleRules();
        this.fleet = new NodeFleet(eks);
        this.templates = new TemplateRules(eks);
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateNodegroupRequest.class, this::create);
        operations.on(DescribeNodegroupRequest.class, this::describe);
        operations.on(ListNodegroupsRequest.class, this::list);
        operations.on(DeleteNodegroupRequest.class, this::delete);
        new NodegroupUpdates(eks, rules, templates, fleet).register(operations);
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
                            letIn(cluster, request.nodeRole());
                            afterHalf(group, Durations.Of.NODEGROUP_CREATE, () -> launch(group));
                            return CreateNodegroupResponse.builder()
                                    .nodegroup(group.described())
                                    .build();
                        });
    }

    /** EKS makes the role's access entry; where there are none, it writes the role into the ConfigMap aws-auth. */
    private void letIn(ClusterState cluster, String role) {
        access.ensureForNodes(cluster, role, AccessEntryRules.EC2_LINUX);
        boolean mapsOnly = cluster.described().accessConfig().authenticationMode() == AuthenticationMode.CONFIG_MAP;
        if (mapsOnly && cluster.hasKubernetes()) {
            cluster.kubernetes().mapNodeRole(role);
        }
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
        int most = eks.most(EksQuota.NODEGROUPS_PER_CLUSTER, caller);
        if (cluster.nodegroups.size() >= most && !eks.world().isLenient()) {
            throw Refusals.limitExceeded(where, "Nodegroup limit exceeded: " + most + " in a cluster");
        }
        if (request.version() != null && !request.version().equals(cluster.version())) {
            throw Refusals.invalidParameter(
                    where,
                    "Requested Nodegroup version " + request.version() + " must match the cluster's version "
                            + cluster.version());
        }
        templates.checkRequest(request, where);
        LaunchTemplateView source =
                templates.find(request.launchTemplate(), caller, where).orElse(null);
        templates.check(request, source, where);
        rules.scaling(NodegroupDescription.scaling(request.scalingConfig()), caller, where);
        rules.updateConfig(request.updateConfig(), where);
        rules.labels(request.labels(), where);
        rules.taints(request.taints(), where);
        if (!eks.world().isLenient()) {
            String amiType = NodegroupDescription.amiType(request, cluster.version(), source);
            rules.machines(amiType, machineTypes(request, source), cluster.version(), where);
            rules.release(amiType, request.releaseVersion(), cluster.version(), where);
            rules.subnets(request, caller, cluster.vpcId(), where);
        }
        roles.node(caller, request.nodeRole(), where);
        String id = eks.newId();
        NodegroupState group =
                new NodegroupState(cluster, id, NodegroupDescription.of(request, cluster, id, source, eks.now()));
        group.source = source;
        return group;
    }

    /** The types that the nodes will be of, wherever they are named. */
    private static List<String> machineTypes(CreateNodegroupRequest request, @Nullable LaunchTemplateView source) {
        return source != null && source.data().instanceType() != null
                ? List.of(source.data().instanceTypeAsString())
                : NodegroupDescription.instanceTypes(request, source);
    }

    private Duration half(NodegroupState group, Durations.Of what) {
        return eks.duration(group.cluster, group.name(), what).dividedBy(2);
    }

    private void afterHalf(NodegroupState group, Durations.Of what, Runnable change) {
        eks.after(group.cluster, group.name(), what, half(group, what), change);
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
        openForSsh(group);
        fleet.start(group);
        Duration patience = eks.duration(group.cluster, group.name(), Durations.Of.NODEGROUP_FAILURE)
                .minus(half(group, Durations.Of.NODEGROUP_CREATE));
        tryToJoin(group, eks.now().plus(patience));
    }

    /** With a key and no groups of its own that may use it, EKS opens port 22 by a security group for the nodes. */
    private void openForSsh(NodegroupState group) {
        if (group.described().remoteAccess() != null) {
            ClusterState cluster = group.cluster;
            group.remoteAccessGroup = eks.network()
                    .createServiceSecurityGroup(
                            cluster.creator,
                            cluster.vpcId(),
                            "eks-remoteAccess-" + group.id,
                            "Security group for all nodes in the nodeGroup to allow SSH access",
                            Map.of("eks", group.name(), "eks:nodegroup-name", group.name()));
            eks.network()
                    .openPort(
                            cluster.creator,
                            group.remoteAccessGroup,
                            SSH,
                            group.described().remoteAccess().sourceSecurityGroups());
        }
    }

    /** Lets the nodes join if nothing is in their way; what is may go away until the group is given up. */
    private void tryToJoin(NodegroupState group, Instant giveUp) {
        if (!group.is(NodegroupStatus.CREATING)) {
            return;
        }
        Optional<Issue> obstacle = fleet.obstacles().of(group);
        if (obstacle.isEmpty()) {
            fleet.join(group);
            afterHalf(group, Durations.Of.NODEGROUP_CREATE, () -> activate(group));
        } else if (!MAY_PASS.contains(obstacle.get().code()) || !eks.now().isBefore(giveUp)) {
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
        Issue complete = issue.resourceIds().isEmpty()
                ? issue.copy(copy -> copy.resourceIds(group.nodes.stream()
                        .map(node -> node.facts().instance().id())
                        .toList()))
                : issue;
        group.change(change -> change.status(status)
                .modifiedAt(eks.now())
                .health(NodegroupHealth.builder().issues(complete).build()));
    }

    /** The group as DescribeNodegroup shows it: DEGRADED while something is wrong with what it is made of. */
    private Nodegroup described(NodegroupState group) {
        Nodegroup sized = fleet.sized(group);
        if (!group.is(NodegroupStatus.ACTIVE)) {
            return sized;
        }
        List<Issue> issues = fleet.obstacles().health(group);
        return issues.isEmpty()
                ? sized
                : sized.copy(copy -> copy.status(NodegroupStatus.DEGRADED)
                        .health(NodegroupHealth.builder().issues(issues).build()));
    }

    private DescribeNodegroupResponse describe(DescribeNodegroupRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribeNodegroupResponse.builder()
                .nodegroup(described(find(cluster, request.nodegroupName())))
                .build();
    }

    private ListNodegroupsResponse list(ListNodegroupsRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        Page<String> page = Pages.of(cluster.nodegroups.keySet(), request.maxResults(), request.nextToken());
        return ListNodegroupsResponse.builder()
                .nodegroups(page.items())
                .nextToken(page.next())
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
            afterHalf(group, Durations.Of.NODEGROUP_DELETE, () -> {
                fleet.resize(group, 0, 0, 0);
                afterHalf(group, Durations.Of.NODEGROUP_DELETE, () -> finishDelete(group));
            });
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
        fleet.drop(group);
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
