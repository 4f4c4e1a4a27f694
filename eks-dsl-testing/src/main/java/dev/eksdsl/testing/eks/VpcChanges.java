package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ControlPlaneEgressModeType;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** Changes of {@code resourcesVpcConfig}: endpoint, subnets, security groups and egress are updates of their own. */
final class VpcChanges {

    private final ClusterRules rules;

    VpcChanges(ClusterRules rules) {
        this.rules = rules;
    }

    List<ConfigChange> of(VpcConfigRequest request, Cluster cluster, Caller caller, Map<String, Object> where) {
        VpcConfigResponse current = cluster.resourcesVpcConfig();
        List<ConfigChange> changes = new ArrayList<>();
        if (request.endpointPublicAccess() != null
                || request.endpointPrivateAccess() != null
                || request.hasPublicAccessCidrs()) {
            changes.add(endpoint(request, current, caller, where));
        }
        if (request.hasSubnetIds()) {
            changes.add(subnets(request, current, caller, where));
        }
        if (request.hasSecurityGroupIds()) {
            changes.add(securityGroups(request, current, caller, where));
        }
        if (request.controlPlaneEgressModeAsString() != null) {
            changes.add(egress(request, current, where));
        }
        return changes;
    }

    private ConfigChange endpoint(
            VpcConfigRequest request, VpcConfigResponse current, Caller caller, Map<String, Object> where) {
        boolean open = request.endpointPublicAccess() == null
                ? current.endpointPublicAccess()
                : request.endpointPublicAccess();
        boolean inside = request.endpointPrivateAccess() == null
                ? current.endpointPrivateAccess()
                : request.endpointPrivateAccess();
        List<String> cidrs = request.hasPublicAccessCidrs() ? request.publicAccessCidrs() : current.publicAccessCidrs();
        rules.endpoint(caller, open, inside, cidrs, where);
        VpcConfigResponse after = current.copy(copy ->
                copy.endpointPublicAccess(open).endpointPrivateAccess(inside).publicAccessCidrs(cidrs));
        if (Set.copyOf(cidrs).equals(Set.copyOf(current.publicAccessCidrs()))
                && current.endpointPublicAccess() == open
                && current.endpointPrivateAccess() == inside) {
            throw Refusals.invalidParameter(
                    where,
                    "Cluster is already at the desired configuration with endpointPrivateAccess: " + inside
                            + " , endpointPublicAccess: " + open + ", and Public Endpoint Restrictions: " + cidrs);
        }
        return new ConfigChange(
                UpdateType.ENDPOINT_ACCESS_UPDATE,
                List.of(
                        param(UpdateParamType.ENDPOINT_PUBLIC_ACCESS, open),
                        param(UpdateParamType.ENDPOINT_PRIVATE_ACCESS, inside),
                        param(UpdateParamType.PUBLIC_ACCESS_CIDRS, Json.of(cidrs))),
                change -> change.resourcesVpcConfig(after));
    }

    private ConfigChange subnets(
            VpcConfigRequest request, VpcConfigResponse current, Caller caller, Map<String, Object> where) {
        List<SubnetView> wanted = rules.subnets(caller, request.subnetIds(), where);
        requireOther(request.subnetIds(), current.subnetIds(), "subnetIds", where);
        if (!wanted.get(0).vpcId().equals(current.vpcId())) {
            throw Refusals.invalidParameter(where, "Provided subnets are not in the cluster's VPC " + current.vpcId());
        }
        Set<String> before = zones(rules.subnets(caller, current.subnetIds(), where));
        if (!zones(wanted).equals(before)) {
            throw Refusals.invalidParameter(
                    where, "Provided subnets must be in the availability zones of the cluster: " + before);
        }
        return new ConfigChange(
                UpdateType.VPC_CONFIG_UPDATE,
                List.of(param(UpdateParamType.SUBNETS, Json.of(request.subnetIds()))),
                change -> change.resourcesVpcConfig(current.copy(copy -> copy.subnetIds(request.subnetIds()))));
    }

    private static Set<String> zones(List<SubnetView> subnets) {
        return subnets.stream().map(SubnetView::zone).collect(Collectors.toCollection(TreeSet::new));
    }

    private ConfigChange securityGroups(
            VpcConfigRequest request, VpcConfigResponse current, Caller caller, Map<String, Object> where) {
        rules.securityGroups(caller, request.securityGroupIds(), current.vpcId(), where);
        requireOther(request.securityGroupIds(), current.securityGroupIds(), "securityGroupIds", where);
        return new ConfigChange(
                UpdateType.VPC_CONFIG_UPDATE,
                List.of(param(UpdateParamType.SECURITY_GROUPS, Json.of(request.securityGroupIds()))),
                change -> change.resourcesVpcConfig(
                        current.copy(copy -> copy.securityGroupIds(request.securityGroupIds()))));
    }

    private static ConfigChange egress(VpcConfigRequest request, VpcConfigResponse current, Map<String, Object> where) {
        String mode = request.controlPlaneEgressModeAsString();
        boolean managed = current.controlPlaneEgressMode() == null
                || current.controlPlaneEgressMode() == ControlPlaneEgressModeType.AWS_MANAGED;
        if (!managed || request.controlPlaneEgressMode() != ControlPlaneEgressModeType.CUSTOMER_ROUTED) {
            throw Refusals.invalidParameter(
                    where,
                    "The control plane's egress mode can only be changed from AWS_MANAGED to CUSTOMER_ROUTED, not to "
                            + mode);
        }
        return new ConfigChange(
                UpdateType.CONTROL_PLANE_EGRESS_UPDATE,
                List.of(param(UpdateParamType.CONTROL_PLANE_EGRESS_MODE, mode)),
                change -> change.resourcesVpcConfig(current.copy(copy -> copy.controlPlaneEgressMode(mode))));
    }

    private static void requireOther(
            List<String> wanted, List<String> current, String field, Map<String, Object> where) {
        if (Set.copyOf(wanted).equals(Set.copyOf(current))) {
            throw Refusals.invalidParameter(
                    where, "Cluster is already at the desired configuration with " + field + ": " + wanted);
        }
    }
}
