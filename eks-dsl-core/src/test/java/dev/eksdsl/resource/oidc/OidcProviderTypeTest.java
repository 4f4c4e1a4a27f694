package dev.eksdsl.resource.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Found;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

class OidcProviderTypeTest {

    private static final ResourceId ID = new ResourceId("oidc-provider", "main");
    private static final String HOST = "oidc.eks.us-east-1.amazonaws.com/id/0A1B";
    private static final String ARN = "arn:aws:iam::111122223333:oidc-provider/" + HOST;
    private static final OidcProviderSpec SPEC = new OidcProviderSpec(Input.known("https://" + HOST), Map.of());
    private static final OidcProviderState STATE =
            new OidcProviderState(ARN, "https://" + HOST, Set.of("sts.amazonaws.com"), Map.of());

    private final OidcProviderType type = new OidcProviderType();
    private final ScriptedAws aws = new ScriptedAws();

    @Test
    void clusterWithProvider_foundByTheIssuerOfTheCluster() {
        clusterThere();
        providerThere("production");

        assertThat(Found.by(type, aws, Map.of(ID, SPEC)))
                .containsExactly(Map.entry(ID, new Observation.Present<>(STATE)));
        assertThat(aws.calls()).containsExactly("DescribeCluster", "GetOpenIdConnectProvider");
        assertThat(type.fields(input -> Optional.of("https://" + HOST)).compare(SPEC, STATE))
                .isEmpty();
    }

    @Test
    void providerOfSomebodyElse_foreign() {
        clusterThere();
        providerThere("other");

        assertThat(Found.by(type, aws, Map.of(ID, SPEC)))
                .containsExactly(Map.entry(ID, new Observation.Foreign<>("OIDC provider " + ARN)));
    }

    @Test
    void clusterGoneButProviderLeft_foundByItsTagsAmongThoseOfTheRegion() {
        aws.on(DescribeClusterRequest.class, q -> {
                    throw Refusals.of("DescribeCluster", "ResourceNotFoundException", "No cluster found");
                })
                .on(
                        ListOpenIdConnectProvidersRequest.class,
                        q -> ListOpenIdConnectProvidersResponse.builder()
                                .openIDConnectProviderList(List.of(
                                        entry(ARN), entry("arn:aws:iam::111122223333:oidc-provider/token.example.com")))
                                .build());
        providerThere("production");

        assertThat(Found.by(type, aws, Map.of())).containsExactly(Map.entry(ID, new Observation.Present<>(STATE)));
        assertThat(aws.requests(GetOpenIdConnectProviderRequest.class)).hasSize(1);
    }

    @Test
    void providerExistsWithoutOurTags_refused() {
        aws.on(CreateOpenIdConnectProviderRequest.class, q -> {
            throw Refusals.of("CreateOpenIDConnectProvider", "EntityAlreadyExists", "exists");
        });
        providerThere("other");

        assertThatThrownBy(() -> type.create(new TestActing(aws, ID, false), SPEC))
                .hasMessageContaining(ARN)
                .hasMessageContaining("does not carry the tags of cluster production");
    }

    private void clusterThere() {
        aws.on(
                DescribeClusterRequest.class,
                q -> DescribeClusterResponse.builder()
                        .cluster(c -> c.identity(i -> i.oidc(o -> o.issuer("https://" + HOST))))
                        .build());
    }

    private void providerThere(String cluster) {
        aws.on(
                GetOpenIdConnectProviderRequest.class,
                q -> GetOpenIdConnectProviderResponse.builder()
                        .url(HOST)
                        .clientIDList("sts.amazonaws.com")
                        .tags(
                                Tag.builder()
                                        .key("eks-dsl/cluster")
                                        .value(cluster)
                                        .build(),
                                Tag.builder()
                                        .key("eks-dsl/id")
                                        .value(ID.toString())
                                        .build())
                        .build());
    }

    private static OpenIDConnectProviderListEntry entry(String arn) {
        return OpenIDConnectProviderListEntry.builder().arn(arn).build();
    }
}
