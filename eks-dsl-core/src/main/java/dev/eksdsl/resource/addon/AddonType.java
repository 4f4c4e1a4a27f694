package dev.eksdsl.resource.addon;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.MinorVersion;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;

/** EKS add-ons. Outputs: {@code name}, {@code arn}, {@code version}. */
public final class AddonType implements ResourceType<AddonSpec, AddonState> {

    /** The kind's name: {@value}. */
    public static final String KIND = "addon";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<AddonSpec> specType() {
        return AddonSpec.class;
    }

    @Override
    public Class<AddonState> stateType() {
        return AddonState.class;
    }

    /** Add-ons go before the nodes: their disruption budgets would hold up the nodes' draining. */
    @Override
    public Set<String> needs() {
        return Set.of("cluster", "role", "nodegroup");
    }

    /** What holds up the draining of nodes are the add-ons' disruption budgets; these go within seconds. */
    @Override
    public Set<String> needsUntilLeaving() {
        return Set.of("nodegroup");
    }

    @Override
    public List<Input> inputs(AddonSpec spec) {
        return spec.role().stream().toList();
    }

    @Override
    public void observe(Observing<AddonSpec, AddonState> observing) {
        for (String name : AddonReads.list(observing.aws(), observing.owner().cluster())) {
            ClusterParts.described(
                            observing.aws(),
                            EksClient::describeAddon,
                            describe(observing.owner().cluster(), name))
                    .ifPresent(found -> observe(observing, found.addon()));
        }
    }

    private static void observe(Observing<AddonSpec, AddonState> observing, Addon addon) {
        ResourceId id = new ResourceId(KIND, addon.addonName());
        if (observing.owner().read(addon.tags()).isPresent()) {
            observing.found(id, observation(addon), addon.tags());
        } else if (observing.declared().containsKey(id)) {
            observing.found(id, new Observation.Foreign<>("an add-on " + addon.addonArn()));
        }
    }

    private static Observation<AddonState> observation(Addon addon) {
        AddonState state = AddonState.of(addon);
        return switch (addon.statusAsString()) {
            case "CREATING", "UPDATING" -> new Observation.Changing<>(state, addon.statusAsString());
            case "DELETING" -> new Observation.Leaving<>(state, addon.statusAsString());
            case "CREATE_FAILED" -> new Observation.Broken<>(state, AddonState.health(addon));
            default -> new Observation.Present<>(state);
        };
    }

    @Override
    public AddonSpec settle(Reading reading, AddonSpec spec, Observation<AddonState> found) {
        boolean open = spec.version().equals(AddonSpec.DEFAULT_VERSION)
                || spec.version().equals(AddonSpec.LATEST_VERSION);
        if (!open || spec.clusterVersion().filter(MinorVersion::isValid).isEmpty()) {
            return spec;
        }
        AddonVersions versions = AddonReads.versions(reading, spec);
        return switch (spec.version()) {
            case AddonSpec.DEFAULT_VERSION ->
                versions.recommended(spec.name()).map(spec::at).orElse(spec);
            case AddonSpec.LATEST_VERSION ->
                versions.of(spec.name()).stream().findFirst().map(spec::at).orElse(spec);
            default -> spec;
        };
    }

    @Override
    public List<Problem> check(Reading reading, ResourceId id, AddonSpec spec, Observation<AddonState> found) {
        if (spec.clusterVersion().filter(MinorVersion::isValid).isEmpty()
                || spec.name().isBlank()
                || runsAlready(reading, spec, found)) {
            return List.of();
        }
        AddonVersions offered = AddonReads.versions(reading, spec);
        List<String> versions = offered.of(spec.name());
        String kubernetes = offered.clusterVersion();
        if (versions.isEmpty()) {
            return List.of(Problem.error(
                    "EKS-A01",
                    "addon[" + spec.name() + "]",
                    "EKS offers no add-on of this name for Kubernetes " + kubernetes,
                    "one of " + String.join(", ", offered.names())));
        }
        if (!versions.contains(spec.version())) {
            return List.of(Problem.error(
                    "EKS-A02",
                    "addon[" + spec.name() + "].version",
                    spec.version() + " is not available for Kubernetes " + kubernetes,
                    "default, latest, or one of " + String.join(", ", versions)));
        }
        return List.of();
    }

    /** What EKS runs on the very version of the cluster that is wanted needs no catalogue to be found good. */
    private static boolean runsAlready(Reading reading, AddonSpec spec, Observation<AddonState> found) {
        return found instanceof Observation.Present<AddonState> present
                && present.found().version().equals(spec.version())
                && ClusterParts.version(reading.aws(), reading.owner().cluster())
                        .equals(spec.clusterVersion());
    }

