package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonHealth;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.AddonNamespaceConfigResponse;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.CreateAddonResponse;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonResponse;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsResponse;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;

/** Create, describe, list and delete add-ons. */
final class Addons {

    private final Surroundings eks;
    private final AddonRules rules;
    private final AddonIdentities identities;

    Addons(Surroundings eks, AddonCatalogue catalogue) {
        this.eks = eks;
        this.rules = new AddonRules(catalogue, eks.roleRules());
        this.identities = new AddonIdentities(eks);
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateAddonRequest.class, this::create);
        operations.on(DescribeAddonRequest.class, this::describe);
        operations.on(ListAddonsRequest.class, this::list);
        operations.on(DeleteAddonRequest.class, this::delete);
        new AddonUpdates(eks, rules, identities).register(operations);
    }

    /** The add-on of this name; refuses with ResourceNotFoundException if there is none. */
    static AddonState find(ClusterState cluster, @Nullable String name) {
        AddonState addon = cluster.addons.get(String.valueOf(name));
        if (addon == null) {
            throw Refusals.notFound(where(cluster, name), "No addon: " + name + " found in cluster: " + cluster.name());
        }
        return addon;
    }

    private static Map<String, Object> where(ClusterState cluster, @Nullable String addon) {
        return Map.of("clusterName", cluster.name(), "addonName", String.valueOf(addon));
    }

    private CreateAddonResponse create(CreateAddonRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster, String.valueOf(request.addonName())),
                        request,
                        CreateAddonResponse.class,
                        () -> {
                            AddonState addon = validated(request, cluster, caller);
                            cluster.addons.put(addon.name(), addon);
                            identities.replace(addon, request.podIdentityAssociations());
                            ResolveConflicts conflicts = request.resolveConflicts();
                            eks.after(
                                    addon.cluster,
                                    addon.name(),
                                    Durations.Of.ADDON_CREATE,
                                    () -> finishCreate(addon, conflicts));
                            return CreateAddonResponse.builder()
                                    .addon(addon.described())
                                    .build();
                        });
    }

    private AddonState validated(CreateAddonRequest request, ClusterState cluster, Caller caller) {
        Map<String, Object> where = where(cluster, request.addonName());
        AddonCatalogue.Entry entry = rules.entry(request.addonName(), where);
        if (cluster.addons.containsKey(entry.name())) {
            throw Refusals.inUse(where, "Addon already exists.");
        }
        cluster.requireActive();
        if (request.resolveConflicts() == ResolveConflicts.PRESERVE) {
            throw Refusals.invalidParameter(
                    where, "Resolve conflicts option preserve is not supported for operation CreateAddon");
        }
        String version = rules.version(entry, request.addonVersion(), cluster.version(), where);
        rules.settings(
                entry,
                request.configurationValues(),
                request.serviceAccountRoleArn(),
                request.podIdentityAssociations(),
                caller,
                where);
        identities.requireFree(cluster, entry, request.podIdentityAssociations(), where);
        String namespace = request.namespaceConfig() == null
                ? entry.namespace()
                : request.namespaceConfig().namespace();
        Addon addon = Addon.builder()
                .addonName(entry.name())
                .addonArn(Arns.part(cluster.creator, "addon", cluster.name(), entry.name(), eks.newId()))
                .clusterName(cluster.name())
                .status(AddonStatus.CREATING)
                .addonVersion(version)
                .health(AddonHealth.builder().issues(List.of()).build())
                .createdAt(eks.now())
                .modifiedAt(eks.now())
                .serviceAccountRoleArn(request.serviceAccountRoleArn())
                .configurationValues(request.configurationValues())
                .namespaceConfig(AddonNamespaceConfigResponse.builder()
                        .namespace(namespace)
                        .build())
                .owner(entry.owner())
                .publisher(entry.publisher())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .build();
        return new AddonState(cluster, entry, eks.troubles(), addon);
    }

    private void finishCreate(AddonState addon, @Nullable ResolveConflicts conflicts) {
        if (!addon.is(AddonStatus.CREATING)) {
            return;
        }
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.ADDON_CREATE);
        if (failure != null) {
            fail(addon, AddonStatus.CREATE_FAILED, failure.code(), failure.message());
        } else if (addon.cluster.selfManaged.contains(addon.name()) && conflicts != ResolveConflicts.OVERWRITE) {
            fail(
                    addon,
                    AddonStatus.CREATE_FAILED,
                    AddonIssueCode.CONFIGURATION_CONFLICT.toString(),
                    "Conflicts found when trying to apply. Will not continue due to resolve conflicts mode. Conflicts: "
                            + addon.name());
        } else {
            addon.cluster.selfManaged.remove(addon.name());
            addon.change(change -> change.status(AddonStatus.ACTIVE).modifiedAt(eks.now()));
            addon.cluster
                    .kubernetes()
                    .addonInstalled(addon.name(), addon.described().addonVersion());
        }
    }

    private void fail(AddonState addon, AddonStatus status, String code, String message) {
        AddonIssue issue = AddonIssue.builder().code(code).message(message).build();
        addon.change(change -> change.status(status)
                .modifiedAt(eks.now())
                .health(AddonHealth.builder().issues(issue).build()));
    }

    private DescribeAddonResponse describe(DescribeAddonRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribeAddonResponse.builder()
                .addon(find(cluster, request.addonName()).described())
                .build();
    }

    private ListAddonsResponse list(ListAddonsRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        Page<String> page = Pages.of(cluster.addons.keySet(), request.maxResults(), request.nextToken());
        return ListAddonsResponse.builder()
                .addons(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteAddonResponse delete(DeleteAddonRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        AddonState addon = find(cluster, request.addonName());
        AddonUpdates.requireIdle(addon, "deleted");
        if (!addon.is(AddonStatus.DELETING)) {
            boolean installed = !addon.is(AddonStatus.CREATE_FAILED);
            addon.change(change -> change.status(AddonStatus.DELETING).modifiedAt(eks.now()));
            boolean preserve = Boolean.TRUE.equals(request.preserve());
            eks.after(
                    addon.cluster,
                    addon.name(),
                    Durations.Of.ADDON_DELETE,
                    () -> finishDelete(addon, installed, preserve));
        }
        return DeleteAddonResponse.builder().addon(addon.described()).build();
    }

    private void finishDelete(AddonState addon, boolean installed, boolean preserve) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.ADDON_DELETE);
        if (failure != null) {
            fail(addon, AddonStatus.DELETE_FAILED, failure.code(), failure.message());
            return;
        }
        ClusterState cluster = addon.cluster;
        identities.replace(addon, List.of());
        cluster.addons.remove(addon.name());
        eks.places().of(cluster.creator).tokens.forget(token(cluster, addon.name()));
        if (installed && preserve) {
            cluster.selfManagedVersions.put(addon.name(), addon.described().addonVersion());
        } else if (installed && cluster.hasKubernetes()) {
            cluster.kubernetes().addonRemoved(addon.name());
        }
    }

    private static String token(ClusterState cluster, String name) {
        return cluster.name() + "/addon/" + name;
    }
}
