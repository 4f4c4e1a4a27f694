package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityRequest;

/** What EKS refuses in capabilities (EKS user guide, "EKS Capabilities"; EKS API reference). */
final class CapabilityRules {

    private static final String NAME = "[0-9A-Za-z][A-Za-z0-9_-]{0,99}";

    private final RoleRules roles;

    CapabilityRules(RoleRules roles) {
        this.roles = roles;
    }

    void check(CreateCapabilityRequest request, ClusterState cluster, Caller caller) {
        Map<String, Object> where = cluster.where();
        if (!request.capabilityName().matches(NAME)) {
            throw Refusals.invalidParameter(
                    where,
                    "The name of a capability is 1 to 100 letters, digits, hyphens and underscores: "
                            + request.capabilityName());
        }
        if (cluster.capabilities.containsKey(request.capabilityName())) {
            throw Refusals.inUse(where, "Capability already exists with name: " + request.capabilityName());
        }
        cluster.requireInUse();
        if (cluster.described().accessConfig().authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            throw Refusals.invalidRequest(
                    where,
                    "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this"
                            + " operation.");
        }
        if (cluster.capabilities.values().stream()
                .anyMatch(other -> other.described().type() == request.type())) {
            throw Refusals.limitExceeded(
                    where, "A cluster can have one capability of type " + request.typeAsString() + " only");
        }
        configuration(request, where);
        roles.capability(caller, request.roleArn(), where);
    }

    private static void configuration(CreateCapabilityRequest request, Map<String, Object> where) {
        boolean given =
                request.configuration() != null && request.configuration().argoCd() != null;
        if (given && request.type() != CapabilityType.ARGOCD) {
            throw Refusals.invalidParameter(
                    where, "configuration.argoCd can only be given for a capability of type ARGOCD");
        }
        if (!given && request.type() == CapabilityType.ARGOCD) {
            throw Refusals.invalidParameter(where, "A capability of type ARGOCD needs configuration.argoCd");
        }
        if (given) {
            ArgoCdConfigs.check(request.configuration().argoCd().rbacRoleMappings(), where);
        }
    }

    void checkUpdate(UpdateCapabilityRequest request, CapabilityState capability, Caller caller) {
        Map<String, Object> where = capability.cluster.where();
        boolean argoCd =
                request.configuration() != null && request.configuration().argoCd() != null;
        if (request.roleArn() == null && request.deletePropagationPolicyAsString() == null && !argoCd) {
            throw Refusals.invalidParameter(where, "The update of capability " + capability.name() + " has no changes");
        }
        if (argoCd && capability.described().type() != CapabilityType.ARGOCD) {
            throw Refusals.invalidParameter(
                    where, "configuration.argoCd can only be given for a capability of type ARGOCD");
        }
        if (argoCd && request.configuration().argoCd().rbacRoleMappings() != null) {
            ArgoCdConfigs.check(
                    request.configuration().argoCd().rbacRoleMappings().addOrUpdateRoleMappings(), where);
        }
        if (request.roleArn() != null) {
            roles.capability(caller, request.roleArn(), where);
        }
    }
}