    @Override
    public Fields<AddonSpec, AddonState> fields(Inputs inputs) {
        return Fields.<AddonSpec, AddonState>builder()
                .inPlace(AddonUpdate.CONFIG, "version", s -> Optional.of(s.version()), AddonState::version)
                .inPlace(AddonUpdate.CONFIG, "role", s -> s.role().flatMap(inputs::find), AddonState::role)
                .inPlace(
                        AddonUpdate.CONFIG,
                        "configuration",
                        s -> s.configuration().map(Configuration::parse),
                        s -> Configuration.parse(s.configuration()))
                .entries(AddonUpdate.TAGS, "tags", AddonSpec::tags, AddonState::tags, key -> false)
                .build();
    }

    @Override
    public Map<String, String> outputs(AddonState state) {
        return Map.of("name", state.name(), "arn", state.arn(), "version", state.version());
    }

    @Override
    public Progress<AddonState> create(Acting acting, AddonSpec spec) {
        try {
            return wait(
                    acting.aws()
                            .eks(EksClient::createAddon, AddonUpdate.creation(acting, spec))
                            .addon(),
                    spec.awaited());
        } catch (AwsCallException e) {
            if (e.is("ResourceInUseException") && e.reason().contains("already exists")) {
                return look(acting, spec.awaited());
            }
            throw e;
        }
    }

    @Override
    public Progress<AddonState> resume(Acting acting, AddonState state) {
        return look(acting, false);
    }

    @Override
    public Progress<AddonState> resume(Acting acting, AddonSpec spec, AddonState state) {
        return look(acting, spec.awaited());
    }

    /** @param awaited whether the add-on's pods must run before it counts as done */
    static Progress<AddonState> look(Acting acting, boolean awaited) {
        Addon addon = read(acting);
        if (acting.owner().read(addon.tags()).isEmpty()) {
            throw new EksDslException("add-on " + addon.addonArn() + " exists and does not belong to this declaration");
        }
        return wait(addon, awaited);
    }

    private static Progress<AddonState> wait(Addon addon, boolean awaited) {
        return switch (addon.statusAsString()) {
            case "ACTIVE" -> Progress.done(AddonState.of(addon));
            case "DEGRADED" ->
                awaited
                        ? Progress.waitingOnOthers("DEGRADED " + AddonState.health(addon), acting -> look(acting, true))
                        : Progress.done(AddonState.of(addon));
            case "CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED", "DELETING" ->
                throw new ResourceFailedException(
                        "add-on " + addon.addonName() + " is " + addon.statusAsString(), AddonState.health(addon));
            default -> Progress.waiting(addon.statusAsString(), acting -> look(acting, awaited));
        };
    }

    @Override
    public Progress<AddonState> update(
            Acting acting, AddonSpec spec, AddonState state, String call, List<FieldChange> changes) {
        return new AddonUpdate(spec, state).make(acting, call);
    }

    @Override
    public Progress<AddonState> delete(Acting acting, AddonState state) {
        DeleteAddonRequest request = DeleteAddonRequest.builder()
                .clusterName(acting.owner().cluster())
                .addonName(state.name())
                .build();
        return Deletion.of(acting, () -> acting.aws().eks(EksClient::deleteAddon, request), AddonType::rest);
    }

    private static Deletion.Rest rest(Acting acting) {
        Addon addon = read(acting);
        return new Deletion.Rest("add-on " + addon.addonName(), addon.statusAsString(), () -> AddonState.health(addon));
    }

    private static Addon read(Acting acting) {
        return acting.aws()
                .eks(
                        EksClient::describeAddon,
                        describe(acting.owner().cluster(), acting.id().name()))
                .addon();
    }

    static DescribeAddonRequest describe(String cluster, String name) {
        return DescribeAddonRequest.builder()
                .clusterName(cluster)
                .addonName(name)
                .build();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<AddonSpec> spec) {
        return new AddonPermissions(scope).of(need, spec);
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, AddonSpec spec, String call, List<FieldChange> changes) {
        return new AddonPermissions(scope).toChange(spec, call);
    }

    @Override
    public List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<AddonSpec> spec) {
        return AddonDiagnosis.of(reading.aws(), reading.owner().cluster(), id.name());
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        if (call.equals(Optional.of(AddonUpdate.TAGS))) {
            return Timing.IMMEDIATE;
        }
        return Timing.of(Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(20));
    }
}
