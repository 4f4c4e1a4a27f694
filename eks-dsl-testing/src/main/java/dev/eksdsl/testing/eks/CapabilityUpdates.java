package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.eks.model.ArgoCdConfigResponse;
import software.amazon.awssdk.services.eks.model.ArgoCdRoleMapping;
import software.amazon.awssdk.services.eks.model.CapabilityConfigurationResponse;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateArgoCdConfig;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateRoleMappings;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Updates of capabilities: their role and the configuration of Argo CD. */
final class CapabilityUpdates {

    private final Surroundings eks;
    private final AccessEntries access;
    private final CapabilityRules rules;

    CapabilityUpdates(Surroundings eks, AccessEntries access, CapabilityRules rules) {
        this.eks = eks;
        this.access = access;
        this.rules = rules;
    }

    void register(FakeService.Operations operations) {
        operations.on(UpdateCapabilityRequest.class, this::update);
    }

    /** Refuses while the capability is being created or updated: EKS does one at a time. */
    static void requireIdle(CapabilityState capability, String operation) {
        if (capability.is(CapabilityStatus.CREATING) || capability.is(CapabilityStatus.UPDATING)) {
            throw Refusals.inUse(
                    capability.cluster.where(),
                    "Capability " + capability.name() + " cannot be " + operation + " as it is currently in "
                            + capability.described().statusAsString() + " state");
        }
    }

    private UpdateCapabilityResponse update(UpdateCapabilityRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        CapabilityState capability = Capabilities.find(cluster, request.capabilityName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        Capabilities.token(cluster, capability.name()) + "/update",
                        request,
                        UpdateCapabilityResponse.class,
                        () -> UpdateCapabilityResponse.builder()
                                .update(start(request, capability, caller))
                                .build());
    }

    private Update start(UpdateCapabilityRequest request, CapabilityState capability, Caller caller) {
        requireIdle(capability, "updated");
        if (capability.is(CapabilityStatus.DELETING)) {
            throw Refusals.inUse(
                    capability.cluster.where(),
                    "Capability " + capability.name() + " cannot be updated as it is currently in DELETING state");
        }
        rules.checkUpdate(request, capability, caller);
        Update update = capability.updates.begin(eks.newId(), UpdateType.CAPABILITY_UPDATE, params(request), eks.now());
        capability.change(change -> change.status(CapabilityStatus.UPDATING).modifiedAt(eks.now()));
        eks.after(capability.cluster, Durations.Of.CAPABILITY_UPDATE, () -> finish(capability, update.id(), request));
        return Objects.requireNonNull(capability.updates.find(update.id()));
    }

    private static List<UpdateParam> params(UpdateCapabilityRequest request) {
        List<UpdateParam> params = new ArrayList<>();
        if (request.roleArn() != null) {
            params.add(param(UpdateParamType.ROLE_ARN, request.roleArn()));
        }
        UpdateArgoCdConfig argoCd =
                request.configuration() == null ? null : request.configuration().argoCd();
        if (argoCd != null && argoCd.networkAccess() != null) {
            params.add(param(
                    UpdateParamType.NETWORK_ACCESS,
                    Json.of(Map.of("vpceIds", argoCd.networkAccess().vpceIds()))));
        }
        if (argoCd != null && argoCd.rbacRoleMappings() != null) {
            UpdateRoleMappings mappings = argoCd.rbacRoleMappings();
            if (mappings.hasAddOrUpdateRoleMappings()) {
                params.add(param(
                        UpdateParamType.ROLE_MAPPINGS_TO_ADD_OR_UPDATE, json(mappings.addOrUpdateRoleMappings())));
            }
            if (mappings.hasRemoveRoleMappings()) {
                params.add(param(UpdateParamType.ROLE_MAPPINGS_TO_REMOVE, json(mappings.removeRoleMappings())));
            }
        }
        return params;
    }

    private static String json(List<ArgoCdRoleMapping> mappings) {
        return Json.of(mappings.stream()
                .map(mapping -> Map.of(
                        "role",
                        mapping.roleAsString(),
                        "identities",
                        mapping.identities().stream()
                                .map(identity -> Map.of("id", identity.id(), "type", identity.typeAsString()))
                                .toList()))
                .toList());
    }

    private void finish(CapabilityState capability, String id, UpdateCapabilityRequest request) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.CAPABILITY_UPDATE);
        if (failure != null) {
            capability.updates.fail(id, failure.code(), failure.message());
            capability.change(change -> change.status(CapabilityStatus.ACTIVE).modifiedAt(eks.now()));
            return;
        }
        String roleBefore = capability.described().roleArn();
        capability.change(change -> {
            change.status(CapabilityStatus.ACTIVE).modifiedAt(eks.now());
            if (request.roleArn() != null) {
                change.roleArn(request.roleArn());
            }
            if (request.configuration() != null && request.configuration().argoCd() != null) {
                ArgoCdConfigResponse before =
                        capability.described().configuration().argoCd();
                change.configuration(CapabilityConfigurationResponse.builder()
                        .argoCd(ArgoCdConfigs.updated(
                                before, request.configuration().argoCd()))
                        .build());
            }
        });
        capability.updates.succeed(id);
        if (!roleBefore.equals(capability.described().roleArn())) {
            CapabilityAccess.grant(access, capability, eks.now());
            CapabilityAccess.revoke(access, capability.cluster, roleBefore);
        }
    }
}
