package dev.eksdsl.resource.fargate;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.eks.ClusterParts;
import dev.eksdsl.resource.eks.Deletion;
import dev.eksdsl.resource.eks.EksTags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

/** Fargate profiles. Outputs: {@code name}, {@code arn}. */
public final class FargateProfileType implements ResourceType<FargateProfileSpec, FargateProfileState> {

    /** The kind's name: {@value}. */
    public static final String KIND = "fargate";

    private static final String TAGS = "tags";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<FargateProfileSpec> specType() {
        return FargateProfileSpec.class;
    }

    @Override
    public Class<FargateProfileState> stateType() {
        return FargateProfileState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("cluster", "subnet", "role", "route-table");
    }

    @Override
    public List<Input> inputs(FargateProfileSpec spec) {
        List<Input> inputs = new ArrayList<>(spec.subnets());
        spec.podExecutionRole().ifPresent(inputs::add);
        return inputs;
    }

    @Override
    public void observe(Observing<FargateProfileSpec, FargateProfileState> observing) {
        for (String name : FargateReads.list(observing.aws(), observing.owner().cluster())) {
            ClusterParts.described(
                            observing.aws(),
                            EksClient::describeFargateProfile,
                            describe(observing.owner().cluster(), name))
                    .ifPresent(found -> observe(observing, found.fargateProfile()));
        }
    }

    private static void observe(Observing<FargateProfileSpec, FargateProfileState> observing, FargateProfile profile) {
        ResourceId id = new ResourceId(KIND, profile.fargateProfileName());
        if (observing.owner().read(profile.tags()).isPresent()) {
            observing.found(id, observation(profile), profile.tags());
        } else if (observing.declared().containsKey(id)) {
            observing.found(id, new Observation.Foreign<>("a Fargate profile " + profile.fargateProfileArn()));
        }
    }

    private static Observation<FargateProfileState> observation(FargateProfile profile) {
        FargateProfileState state = FargateProfileState.of(profile);
        return switch (profile.statusAsString()) {
            case "CREATING" -> new Observation.Changing<>(state, "CREATING");
            case "DELETING" -> new Observation.Leaving<>(state, "DELETING");
            case "CREATE_FAILED" -> new Observation.Broken<>(state, FargateProfileState.health(profile));
            default -> new Observation.Present<>(state);
        };
    }

    @Override
    public List<Problem> check(
            Reading reading, ResourceId id, FargateProfileSpec spec, Observation<FargateProfileState> found) {
        return found instanceof Observation.Absent<FargateProfileState>
                ? FargateReads.publicSubnets(reading.aws(), spec)
                : List.of();
    }

    @Override
    public Fields<FargateProfileSpec, FargateProfileState> fields(Inputs inputs) {
        return Fields.<FargateProfileSpec, FargateProfileState>builder()
                .replace(
                        "podExecutionRole",
                        s -> s.podExecutionRole().flatMap(inputs::find),
                        FargateProfileState::podExecutionRole)
                .replace("subnets", s -> inputs.findAll(s.subnets()).map(TreeSet::new), FargateProfileState::subnets)
                .replace("selectors", s -> Optional.of(selectors(s)), FargateProfileState::selectors)
                .entries(TAGS, "tags", FargateProfileSpec::tags, FargateProfileState::tags, key -> false)
                .build();
    }

