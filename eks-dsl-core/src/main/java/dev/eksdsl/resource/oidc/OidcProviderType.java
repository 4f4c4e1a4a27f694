package dev.eksdsl.resource.oidc;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Input;
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
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.iam.IamTags;
import dev.eksdsl.resource.oidc.OidcProviders.ClusterIssuer;
import dev.eksdsl.resource.oidc.OidcProviders.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;

/** The kind {@value #KIND}. Outputs: {@code arn}, {@code issuer}. */
public final class OidcProviderType implements ResourceType<OidcProviderSpec, OidcProviderState> {

    /** The kind's name. */
    public static final String KIND = "oidc-provider";

    private static final String AUDIENCE = "sts.amazonaws.com";
    private static final String CLIENT_ID = "client-id";
    private static final String TAGS = "tags";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<OidcProviderSpec> specType() {
        return OidcProviderSpec.class;
    }

    @Override
    public Class<OidcProviderState> stateType() {
        return OidcProviderState.class;
    }

    /** Nothing: it outlives the cluster, whose last pods may still use it. */
    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Input> inputs(OidcProviderSpec spec) {
        return List.of(spec.issuer());
    }

    /** A cluster that is gone names its issuer no more; only then the providers of the region are searched. */
    @Override
    public void observe(Observing<OidcProviderSpec, OidcProviderState> observing) {
        ClusterIssuer issuer =
                OidcProviders.issuer(observing.aws(), observing.owner().cluster());
        if (!issuer.clusterExists()) {
            OidcProviders.inRegion(observing.aws()).forEach(found -> report(observing, found));
        }
        issuer.url()
                .flatMap(url -> OidcProviders.find(observing.aws(), OidcProviders.arn(observing.aws(), url)))
                .ifPresent(found -> {
                    if (!report(observing, found)) {
                        observing
                                .declared()
                                .keySet()
                                .forEach(id -> observing.found(
                                        id,
                                        new Observation.Foreign<>(
                                                "OIDC provider " + found.state().arn())));
                    }
                });
    }

    @Override
    public Fields<OidcProviderSpec, OidcProviderState> fields(Inputs inputs) {
        return Fields.<OidcProviderSpec, OidcProviderState>builder()
                .replace("issuer", spec -> inputs.find(spec.issuer()), OidcProviderState::issuer)
                .inPlace(
                        CLIENT_ID,
                        "clientId",
                        spec -> Optional.of(AUDIENCE),
                        state -> state.clientIds().contains(AUDIENCE) ? AUDIENCE : "none")
                .entries(TAGS, "tags", OidcProviderSpec::tags, OidcProviderState::tags, key -> false)
                .build();
    }

    @Override
    public Map<String, String> outputs(OidcProviderState state) {
        return Map.of("arn", state.arn(), "issuer", state.issuer());
    }

    @Override
    public Progress<OidcProviderState> create(Acting acting, OidcProviderSpec spec) {
        String issuer = acting.value(spec.issuer());
        CreateOpenIdConnectProviderRequest request = CreateOpenIdConnectProviderRequest.builder()
                .url(issuer)
                .clientIDList(AUDIENCE)
                .tags(IamTags.of(acting.tags(spec.tags())))
                .build();
        try {
            String arn = acting.aws()
                    .iam(IamClient::createOpenIDConnectProvider, request)
                    .openIDConnectProviderArn();
            return Progress.done(new OidcProviderState(arn, issuer, Set.of(AUDIENCE), spec.tags()));
        } catch (AwsCallException e) {
            if (!e.is("EntityAlreadyExists")) {
                throw e;
            }
            return Progress.done(taken(acting, OidcProviders.arn(acting.aws(), issuer), e));
        }
    }

    @Override
    public Progress<OidcProviderState> resume(Acting acting, OidcProviderState state) {
        return Progress.done(state);
    }

    @Override
    public Progress<OidcProviderState> update(
            Acting acting, OidcProviderSpec spec, OidcProviderState state, String call, List<FieldChange> changes) {
        return Progress.done(call.equals(CLIENT_ID) ? addAudience(acting, state) : tag(acting, spec, state));
    }

    @Override
    public Progress<OidcProviderState> delete(Acting acting, OidcProviderState state) {
        DeleteOpenIdConnectProviderRequest request = DeleteOpenIdConnectProviderRequest.builder()
                .openIDConnectProviderArn(state.arn())
                .build();
        try {
            acting.aws().iam(IamClient::deleteOpenIDConnectProvider, request);
        } catch (AwsCallException e) {
            // rights that depend on its tags do not hold once it is gone
            boolean gone = e.isDenied()
                    && OidcProviders.find(acting.aws(), state.arn()).isEmpty();
            if (!gone && !e.isNotFound()) {
                throw e;
            }
        }
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(
            PermissionScope scope, Need need, ResourceId id, Optional<OidcProviderSpec> spec) {
        String providers = OidcProviders.arnsInRegion(scope);
        return switch (need) {
            case OBSERVE ->
                List.of(
                        Permission.of("iam:ListOpenIDConnectProviders", "*"),
                        Permission.of("iam:GetOpenIDConnectProvider", providers));
            case CREATE ->
                List.of(
                        scope.making("iam:CreateOpenIDConnectProvider", providers),
                        scope.making("iam:TagOpenIDConnectProvider", providers));
            case UPDATE -> List.of();
            case DELETE -> List.of(scope.onOurs("iam:DeleteOpenIDConnectProvider", providers));
        };
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, OidcProviderSpec spec, String call, List<FieldChange> changes) {
        String action = call.equals(CLIENT_ID) ? "AddClientIDToOpenIDConnectProvider" : "TagOpenIDConnectProvider";
        return List.of(scope.onOurs("iam:" + action, OidcProviders.arnsInRegion(scope)));
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return Timing.IMMEDIATE;
    }

    private static boolean report(Observing<OidcProviderSpec, OidcProviderState> observing, Found found) {
        var id = observing.owner().read(found.allTags());
        id.ifPresent(ours -> observing.found(ours, new Observation.Present<>(found.state()), found.allTags()));
        return id.isPresent();
    }

    private static OidcProviderState taken(Acting acting, String arn, AwsCallException refusal) {
        return OidcProviders.find(acting.aws(), arn)
                .filter(found -> acting.owner().read(found.allTags()).isPresent())
                .map(Found::state)
                .orElseThrow(() -> new EksDslException(
                        "the OIDC provider " + arn + " exists, but does not carry the tags of cluster "
                                + acting.owner().cluster() + ": delete it, or leave it out of the declaration",
                        refusal));
    }

    private static OidcProviderState addAudience(Acting acting, OidcProviderState state) {
        AddClientIdToOpenIdConnectProviderRequest request = AddClientIdToOpenIdConnectProviderRequest.builder()
                .openIDConnectProviderArn(state.arn())
                .clientID(AUDIENCE)
                .build();
        acting.aws().iam(IamClient::addClientIDToOpenIDConnectProvider, request);
        Set<String> ids = new TreeSet<>(state.clientIds());
        ids.add(AUDIENCE);
        return state.withClientIds(ids);
    }

    private static OidcProviderState tag(Acting acting, OidcProviderSpec spec, OidcProviderState state) {
        TagOpenIdConnectProviderRequest request = TagOpenIdConnectProviderRequest.builder()
                .openIDConnectProviderArn(state.arn())
                .tags(IamTags.of(spec.tags()))
                .build();
        acting.aws().iam(IamClient::tagOpenIDConnectProvider, request);
        Map<String, String> all = new TreeMap<>(state.tags());
        all.putAll(spec.tags());
        return state.withTags(all);
    }
}
