package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;

/** Access entries: who may use the cluster's API. Those of nodes EKS makes itself. */
final class AccessEntries {

    /** Most in a cluster (EKS user guide; not among the service quotas). */
    private static final int MOST_ENTRIES = 3000;

    private final Surroundings eks;
    private final AccessEntryRules rules;

    AccessEntries(Surroundings eks) {
        this.eks = eks;
        this.rules = new AccessEntryRules(eks.roles(), eks.world().isLenient());
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateAccessEntryRequest.class, this::create);
        operations.on(DescribeAccessEntryRequest.class, this::describe);
        operations.on(ListAccessEntriesRequest.class, this::list);
        operations.on(UpdateAccessEntryRequest.class, this::update);
        operations.on(DeleteAccessEntryRequest.class, this::delete);
    }

    private CreateAccessEntryResponse create(CreateAccessEntryRequest request, Caller caller) {
        ClusterState cluster = inApiMode(caller, request.clusterName());
        String resource = token(cluster, request.principalArn());
        return eks.places()
                .of(caller)
                .tokens
                .once(request.clientRequestToken(), resource, request, CreateAccessEntryResponse.class, () -> {
                    if (cluster.accessEntries.containsKey(String.valueOf(request.principalArn()))) {
                        throw Refusals.inUse(
                                cluster.where(),
                                "The specified access entry resource is already in use on this cluster.");
                    }
                    if (cluster.accessEntries.size() >= MOST_ENTRIES) {
                        throw Refusals.limitExceeded(
                                cluster.where(), "A cluster takes up to " + MOST_ENTRIES + " access entries");
                    }
                    rules.check(request, caller, cluster.where());
                    String type = request.type() == null ? AccessEntryRules.STANDARD : request.type();
                    AccessEntryState entry = add(
                            cluster,
                            request.principalArn(),
                            type,
                            request.username(),
                            AccessEntryRules.groups(type, request.kubernetesGroups()),
                            request.tags(),
                            false);
                    return CreateAccessEntryResponse.builder()
                            .accessEntry(entry.described())
                            .build();
                });
    }

    private DescribeAccessEntryResponse describe(DescribeAccessEntryRequest request, Caller caller) {
        ClusterState cluster = inApiMode(caller, request.clusterName());
        return DescribeAccessEntryResponse.builder()
                .accessEntry(find(cluster, request.principalArn()).described())
                .build();
    }

    private ListAccessEntriesResponse list(ListAccessEntriesRequest request, Caller caller) {
        ClusterState cluster = inApiMode(caller, request.clusterName());
        List<String> principals = cluster.accessEntries.values().stream()
                .filter(entry -> request.associatedPolicyArn() == null
                        || entry.policies.containsKey(request.associatedPolicyArn()))
                .map(entry -> entry.described().principalArn())
                .toList();
        Page<String> page = Pages.of(principals, request.maxResults(), request.nextToken());
        return ListAccessEntriesResponse.builder()
                .accessEntries(page.items())
                .nextToken(page.next())
                .build();
    }

    private UpdateAccessEntryResponse update(UpdateAccessEntryRequest request, Caller caller) {
        ClusterState cluster = inApiMode(caller, request.clusterName());
        AccessEntryState entry = find(cluster, request.principalArn());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster, request.principalArn()) + "/update",
                        request,
                        UpdateAccessEntryResponse.class,
                        () -> {
                            rules.checkUpdate(request, entry.described(), cluster.where());
                            change(entry, request);
                            tell(cluster);
                            return UpdateAccessEntryResponse.builder()
                                    .accessEntry(entry.described())
                                    .build();
                        });
    }

    private void change(AccessEntryState entry, UpdateAccessEntryRequest request) {
        entry.change(change -> {
            if (request.hasKubernetesGroups()) {
                change.kubernetesGroups(request.kubernetesGroups());
            }
            if (request.username() != null) {
                change.username(request.username());
            }
            change.modifiedAt(eks.now());
        });
    }

    private static String token(ClusterState cluster, String principalArn) {
        return cluster.name() + "/access-entry/" + principalArn;
    }

    private DeleteAccessEntryResponse delete(DeleteAccessEntryRequest request, Caller caller) {
        ClusterState cluster = inApiMode(caller, request.clusterName());
        find(cluster, request.principalArn());
        remove(cluster, request.principalArn());
        return DeleteAccessEntryResponse.builder().build();
    }

    /** The cluster, if its authentication mode lets it have access entries. */
    ClusterState inApiMode(Caller caller, String name) {
        ClusterState cluster = eks.places().cluster(caller, name);
        if (!hasApiMode(cluster)) {
            throw Refusals.invalidRequest(
                    cluster.where(),
                    "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this"
                            + " operation.");
        }
        return cluster;
    }

    AccessEntryState find(ClusterState cluster, @Nullable String principalArn) {
        AccessEntryState entry = cluster.accessEntries.get(String.valueOf(principalArn));
        if (entry == null) {
            throw Refusals.notFound(
                    cluster.where(),
                    "The specified principalArn could not be found. You can view your available access entries with"
                            + " 'list-access-entries'.");
        }
        return entry;
    }

    /** Gives the creator of a new cluster its administrator's entry, unless the creator did not want it. */
    void bootstrap(ClusterState cluster) {
        if (Boolean.TRUE.equals(cluster.described().accessConfig().bootstrapClusterCreatorAdminPermissions())) {
            String principal = AccessEntryRules.principalOf(cluster.creator.arn());
            AccessEntryState entry =
                    add(cluster, principal, AccessEntryRules.STANDARD, null, List.of(), Map.of(), false);
            AccessPolicies.associateWholeCluster(
                    entry, AccessPolicies.arn(cluster.creator, "AmazonEKSClusterAdminPolicy"), eks.now());
            tell(cluster);
        }
    }

    /** Makes the entry of a role that nodes of EKS run with, if the mode has entries and there is none. */
    void ensureForNodes(ClusterState cluster, String roleArn, String type) {
        if (hasApiMode(cluster) && !cluster.accessEntries.containsKey(roleArn)) {
            add(cluster, roleArn, type, null, AccessEntryRules.groups(type, List.of()), Map.of(), true);
        }
    }

    /** The entry of a capability's role: the one that there is, else one that is made now. */
    AccessEntryState ensureForCapability(ClusterState cluster, String roleArn) {
        AccessEntryState entry = cluster.accessEntries.get(roleArn);
        return entry == null
                ? add(cluster, roleArn, AccessEntryRules.STANDARD, null, List.of(), Map.of(), true)
                : entry;
    }

    /** Removes the entry of a role that EKS made itself, unless something still runs with the role. */
    void dropForNodes(ClusterState cluster, String roleArn, Collection<String> rolesInUse) {
        AccessEntryState entry = cluster.accessEntries.get(roleArn);
        if (entry != null && entry.madeByEks && !rolesInUse.contains(roleArn)) {
            remove(cluster, roleArn);
        }
    }

    /** Tells Kubernetes who may do what. */
    void tell(ClusterState cluster) {
        if (cluster.hasKubernetes()) {
            cluster.kubernetes().access(AccessPolicies.facts(cluster));
        }
    }

    private AccessEntryState add(
            ClusterState cluster,
            String principalArn,
            String type,
            @Nullable String username,
            List<String> groups,
            Map<String, String> tags,
            boolean madeByEks) {
        AccessEntry entry = AccessEntry.builder()
                .clusterName(cluster.name())
                .principalArn(principalArn)
                .accessEntryArn(Arns.accessEntry(cluster.creator, cluster.name(), principalArn, eks.newId()))
                .type(type)
                .username(username == null ? AccessEntryRules.defaultUsername(type, principalArn) : username)
                .kubernetesGroups(groups)
                .tags(tags)
                .createdAt(eks.now())
                .modifiedAt(eks.now())
                .build();
        AccessEntryState state = new AccessEntryState(entry, madeByEks);
        cluster.accessEntries.put(principalArn, state);
        tell(cluster);
        return state;
    }

    private void remove(ClusterState cluster, String principalArn) {
        cluster.accessEntries.remove(principalArn);
        eks.places().of(cluster.creator).tokens.forget(token(cluster, principalArn));
        tell(cluster);
    }

    private static boolean hasApiMode(ClusterState cluster) {
        return cluster.described().accessConfig().authenticationMode() != AuthenticationMode.CONFIG_MAP;
    }
}
