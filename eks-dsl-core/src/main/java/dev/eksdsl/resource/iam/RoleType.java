package dev.eksdsl.resource.iam;

import dev.eksdsl.aws.AwsApi;
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
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.iam.TrustSpec.ServiceTrust;
import dev.eksdsl.resource.iam.TrustSpec.WebIdentityTrust;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * The kind {@value #KIND}. Outputs: {@code arn}, {@code name}.
 *
 * <p>All roles of a cluster are found with one call, by their path; which resource each is, its description tells.
 */
public final class RoleType implements ResourceType<RoleSpec, RoleState> {

    /** The kind's name. */
    public static final String KIND = "role";

    static final String TRUST = "trust";
    static final String MANAGED = "managed-policies";
    static final String INLINE = "inline-policies";
    static final String BOUNDARY = "permissions-boundary";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<RoleSpec> specType() {
        return RoleSpec.class;
    }

    @Override
    public Class<RoleState> stateType() {
        return RoleState.class;
    }

    /** The OIDC provider, in whose name service accounts assume roles: they need it as long as they have one. */
    @Override
    public Set<String> needs() {
        return Set.of("oidc-provider");
    }

    @Override
    public List<Input> inputs(RoleSpec spec) {
        return spec.trust() instanceof WebIdentityTrust trust ? List.of(trust.provider(), trust.issuer()) : List.of();
    }

    @Override
    public void observe(Observing<RoleSpec, RoleState> observing) {
        String path = RoleName.path(observing.owner().cluster(), observing.aws().region());
        for (Role role : RoleReads.under(observing.aws(), path)) {
            RoleDescription.read(role.description())
                    .or(() -> declaredAs(observing, role))
                    .ifPresent(id -> {
                        RoleSpec spec = observing.declared().get(id);
                        boolean renamed = spec != null && !spec.name().equals(role.roleName());
                        RoleReads.report(
                                observing,
                                role,
                                renamed ? new ResourceId(KIND, id.name() + "~" + role.roleName()) : id,
                                spec == null || renamed
                                        ? RoleStates.listed(role)
                                        : RoleStates.read(observing.aws(), role, spec));
                    });
        }
    }

    @Override
    public RoleSpec settle(Reading reading, RoleSpec spec, Observation<RoleState> found) {
        return Placeholders.fill(reading.aws(), spec);
    }

    /** A policy that is not there is found out before the first write, and not when the role is made after minutes. */
    @Override
    public List<Problem> check(Reading reading, ResourceId id, RoleSpec spec, Observation<RoleState> found) {
        Set<String> attached = found.state().map(RoleState::managedPolicies).orElse(Set.of());
        return spec.managedPolicies().stream()
                .filter(arn -> isToBeAsked(arn) && !attached.contains(arn))
                .sorted()
                .filter(arn -> !RoleReads.policyExists(reading.aws(), arn))
                .map(
                        arn -> Problem.error(
                                "EKS-R03",
                                id + ".managedPolicies",
                                "there is no managed policy " + arn,
                                "the name with its path, such as service-role/AmazonEBSCSIDriverPolicy, or the ARN of your own"))
                .toList();
    }

    @Override
    public Fields<RoleSpec, RoleState> fields(Inputs inputs) {
        return Fields.<RoleSpec, RoleState>builder()
                .inPlace(
                        TRUST,
                        "trust",
                        spec -> trust(inputs, spec.trust()).map(PolicyText::canonical),
                        state -> PolicyText.canonical(state.trust()))
                .members(
                        MANAGED,
                        "managedPolicies",
                        spec -> Optional.of(spec.managedPolicies()),
                        RoleState::managedPolicies)
                .entries(
                        INLINE,
                        "inlinePolicies",
                        spec -> canonical(spec.inlinePolicies().orElse(Map.of())),
                        state -> canonical(state.inlinePolicies()),
                        name -> true)
                .inPlace(
                        BOUNDARY,
                        "permissionsBoundary",
                        RoleSpec::permissionsBoundary,
                        state -> state.permissionsBoundary().orElse("none"))
                .build();
    }

    @Override
    public Map<String, String> outputs(RoleState state) {
        return Map.of("arn", state.arn(), "name", state.name());
    }

    @Override
    public Progress<RoleState> create(Acting acting, RoleSpec spec) {
        String trust = trust(acting, spec);
        CreateRoleRequest request = CreateRoleRequest.builder()
                .roleName(spec.name())
                .path(RoleName.path(acting.owner().cluster(), acting.aws().region()))
                .description(RoleDescription.of(acting.id()))
                .assumeRolePolicyDocument(trust)
                .permissionsBoundary(spec.permissionsBoundary().orElse(null))
                .tags(IamTags.of(acting.tags(spec.tags())))
                .build();
        RoleState state;
        try {
            state = RoleStates.created(
                    acting.aws().iam(IamClient::createRole, request).role(), spec, trust);
        } catch (AwsCallException e) {
            if (!e.is("EntityAlreadyExists")) {
                throw e;
            }
            state = taken(acting, spec, e);
        }
        return complete(acting, spec, state);
    }

    @Override
    public Progress<RoleState> resume(Acting acting, RoleState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<RoleState> update(
            Acting acting, RoleSpec spec, RoleState state, String call, List<FieldChange> changes) {
        AwsApi aws = acting.aws();
        return Progress.done(
                switch (call) {
                    case TRUST -> RolePolicies.trusting(aws, state, trust(acting, spec));
                    case MANAGED -> {
                        RolePolicies.attachExactly(aws, state.name(), spec.managedPolicies(), state.managedPolicies());
                        yield state.withManagedPolicies(spec.managedPolicies());
                    }
                    case INLINE -> {
                        Map<String, String> wanted = spec.inlinePolicies().orElseThrow();
                        RolePolicies.putExactly(aws, state.name(), wanted, state.inlinePolicies());
                        yield state.withInlinePolicies(wanted);
                    }
                    default ->
                        RolePolicies.bounded(
                                aws, state, spec.permissionsBoundary().orElseThrow());
                });
    }

    /** Asks once more for the tags: the path alone, which anybody may use, is no proof that the role is ours. */
    @Override
    public Progress<RoleState> delete(Acting acting, RoleState state) {
        AwsApi aws = acting.aws();
        Optional<Role> role = RoleReads.get(aws, state.name());
        if (role.isEmpty()) {
            return Progress.gone();
        }
        if (acting.owner().read(IamTags.read(role.get().tags())).isEmpty()) {
            throw new EksDslException("role " + state.arn() + " stands in the path of cluster "
                    + acting.owner().cluster() + " but does not carry its tags, so it was left as it is: "
                    + "delete it yourself, or move it");
        }
        try {
            RolePolicies.detach(aws, state.name(), RoleReads.managedPolicies(aws, state.name()));
            RolePolicies.delete(aws, state.name(), RoleReads.inlinePolicyNames(aws, state.name()));
            aws.iam(
                    IamClient::deleteRole,
                    DeleteRoleRequest.builder().roleName(state.name()).build());
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<RoleSpec> spec) {
        return new RolePermissions(scope).of(need, id, spec);
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, RoleSpec spec, String call, List<FieldChange> changes) {
        return new RolePermissions(scope).toChange(spec, call);
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return Timing.IMMEDIATE;
    }

    private static boolean isToBeAsked(String arn) {
        return ArnChecks.isPolicy(arn) && !PublishedPolicies.has(arn);
    }

    private static RoleState taken(Acting acting, RoleSpec spec, AwsCallException refusal) {
        Role role = RoleReads.get(acting.aws(), spec.name())
                .filter(found -> acting.owner()
                        .read(IamTags.read(found.tags()))
                        .filter(acting.id()::equals)
                        .isPresent())
                .orElseThrow(() -> new EksDslException(
                        "the account has a role named \"" + spec.name() + "\" that does not belong to " + acting.id()
                                + " of cluster " + acting.owner().cluster()
                                + ": delete it, or choose another cluster name",
                        refusal));
        return RoleStates.read(acting.aws(), role, spec);
    }

    /** A role that IAM does not show everywhere yet is waited for here, so that it is not created once more. */
    private static Progress<RoleState> complete(Acting acting, RoleSpec spec, RoleState state) {
        AwsApi aws = acting.aws();
        try {
            RolePolicies.trusting(aws, state, trust(acting, spec));
            spec.permissionsBoundary()
                    .filter(policy -> !state.permissionsBoundary().equals(Optional.of(policy)))
                    .ifPresent(policy -> RolePolicies.bounded(aws, state, policy));
            RolePolicies.attachExactly(aws, state.name(), spec.managedPolicies(), state.managedPolicies());
            spec.inlinePolicies()
                    .ifPresent(wanted -> RolePolicies.putExactly(aws, state.name(), wanted, state.inlinePolicies()));
        } catch (AwsCallException e) {
            if (e.is("NoSuchEntity") && e.reason().contains("role with name")) {
                return Progress.waiting("settling", again -> complete(again, spec, state));
            }
            throw e;
        }
        return Progress.done(new RoleState(
                state.name(),
                state.arn(),
                trust(acting, spec),
                spec.managedPolicies(),
                spec.inlinePolicies().orElse(Map.of()),
                spec.permissionsBoundary().or(state::permissionsBoundary)));
    }

    private static String trust(Acting acting, RoleSpec spec) {
        return trust(input -> Optional.of(acting.value(input)), spec.trust()).orElseThrow();
    }

    private static Optional<String> trust(Inputs inputs, TrustSpec trust) {
        if (trust instanceof WebIdentityTrust web) {
            return inputs.find(web.provider())
                    .flatMap(provider ->
                            inputs.find(web.issuer()).map(issuer -> TrustDocument.of(web, provider, issuer)));
        }
        return Optional.of(TrustDocument.of((ServiceTrust) trust));
    }

    private static Optional<ResourceId> declaredAs(Observing<RoleSpec, RoleState> observing, Role role) {
        return observing.declared().entrySet().stream()
                .filter(declared -> declared.getValue().name().equals(role.roleName()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, String> canonical(Map<String, String> documents) {
        Map<String, String> canonical = new TreeMap<>(documents);
        canonical.replaceAll((name, document) -> PolicyText.canonical(document));
        return canonical;
    }
}
