package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Capability;
import software.amazon.awssdk.services.eks.model.CapabilityHealth;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;
import software.amazon.awssdk.services.eks.model.CapabilitySummary;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.CreateCapabilityResponse;
import software.amazon.awssdk.services.eks.model.DeleteCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DeleteCapabilityResponse;
import software.amazon.awssdk.services.eks.model.DescribeCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DescribeCapabilityResponse;
import software.amazon.awssdk.services.eks.model.ListCapabilitiesRequest;
import software.amazon.awssdk.services.eks.model.ListCapabilitiesResponse;

/** Create, describe, list and delete capabilities. EKS gives the role of each its access entry. */
final class Capabilities {

    private final Surroundings eks;
    private final AccessEntries access;
    private final CapabilityRules rules;

    Capabilities(Surroundings eks, AccessEntries access) {
        this.eks = eks;
        this.access = access;
        this.rules = new CapabilityRules(eks.roleRules());
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateCapabilityRequest.class, this::create);
        operations.on(DescribeCapabilityRequest.class, this::describe);
        operations.on(ListCapabilitiesRequest.class, this::list);
        operations.on(DeleteCapabilityRequest.class, this::delete);
        new CapabilityUpdates(eks, access, rules).register(operations);
    }

    /** The capability of this name; refuses with ResourceNotFoundException if there is none. */
    static CapabilityState find(ClusterState cluster, @Nullable String name) {
        CapabilityState capability = cluster.capabilities.get(String.valueOf(name));
        if (capability == null) {
            throw Refusals.notFound(cluster.where(), "No capability: " + name + " found in cluster: " + cluster.name());
        }
        return capability;
    }

    private CreateCapabilityResponse create(CreateCapabilityRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster, request.capabilityName()),
                        request,
                        CreateCapabilityResponse.class,
                        () -> {
                            rules.check(request, cluster, caller);
                            CapabilityState capability = new CapabilityState(cluster, described(request, cluster));
                            cluster.capabilities.put(capability.name(), capability);
                            CapabilityAccess.grant(access, capability, eks.now());
                            eks.after(cluster, Durations.Of.CAPABILITY_CREATE, () -> finishCreate(capability));
                            return CreateCapabilityResponse.builder()
                                    .capability(capability.described())
                                    .build();
                        });
    }

    private Capability described(CreateCapabilityRequest request, ClusterState cluster) {
        String kind = request.typeAsString().toLowerCase(Locale.ROOT);
        Capability.Builder capability = Capability.builder()
                .capabilityName(request.capabilityName())
                .arn(Arns.part(
                        cluster.creator,
                        "capability",
                        cluster.name(),
                        kind + "/" + request.capabilityName(),
                        eks.newId()))
                .clusterName(cluster.name())
                .type(request.type())
                .roleArn(request.roleArn())
                .status(CapabilityStatus.CREATING)
                .deletePropagationPolicy(request.deletePropagationPolicyAsString())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .health(CapabilityHealth.builder().issues(List.of()).build())
                .createdAt(eks.now())
                .modifiedAt(eks.now());
        if (request.type() == CapabilityType.ARGOCD) {
            capability.configuration(ArgoCdConfigs.described(
                    request.configuration().argoCd(),
                    cluster.creator,
                    eks.world().ids().hex(16),
                    eks.world().ids().hex(20)));
        }
        return capability.build();
    }

    private void finishCreate(CapabilityState capability) {
        if (!capability.is(CapabilityStatus.CREATING)) {
            return;
        }
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.CAPABILITY_CREATE);
        if (failure == null) {
            capability.change(change -> change.status(CapabilityStatus.ACTIVE).modifiedAt(eks.now()));
        } else {
            capability.fail(CapabilityStatus.CREATE_FAILED, failure, eks.now());
        }
    }

    private DescribeCapabilityResponse describe(DescribeCapabilityRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribeCapabilityResponse.builder()
                .capability(find(cluster, request.capabilityName()).described())
                .build();
    }

    private ListCapabilitiesResponse list(ListCapabilitiesRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        Page<CapabilityState> page = Pages.of(
                cluster.capabilities.values(), CapabilityState::name, request.maxResults(), request.nextToken());
        return ListCapabilitiesResponse.builder()
                .capabilities(page.items().stream().map(Capabilities::summary).toList())
                .nextToken(page.next())
                .build();
    }

    private static CapabilitySummary summary(CapabilityState capability) {
        Capability described = capability.described();
        return CapabilitySummary.builder()
                .capabilityName(described.capabilityName())
                .arn(described.arn())
                .type(described.type())
                .status(described.status())
                .createdAt(described.createdAt())
                .modifiedAt(described.modifiedAt())
                .build();
    }

    private DeleteCapabilityResponse delete(DeleteCapabilityRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        CapabilityState capability = find(cluster, request.capabilityName());
        CapabilityUpdates.requireIdle(capability, "deleted");
        if (!capability.is(CapabilityStatus.DELETING)) {
            capability.change(change -> change.status(CapabilityStatus.DELETING).modifiedAt(eks.now()));
            eks.after(cluster, Durations.Of.CAPABILITY_DELETE, () -> finishDelete(capability));
        }
        return DeleteCapabilityResponse.builder()
                .capability(capability.described())
                .build();
    }

    private void finishDelete(CapabilityState capability) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.CAPABILITY_DELETE);
        if (failure != null) {
            capability.fail(CapabilityStatus.DELETE_FAILED, failure, eks.now());
            return;
        }
        ClusterState cluster = capability.cluster;
        cluster.capabilities.remove(capability.name());
        eks.places().of(cluster.creator).tokens.forget(token(cluster, capability.name()));
        CapabilityAccess.revoke(access, cluster, capability.described().roleArn());
    }

    static String token(ClusterState cluster, String name) {
        return cluster.name() + "/capability/" + name;
    }
}
