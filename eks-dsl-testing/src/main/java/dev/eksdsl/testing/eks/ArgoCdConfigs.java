package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.ArgoCdConfigRequest;
import software.amazon.awssdk.services.eks.model.ArgoCdConfigResponse;
import software.amazon.awssdk.services.eks.model.ArgoCdRoleMapping;
import software.amazon.awssdk.services.eks.model.CapabilityConfigurationResponse;
import software.amazon.awssdk.services.eks.model.SsoIdentity;
import software.amazon.awssdk.services.eks.model.UpdateArgoCdConfig;
import software.amazon.awssdk.services.eks.model.UpdateRoleMappings;

/** The configuration of an Argo CD capability: new, and changed by an update. */
final class ArgoCdConfigs {

    private static final String DEFAULT_NAMESPACE = "argocd";

    private ArgoCdConfigs() {}

    /** Refuses role mappings of which two are for the same role, or one is for nobody. */
    static void check(List<ArgoCdRoleMapping> mappings, Map<String, Object> where) {
        Set<String> roles = new HashSet<>();
        for (ArgoCdRoleMapping mapping : mappings) {
            if (!roles.add(mapping.roleAsString()) || mapping.identities().isEmpty()) {
                throw Refusals.invalidParameter(
                        where, "rbacRoleMappings must name each role once, with at least one identity");
            }
        }
    }

    static CapabilityConfigurationResponse described(
            ArgoCdConfigRequest request, Caller caller, String applicationId, String host) {
        String idcRegion = request.awsIdc().idcRegion();
        return CapabilityConfigurationResponse.builder()
                .argoCd(argo -> argo.namespace(request.namespace() == null ? DEFAULT_NAMESPACE : request.namespace())
                        .awsIdc(idc -> idc.idcInstanceArn(request.awsIdc().idcInstanceArn())
                                .idcRegion(idcRegion == null ? caller.region() : idcRegion)
                                .idcManagedApplicationArn(application(request, caller, applicationId)))
                        .rbacRoleMappings(request.rbacRoleMappings())
                        .networkAccess(access -> access.vpceIds(
                                request.networkAccess() == null
                                        ? List.of()
                                        : request.networkAccess().vpceIds()))
                        .serverUrl("https://" + host + ".eks-capabilities." + caller.region() + ".amazonaws.com"))
                .build();
    }

    /** IAM Identity Center's application in the instance {@code arn:aws:sso:::instance/ssoins-…}. */
    private static String application(ArgoCdConfigRequest request, Caller caller, String applicationId) {
        return caller.globalArn(
                "sso", "application/" + Arns.lastName(request.awsIdc().idcInstanceArn()) + "/apl-" + applicationId);
    }

    static ArgoCdConfigResponse updated(ArgoCdConfigResponse before, UpdateArgoCdConfig update) {
        return before.copy(copy -> {
            if (update.networkAccess() != null) {
                copy.networkAccess(
                        access -> access.vpceIds(update.networkAccess().vpceIds()));
            }
            if (update.rbacRoleMappings() != null) {
                copy.rbacRoleMappings(mappings(before.rbacRoleMappings(), update.rbacRoleMappings()));
            }
        });
    }

    private static List<ArgoCdRoleMapping> mappings(List<ArgoCdRoleMapping> before, UpdateRoleMappings update) {
        Map<String, List<SsoIdentity>> byRole = new LinkedHashMap<>();
        before.forEach(mapping -> byRole.put(mapping.roleAsString(), mapping.identities()));
        update.addOrUpdateRoleMappings().forEach(mapping -> byRole.put(mapping.roleAsString(), mapping.identities()));
        for (ArgoCdRoleMapping removed : update.removeRoleMappings()) {
            byRole.computeIfPresent(removed.roleAsString(), (role, identities) -> {
                List<SsoIdentity> left = identities.stream()
                        .filter(identity -> !removed.identities().contains(identity))
                        .toList();
                return left.isEmpty() ? null : left;
            });
        }
        return byRole.entrySet().stream()
                .map(role -> ArgoCdRoleMapping.builder()
                        .role(role.getKey())
                        .identities(role.getValue())
                        .build())
                .toList();
    }
}
