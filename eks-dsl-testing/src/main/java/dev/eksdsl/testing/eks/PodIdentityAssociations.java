package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsRequest;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationResponse;

/** Pod identity associations: one role for one service account. */
final class PodIdentityAssociations {

    /** Most in a cluster (EKS user guide; not among the service quotas). */
    private static final int MOST_ASSOCIATIONS = 5000;

    private final Surroundings eks;
    private final RoleRules roles;

    PodIdentityAssociations(Surroundings eks) {
        this.eks = eks;
        this.roles = eks.roleRules();
    }

    void register(FakeService.Operations operations) {
        operations.on(CreatePodIdentityAssociationRequest.class, this::create);
        operations.on(DescribePodIdentityAssociationRequest.class, this::describe);
        operations.on(ListPodIdentityAssociationsRequest.class, this::list);
        operations.on(UpdatePodIdentityAssociationRequest.class, this::update);
        operations.on(DeletePodIdentityAssociationRequest.class, this::delete);
    }

    private CreatePodIdentityAssociationResponse create(CreatePodIdentityAssociationRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        String resource = cluster.name() + "/pod-identity/" + request.namespace() + "/" + request.serviceAccount();
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        resource,
                        request,
                        CreatePodIdentityAssociationResponse.class,
                        () -> {
                            PodIdentityAssociation association = validated(request, cluster, caller);
                            cluster.podIdentityAssociations.put(association.associationId(), association);
                            return CreatePodIdentityAssociationResponse.builder()
                                    .association(association)
                                    .build();
                        });
    }

    private PodIdentityAssociation validated(
            CreatePodIdentityAssociationRequest request, ClusterState cluster, Caller caller) {
        cluster.requireInUse();
        if (request.namespace() == null || request.serviceAccount() == null) {
            throw Refusals.invalidParameter(cluster.where(), "An association needs a namespace and a service account");
        }
        if (cluster.podIdentityAssociations.size() >= MOST_ASSOCIATIONS) {
            throw Refusals.limitExceeded(
                    cluster.where(), "A cluster takes up to " + MOST_ASSOCIATIONS + " pod identity associations");
        }
        boolean taken = cluster.podIdentityAssociations.values().stream()
                .anyMatch(other -> other.namespace().equals(request.namespace())
                        && other.serviceAccount().equals(request.serviceAccount()));
        if (taken) {
            throw Refusals.inUse(
                    cluster.where(),
                    "Association already exists for service account " + request.namespace() + "/"
                            + request.serviceAccount());
        }
        roles.podIdentity(caller, request.roleArn(), cluster.where());
        return made(eks, cluster, request.namespace(), request.serviceAccount(), request.roleArn())
                .targetRoleArn(request.targetRoleArn())
                .disableSessionTags(request.disableSessionTags())
                .policy(request.policy())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .build();
    }

    /** A new association, not yet stored. */
    static PodIdentityAssociation.Builder made(
            Surroundings eks, ClusterState cluster, String namespace, String serviceAccount, String roleArn) {
        String id = "a-" + eks.world().ids().hex(17).toLowerCase(Locale.ROOT);
        return PodIdentityAssociation.builder()
                .clusterName(cluster.name())
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .roleArn(roleArn)
                .associationId(id)
                .associationArn(Arns.podIdentityAssociation(cluster.creator, cluster.name(), id))
                .createdAt(eks.now())
                .modifiedAt(eks.now())
                .tags(Map.of());
    }

    private DescribePodIdentityAssociationResponse describe(
            DescribePodIdentityAssociationRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribePodIdentityAssociationResponse.builder()
                .association(find(cluster, request.associationId()))
                .build();
    }

    private ListPodIdentityAssociationsResponse list(ListPodIdentityAssociationsRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        List<PodIdentityAssociation> found = cluster.podIdentityAssociations.values().stream()
                .filter(association ->
                        request.namespace() == null || request.namespace().equals(association.namespace()))
                .filter(association -> request.serviceAccount() == null
                        || request.serviceAccount().equals(association.serviceAccount()))
                .toList();
        Page<PodIdentityAssociation> page =
                Pages.of(found, PodIdentityAssociation::associationId, request.maxResults(), request.nextToken());
        return ListPodIdentityAssociationsResponse.builder()
                .associations(page.items().stream()
                        .map(PodIdentityAssociations::summary)
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static PodIdentityAssociationSummary summary(PodIdentityAssociation association) {
        return PodIdentityAssociationSummary.builder()
                .clusterName(association.clusterName())
                .namespace(association.namespace())
                .serviceAccount(association.serviceAccount())
                .associationArn(association.associationArn())
                .associationId(association.associationId())
                .ownerArn(association.ownerArn())
                .build();
    }

    private UpdatePodIdentityAssociationResponse update(UpdatePodIdentityAssociationRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        PodIdentityAssociation before = find(cluster, request.associationId());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(before) + "/update",
                        request,
                        UpdatePodIdentityAssociationResponse.class,
                        () -> UpdatePodIdentityAssociationResponse.builder()
                                .association(updated(request, before, cluster, caller))
                                .build());
    }

    private PodIdentityAssociation updated(
            UpdatePodIdentityAssociationRequest request,
            PodIdentityAssociation before,
            ClusterState cluster,
            Caller caller) {
        requireNotOwned(before, cluster);
        if (request.roleArn() != null) {
            roles.podIdentity(caller, request.roleArn(), cluster.where());
        }
        PodIdentityAssociation after = before.copy(copy -> {
            if (request.roleArn() != null) {
                copy.roleArn(request.roleArn());
            }
            if (request.targetRoleArn() != null) {
                copy.targetRoleArn(request.targetRoleArn());
            }
            if (request.disableSessionTags() != null) {
                copy.disableSessionTags(request.disableSessionTags());
            }
            if (request.policy() != null) {
                copy.policy(request.policy());
            }
            copy.modifiedAt(eks.now());
        });
        cluster.podIdentityAssociations.put(after.associationId(), after);
        return after;
    }

    private static String token(PodIdentityAssociation association) {
        return association.clusterName() + "/pod-identity/" + association.namespace() + "/"
                + association.serviceAccount();
    }

    private DeletePodIdentityAssociationResponse delete(DeletePodIdentityAssociationRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        PodIdentityAssociation association = find(cluster, request.associationId());
        requireNotOwned(association, cluster);
        cluster.podIdentityAssociations.remove(association.associationId());
        eks.places().of(caller).tokens.forget(token(association));
        return DeletePodIdentityAssociationResponse.builder()
                .association(association)
                .build();
    }

    private static void requireNotOwned(PodIdentityAssociation association, ClusterState cluster) {
        if (association.ownerArn() != null) {
            throw Refusals.invalidRequest(
                    cluster.where(),
                    "The association belongs to " + association.ownerArn() + ": change it through UpdateAddon");
        }
    }

    private static PodIdentityAssociation find(ClusterState cluster, @Nullable String id) {
        PodIdentityAssociation association = cluster.podIdentityAssociations.get(String.valueOf(id));
        if (association == null) {
            throw Refusals.notFound(cluster.where(), "No pod identity association found for ID: " + id);
        }
        return association;
    }
}
