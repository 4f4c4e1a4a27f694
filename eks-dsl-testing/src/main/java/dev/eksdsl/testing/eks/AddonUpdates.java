package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.eks.model.AddonHealth;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;
import software.amazon.awssdk.services.eks.model.UpdateAddonResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Updates of add-ons: version, configuration and roles in one call. What the call leaves out stays as it is. */
final class AddonUpdates {

    private final Surroundings eks;
    private final AddonRules rules;
    private final AddonIdentities identities;

    AddonUpdates(Surroundings eks, AddonRules rules, AddonIdentities identities) {
        this.eks = eks;
        this.rules = rules;
        this.identities = identities;
    }

    void register(FakeService.Operations operations) {
        operations.on(UpdateAddonRequest.class, this::update);
    }

    /** Refuses while the add-on is being created, updated or deleted: EKS does one at a time. */
    static void requireIdle(AddonState addon, String operation) {
        if (addon.is(AddonStatus.CREATING) || addon.is(AddonStatus.UPDATING)) {
            throw Refusals.inUse(
                    addon.where(),
                    "Addon " + addon.name() + " cannot be " + operation + " as it is currently in "
                            + addon.described().statusAsString() + " state");
        }
    }

    private UpdateAddonResponse update(UpdateAddonRequest request, Caller caller) {
        AddonState addon = Addons.find(eks.places().cluster(caller, request.clusterName()), request.addonName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        addon.cluster.name() + "/addon/" + addon.name() + "/update",
                        request,
                        UpdateAddonResponse.class,
                        () -> UpdateAddonResponse.builder()
                                .update(start(request, addon, caller))
                                .build());
    }

    private Update start(UpdateAddonRequest request, AddonState addon, Caller caller) {
        requireIdle(addon, "updated");
        if (addon.is(AddonStatus.DELETING)) {
            throw Refusals.inUse(
                    addon.where(), "Addon " + addon.name() + " cannot be updated as it is currently in DELETING state");
        }
        if (request.addonVersion() != null) {
            rules.version(addon.entry, request.addonVersion(), addon.cluster.version(), addon.where());
        }
        rules.settings(
                addon.entry,
                request.configurationValues(),
                request.serviceAccountRoleArn(),
                request.podIdentityAssociations(),
                caller,
                addon.where());
        identities.requireFree(addon.cluster, addon.entry, request.podIdentityAssociations(), addon.where());
        Update update = addon.updates.begin(eks.newId(), UpdateType.ADDON_UPDATE, params(request), eks.now());
        addon.change(change -> change.status(AddonStatus.UPDATING).modifiedAt(eks.now()));
        eks.after(addon.cluster, addon.name(), Durations.Of.ADDON_UPDATE, () -> finish(addon, update.id(), request));
        return Objects.requireNonNull(addon.updates.find(update.id()));
    }

    private static List<UpdateParam> params(UpdateAddonRequest request) {
        List<UpdateParam> params = new ArrayList<>();
        if (request.addonVersion() != null) {
            params.add(param(UpdateParamType.ADDON_VERSION, request.addonVersion()));
        }
        if (request.serviceAccountRoleArn() != null) {
            params.add(param(UpdateParamType.SERVICE_ACCOUNT_ROLE_ARN, request.serviceAccountRoleArn()));
        }
        if (request.configurationValues() != null) {
            params.add(param(UpdateParamType.CONFIGURATION_VALUES, request.configurationValues()));
        }
        if (request.hasPodIdentityAssociations()) {
            params.add(param(UpdateParamType.POD_IDENTITY_ASSOCIATIONS, request.podIdentityAssociations()));
        }
        if (request.resolveConflicts() != null) {
            params.add(param(UpdateParamType.RESOLVE_CONFLICTS, request.resolveConflictsAsString()));
        }
        return params;
    }

    private void finish(AddonState addon, String id, UpdateAddonRequest request) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.ADDON_UPDATE);
        if (failure != null) {
            addon.updates.fail(id, failure.code(), failure.message());
            AddonIssue issue = AddonIssue.builder()
                    .code(failure.code())
                    .message(failure.message())
                    .build();
            addon.change(change -> change.status(AddonStatus.UPDATE_FAILED)
                    .modifiedAt(eks.now())
                    .health(AddonHealth.builder().issues(issue).build()));
            return;
        }
        addon.change(change -> {
            change.status(AddonStatus.ACTIVE).modifiedAt(eks.now());
            change.health(AddonHealth.builder().issues(List.of()).build());
            if (request.addonVersion() != null) {
                change.addonVersion(request.addonVersion());
            }
            if (request.serviceAccountRoleArn() != null) {
                change.serviceAccountRoleArn(request.serviceAccountRoleArn());
            }
            if (request.configurationValues() != null) {
                change.configurationValues(request.configurationValues());
            }
        });
        if (request.hasPodIdentityAssociations()) {
            identities.replace(addon, request.podIdentityAssociations());
        }
        addon.updates.succeed(id);
        addon.cluster
                .kubernetes()
                .addonInstalled(addon.name(), addon.described().addonVersion());
    }
}
