package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.FargateProfileFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.SelectorFacts;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileHealth;
import software.amazon.awssdk.services.eks.model.FargateProfileIssue;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesRequest;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesResponse;

/** Create, describe, list and delete Fargate profiles; nothing about them can be changed. */
final class FargateProfiles {

    private final Surroundings eks;
    private final AccessEntries access;
    private final FargateRules rules;
    private final RoleRules roles;

    FargateProfiles(Surroundings eks, AccessEntries access) {
        this.eks = eks;
        this.access = access;
        this.rules = new FargateRules(eks);
        this.roles = eks.roleRules();
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateFargateProfileRequest.class, this::create);
        operations.on(DescribeFargateProfileRequest.class, this::describe);
        operations.on(ListFargateProfilesRequest.class, this::list);
        operations.on(DeleteFargateProfileRequest.class, this::delete);
    }

    private CreateFargateProfileResponse create(CreateFargateProfileRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        rules.name(request.fargateProfileName(), cluster.where());
        String name = request.fargateProfileName();
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster, name),
                        request,
                        CreateFargateProfileResponse.class,
                        () -> {
                            Map<String, Object> where = where(cluster, name);
                            rules.check(request, cluster, caller, where);
                            roles.podExecution(caller, request.podExecutionRoleArn(), cluster.name(), where);
                            FargateProfile profile = described(request, cluster);
                            cluster.fargateProfiles.put(name, profile);
                            access.ensureForNodes(
                                    cluster, profile.podExecutionRoleArn(), AccessEntryRules.FARGATE_LINUX);
                            eks.after(cluster, name, Durations.Of.FARGATE_CREATE, () -> finishCreate(cluster, name));
                            return CreateFargateProfileResponse.builder()
                                    .fargateProfile(find(cluster, name))
                                    .build();
                        });
    }

    private FargateProfile described(CreateFargateProfileRequest request, ClusterState cluster) {
        String arn =
                Arns.part(cluster.creator, "fargateprofile", cluster.name(), request.fargateProfileName(), eks.newId());
        return FargateProfile.builder()
                .fargateProfileName(request.fargateProfileName())
                .fargateProfileArn(arn)
                .clusterName(cluster.name())
                .createdAt(eks.now())
                .podExecutionRoleArn(request.podExecutionRoleArn())
                .subnets(request.subnets())
                .selectors(request.selectors())
                .status(FargateProfileStatus.CREATING)
                .health(FargateProfileHealth.builder().issues(List.of()).build())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .build();
    }

    private void finishCreate(ClusterState cluster, String name) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.FARGATE_PROFILE_CREATE);
        if (failure != null) {
            fail(cluster, name, FargateProfileStatus.CREATE_FAILED, failure);
            return;
        }
        cluster.fargateProfiles.computeIfPresent(
                name, (key, profile) -> profile.copy(copy -> copy.status(FargateProfileStatus.ACTIVE)));
        tell(cluster);
    }

    private static void fail(ClusterState cluster, String name, FargateProfileStatus status, Failures.Failure failure) {
        FargateProfileIssue issue = FargateProfileIssue.builder()
                .code(failure.code())
                .message(failure.message())
                .build();
        FargateProfileHealth health =
                FargateProfileHealth.builder().issues(issue).build();
        cluster.fargateProfiles.computeIfPresent(
                name, (key, profile) -> profile.copy(copy -> copy.status(status).health(health)));
    }

    /** Tells Kubernetes which profiles take pods now. */
    private static void tell(ClusterState cluster) {
        cluster.kubernetes()
                .fargateProfiles(cluster.fargateProfiles.values().stream()
                        .filter(profile -> profile.status() == FargateProfileStatus.ACTIVE)
                        .map(profile -> new FargateProfileFacts(
                                profile.fargateProfileName(),
                                profile.selectors().stream()
                                        .map(selector -> new SelectorFacts(selector.namespace(), selector.labels()))
                                        .toList(),
                                profile.subnets()))
                        .toList());
    }

    private DescribeFargateProfileResponse describe(DescribeFargateProfileRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribeFargateProfileResponse.builder()
                .fargateProfile(find(cluster, request.fargateProfileName()))
                .build();
    }

    private ListFargateProfilesResponse list(ListFargateProfilesRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        Page<String> page = Pages.of(cluster.fargateProfiles.keySet(), request.maxResults(), request.nextToken());
        return ListFargateProfilesResponse.builder()
                .fargateProfileNames(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteFargateProfileResponse delete(DeleteFargateProfileRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        String name = request.fargateProfileName();
        find(cluster, name);
        FargateRules.requireNoneChanging(cluster, "delete", name, where(cluster, name));
        cluster.fargateProfiles.computeIfPresent(
                name, (key, profile) -> profile.copy(copy -> copy.status(FargateProfileStatus.DELETING)));
        tell(cluster);
        FargateProfile leaving = find(cluster, name);
        eks.after(cluster, name, Durations.Of.FARGATE_DELETE, () -> finishDelete(cluster, name));
        return DeleteFargateProfileResponse.builder().fargateProfile(leaving).build();
    }

    private void finishDelete(ClusterState cluster, String name) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.FARGATE_PROFILE_DELETE);
        if (failure != null) {
            fail(cluster, name, FargateProfileStatus.DELETE_FAILED, failure);
            return;
        }
        String role = find(cluster, name).podExecutionRoleArn();
        cluster.fargateProfiles.remove(name);
        eks.places().of(cluster.creator).tokens.forget(token(cluster, name));
        List<String> rolesInUse = cluster.fargateProfiles.values().stream()
                .map(FargateProfile::podExecutionRoleArn)
                .toList();
        access.dropForNodes(cluster, role, rolesInUse);
    }

    private static FargateProfile find(ClusterState cluster, @Nullable String name) {
        FargateProfile profile = cluster.fargateProfiles.get(String.valueOf(name));
        if (profile == null) {
            throw Refusals.notFound(
                    where(cluster, String.valueOf(name)), "No Fargate Profile found with name: " + name + ".");
        }
        return profile;
    }

    private static Map<String, Object> where(ClusterState cluster, String name) {
        return Map.of("clusterName", cluster.name(), "fargateProfileName", name);
    }

    private static String token(ClusterState cluster, String name) {
        return cluster.name() + "/fargate-profile/" + name;
    }
}
