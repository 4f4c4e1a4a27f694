package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;

/** What EKS refuses in Fargate profiles. */
final class FargateRules {

    /** Zones without Fargate (EKS user guide, "AWS Fargate considerations"). */
    private static final Set<String> CLOSED_ZONE_IDS = Set.of("use1-az3", "usw1-az2", "cac1-az3", "apne1-az3");

    private final Surroundings eks;
    private final CloudNetwork network;

    FargateRules(Surroundings eks) {
        this.eks = eks;
        this.network = eks.network();
    }

    void check(CreateFargateProfileRequest request, ClusterState cluster, Caller caller, Map<String, Object> where) {
        if (cluster.fargateProfiles.containsKey(request.fargateProfileName())) {
            throw Refusals.inUse(where, "A Fargate Profile already exists with this name in this cluster.");
        }
        cluster.requireActive();
        requireNoneChanging(cluster, "create", request.fargateProfileName(), where);
        int most = eks.most(EksQuota.FARGATE_PROFILES_PER_CLUSTER, caller);
        if (cluster.fargateProfiles.size() >= most && !eks.world().isLenient()) {
            throw Refusals.limitExceeded(where, "Fargate Profile limit exceeded: " + most + " in a cluster");
        }
        selectors(request.selectors(), caller, where);
        subnets(request.subnets(), cluster, caller, where);
        boolean nodeRole = cluster.nodegroups.values().stream()
                .anyMatch(group -> group.described().nodeRole().equals(request.podExecutionRoleArn()));
        if (nodeRole) {
            throw Refusals.invalidParameter(
                    where,
                    "The pod execution role must not be the role of a node group: " + request.podExecutionRoleArn());
        }
    }

    void name(@Nullable String name, Map<String, Object> where) {
        if (name == null || name.length() > 100 || !name.matches("[0-9A-Za-z][A-Za-z0-9_-]*")) {
            throw Refusals.invalidParameter(
                    where,
                    "The name of a Fargate profile is 1 to 100 letters, digits, hyphens and underscores, and begins with"
                            + " a letter or a digit");
        }
        if (name.startsWith("eks-")) {
            throw Refusals.invalidParameter(
                    where, "The name of a Fargate profile can't begin with the reserved prefix eks-");
        }
    }

    /** Refuses while a profile of the cluster is being created or deleted: EKS does one at a time. */
    static void requireNoneChanging(ClusterState cluster, String operation, String name, Map<String, Object> where) {
        for (FargateProfile other : cluster.fargateProfiles.values()) {
            if (other.status() == FargateProfileStatus.CREATING || other.status() == FargateProfileStatus.DELETING) {
                throw Refusals.inUse(
                        where,
                        "Cannot " + operation + " Fargate Profile " + name + " because cluster " + cluster.name()
                                + " currently has Fargate profile " + other.fargateProfileName() + " in status "
                                + other.statusAsString());
            }
        }
    }

    private void selectors(List<FargateProfileSelector> selectors, Caller caller, Map<String, Object> where) {
        int mostSelectors = eks.most(EksQuota.SELECTORS_PER_FARGATE_PROFILE, caller);
        int mostLabels = eks.most(EksQuota.LABELS_PER_SELECTOR, caller);
        if (selectors.isEmpty()) {
            throw Refusals.invalidParameter(where, "Fargate Profile requires at least one selector.");
        }
        if (selectors.size() > mostSelectors) {
            throw Refusals.invalidParameter(where, "Request contains more than " + mostSelectors + " Selectors");
        }
        for (FargateProfileSelector selector : selectors) {
            if (selector.namespace() == null || selector.namespace().isEmpty()) {
                throw Refusals.invalidParameter(
                        where, "Fargate Profile must have at least one selector with at least one namespace value.");
            }
            if (selector.labels().size() > mostLabels) {
                throw Refusals.invalidParameter(
                        where, "Request contains Selector with more than " + mostLabels + " Label pairs");
            }
        }
    }

    private void subnets(List<String> ids, ClusterState cluster, Caller caller, Map<String, Object> where) {
        if (eks.world().isLenient()) {
            return;
        }
        if (ids.isEmpty()) {
            throw Refusals.invalidParameter(where, "A Fargate profile needs at least one subnet");
        }
        for (String id : ids) {
            SubnetView subnet = network.subnet(caller, id)
                    .orElseThrow(() -> Refusals.invalidParameter(where, "The subnet ID '" + id + "' does not exist"));
            if (!subnet.vpcId().equals(cluster.vpcId())) {
                throw Refusals.invalidParameter(
                        where, "The subnet '" + id + "' is not in the cluster's VPC " + cluster.vpcId());
            }
            if (CLOSED_ZONE_IDS.contains(subnet.zoneId())) {
                throw closedZone(ids, subnet, caller, where);
            }
            if (network.routesToInternetGateway(caller, id)) {
                throw Refusals.invalidParameter(
                        where, "Subnet " + id + " provided in Fargate Profile is not a private subnet");
            }
        }
    }

    private AwsFault closedZone(List<String> ids, SubnetView subnet, Caller caller, Map<String, Object> where) {
        List<String> valid = ids.stream()
                .flatMap(id -> network.subnet(caller, id).stream())
                .filter(other -> !CLOSED_ZONE_IDS.contains(other.zoneId()))
                .map(SubnetView::zone)
                .distinct()
                .sorted()
                .toList();
        return new AwsFault(
                400,
                "UnsupportedAvailabilityZoneException",
                "Fargate does not support the availability zone " + subnet.zone() + " of the subnet " + subnet.id(),
                Map.of("clusterName", where.get("clusterName"), "validZones", valid));
    }
}
