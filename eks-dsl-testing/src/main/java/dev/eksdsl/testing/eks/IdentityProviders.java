package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.AssociateIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateIdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.ConfigStatus;
import software.amazon.awssdk.services.eks.model.DescribeIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.DescribeIdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.DisassociateIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.DisassociateIdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.IdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.IdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.ListIdentityProviderConfigsRequest;
import software.amazon.awssdk.services.eks.model.ListIdentityProviderConfigsResponse;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** The OIDC identity provider of a cluster, of which it takes one: both associating and removing it are updates. */
final class IdentityProviders {

    private static final String OIDC_TYPE = "oidc";

    private final Surroundings eks;
    private final ClusterUpdateRun run;

    IdentityProviders(Surroundings eks) {
        this.eks = eks;
        this.run = new ClusterUpdateRun(eks);
    }

    void register(FakeService.Operations operations) {
        operations.on(AssociateIdentityProviderConfigRequest.class, this::associate);
        operations.on(DescribeIdentityProviderConfigRequest.class, this::describe);
        operations.on(ListIdentityProviderConfigsRequest.class, this::list);
        operations.on(DisassociateIdentityProviderConfigRequest.class, this::disassociate);
    }

    private AssociateIdentityProviderConfigResponse associate(
            AssociateIdentityProviderConfigRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster),
                        request,
                        AssociateIdentityProviderConfigResponse.class,
                        () -> AssociateIdentityProviderConfigResponse.builder()
                                .update(associate(request, cluster))
                                .tags(request.hasTags() ? request.tags() : Map.of())
                                .build());
    }

    private Update associate(AssociateIdentityProviderConfigRequest request, ClusterState cluster) {
        OidcIdentityProviderConfigRequest oidc = request.oidc();
        IdentityProviderRules.check(oidc, cluster);
        UpdateType type = UpdateType.ASSOCIATE_IDENTITY_PROVIDER_CONFIG;
        cluster.requireNoUpdate(type.toString());
        if (cluster.identityProvider != null) {
            throw Refusals.invalidRequest(
                    cluster.where(),
                    "Cluster " + cluster.name() + " already has the identity provider config "
                            + cluster.identityProvider.identityProviderConfigName() + " associated");
        }
        Update update = run.begin(cluster, type, params(List.of(oidc.identityProviderConfigName())));
        cluster.identityProvider = described(request, cluster);
        run.continueWith(
                cluster,
                update.id(),
                Durations.Of.IDENTITY_PROVIDER_UPDATE,
                () -> status(cluster, ConfigStatus.ACTIVE),
                () -> cluster.identityProvider = null);
        return ClusterUpdateRun.now(cluster, update.id());
    }

    private OidcIdentityProviderConfig described(AssociateIdentityProviderConfigRequest request, ClusterState cluster) {
        OidcIdentityProviderConfigRequest oidc = request.oidc();
        String name = OIDC_TYPE + "/" + oidc.identityProviderConfigName();
        return OidcIdentityProviderConfig.builder()
                .identityProviderConfigName(oidc.identityProviderConfigName())
                .identityProviderConfigArn(
                        Arns.part(cluster.creator, "identityproviderconfig", cluster.name(), name, eks.newId()))
                .clusterName(cluster.name())
                .issuerUrl(oidc.issuerUrl())
                .clientId(oidc.clientId())
                .usernameClaim(oidc.usernameClaim())
                .usernamePrefix(oidc.usernamePrefix())
                .groupsClaim(oidc.groupsClaim())
                .groupsPrefix(oidc.groupsPrefix())
                .requiredClaims(oidc.hasRequiredClaims() ? oidc.requiredClaims() : Map.of())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .status(ConfigStatus.CREATING)
                .build();
    }

    private static void status(ClusterState cluster, ConfigStatus status) {
        OidcIdentityProviderConfig provider = Objects.requireNonNull(cluster.identityProvider);
        cluster.identityProvider = provider.copy(copy -> copy.status(status));
    }

    /** EKS shows what will be associated when the update has succeeded. */
    private static List<UpdateParam> params(List<String> names) {
        List<Map<String, String>> configs = names.stream()
                .map(name -> Map.of("type", OIDC_TYPE, "name", name))
                .toList();
        return List.of(param(UpdateParamType.IDENTITY_PROVIDER_CONFIG, Json.of(configs)));
    }

    private DescribeIdentityProviderConfigResponse describe(
            DescribeIdentityProviderConfigRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return DescribeIdentityProviderConfigResponse.builder()
                .identityProviderConfig(IdentityProviderConfigResponse.builder()
                        .oidc(find(cluster, request.identityProviderConfig()))
                        .build())
                .build();
    }

    private ListIdentityProviderConfigsResponse list(ListIdentityProviderConfigsRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        List<IdentityProviderConfig> all = Stream.ofNullable(cluster.identityProvider)
                .map(provider -> IdentityProviderConfig.builder()
                        .type(OIDC_TYPE)
                        .name(provider.identityProviderConfigName())
                        .build())
                .toList();
        Page<IdentityProviderConfig> page =
                Pages.of(all, IdentityProviderConfig::name, request.maxResults(), request.nextToken());
        return ListIdentityProviderConfigsResponse.builder()
                .identityProviderConfigs(page.items())
                .nextToken(page.next())
                .build();
    }

    private DisassociateIdentityProviderConfigResponse disassociate(
            DisassociateIdentityProviderConfigRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        token(cluster),
                        request,
                        DisassociateIdentityProviderConfigResponse.class,
                        () -> DisassociateIdentityProviderConfigResponse.builder()
                                .update(remove(request.identityProviderConfig(), cluster))
                                .build());
    }

    private Update remove(IdentityProviderConfig config, ClusterState cluster) {
        find(cluster, config);
        Update update = run.begin(cluster, UpdateType.DISASSOCIATE_IDENTITY_PROVIDER_CONFIG, params(List.of()));
        status(cluster, ConfigStatus.DELETING);
        run.continueWith(
                cluster,
                update.id(),
                Durations.Of.IDENTITY_PROVIDER_UPDATE,
                () -> cluster.identityProvider = null,
                () -> status(cluster, ConfigStatus.ACTIVE));
        return ClusterUpdateRun.now(cluster, update.id());
    }

    private static OidcIdentityProviderConfig find(ClusterState cluster, IdentityProviderConfig config) {
        if (!OIDC_TYPE.equals(config.type())) {
            throw Refusals.invalidParameter(
                    cluster.where(), "The type of an identity provider config must be oidc, not " + config.type());
        }
        OidcIdentityProviderConfig provider = cluster.identityProvider;
        if (provider == null || !provider.identityProviderConfigName().equals(config.name())) {
            throw Refusals.notFound(
                    cluster.where(),
                    "No config found for cluster: " + cluster.name() + ", config type: " + config.type()
                            + ", config name: " + config.name());
        }
        return provider;
    }

    private static String token(ClusterState cluster) {
        return cluster.name() + "/identity-provider";
    }
}