    private static Set<String> selectors(FargateProfileSpec spec) {
        return spec.selectors().stream().map(PodSelector::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Map<String, String> outputs(FargateProfileState state) {
        return Map.of("name", state.name(), "arn", state.arn());
    }

    @Override
    public Progress<FargateProfileState> create(Acting acting, FargateProfileSpec spec) {
        CreateFargateProfileRequest request = CreateFargateProfileRequest.builder()
                .clusterName(acting.owner().cluster())
                .fargateProfileName(spec.name())
                .clientRequestToken(acting.token())
                .podExecutionRoleArn(acting.value(spec.podExecutionRole().orElseThrow()))
                .subnets(acting.values(spec.subnets()))
                .selectors(spec.selectors().stream()
                        .map(FargateProfileType::selector)
                        .toList())
                .tags(acting.tags(spec.tags()))
                .build();
        try {
            return wait(
                    acting.aws().eks(EksClient::createFargateProfile, request).fargateProfile());
        } catch (AwsCallException e) {
            if (e.reason().contains("already exists")) {
                return look(acting);
            }
            throw e;
        }
    }

    private static FargateProfileSelector selector(PodSelector selector) {
        return FargateProfileSelector.builder()
                .namespace(selector.namespace())
                .labels(selector.labels())
                .build();
    }

    @Override
    public Progress<FargateProfileState> resume(Acting acting, FargateProfileState state) {
        return look(acting);
    }

    private static Progress<FargateProfileState> look(Acting acting) {
        FargateProfile profile = read(acting);
        if (acting.owner().read(profile.tags()).isEmpty()) {
            throw new EksDslException("Fargate profile " + profile.fargateProfileArn()
                    + " exists and does not belong to this declaration");
        }
        return wait(profile);
    }

    private static Progress<FargateProfileState> wait(FargateProfile profile) {
        return switch (profile.statusAsString()) {
            case "ACTIVE" -> Progress.done(FargateProfileState.of(profile));
            case "CREATING" -> Progress.waiting("CREATING", FargateProfileType::look);
            default ->
                throw new ResourceFailedException(
                        "Fargate profile " + profile.fargateProfileName() + " is " + profile.statusAsString(),
                        FargateProfileState.health(profile));
        };
    }

    @Override
    public Progress<FargateProfileState> update(
            Acting acting, FargateProfileSpec spec, FargateProfileState state, String call, List<FieldChange> changes) {
        EksTags.set(acting, state.arn(), spec.tags());
        return look(acting);
    }

    @Override
    public Progress<FargateProfileState> delete(Acting acting, FargateProfileState state) {
        DeleteFargateProfileRequest request = DeleteFargateProfileRequest.builder()
                .clusterName(acting.owner().cluster())
                .fargateProfileName(state.name())
                .build();
        return Deletion.of(
                acting, () -> acting.aws().eks(EksClient::deleteFargateProfile, request), FargateProfileType::rest);
    }

    private static Deletion.Rest rest(Acting acting) {
        FargateProfile profile = read(acting);
        return new Deletion.Rest(
                "Fargate profile " + profile.fargateProfileName(),
                profile.statusAsString(),
                () -> FargateProfileState.health(profile));
    }

    private static FargateProfile read(Acting acting) {
        return acting.aws()
                .eks(
                        EksClient::describeFargateProfile,
                        describe(acting.owner().cluster(), acting.id().name()))
                .fargateProfile();
    }

    static DescribeFargateProfileRequest describe(String cluster, String name) {
        return DescribeFargateProfileRequest.builder()
                .clusterName(cluster)
                .fargateProfileName(name)
                .build();
    }

    @Override
    public List<Permission> permissions(
            PermissionScope scope, Need need, ResourceId id, Optional<FargateProfileSpec> spec) {
        return FargatePermissions.of(scope, need, spec);
    }

    @Override
    public List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<FargateProfileSpec> spec) {
        return FargateDiagnosis.of(reading.aws(), reading.owner().cluster(), id.name());
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return switch (action) {
            case UPDATE -> Timing.IMMEDIATE;
            case DELETE -> Timing.of(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30));
            default -> Timing.of(Duration.ofMinutes(2), Duration.ofSeconds(270), Duration.ofMinutes(30));
        };
    }

    /** EKS creates or deletes one Fargate profile of a cluster at a time. */
    @Override
    public Optional<Lane> lane(Action action) {
        return action == Action.UPDATE ? Optional.empty() : Optional.of(new Lane("Fargate profiles"));
    }
}
