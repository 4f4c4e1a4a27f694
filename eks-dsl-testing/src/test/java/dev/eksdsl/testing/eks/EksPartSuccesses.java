package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.RolesDouble.WORKLOAD;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DeleteEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeregisterClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DescribeEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DescribeIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.DescribeInsightRequest;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshRequest;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.EksRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListCapabilitiesRequest;
import software.amazon.awssdk.services.eks.model.ListEksAnywhereSubscriptionsRequest;
import software.amazon.awssdk.services.eks.model.ListIdentityProviderConfigsRequest;
import software.amazon.awssdk.services.eks.model.ListInsightsRequest;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsRequest;
import software.amazon.awssdk.services.eks.model.StartInsightsRefreshRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.UpdateEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;

/** As {@link EksSuccesses}, for what has to do with identities, capabilities, insights and things outside of AWS. */
final class EksPartSuccesses {

    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

    private final Map<String, Function<EksScene, EksRequest>> requests = new TreeMap<>();

    private EksPartSuccesses() {
        access();
        identities();
        capabilitiesAndInsights();
        elsewhere();
    }

    static Map<String, Function<EksScene, EksRequest>> all() {
        return new EksPartSuccesses().requests;
    }

    private void on(String operation, Function<EksScene, EksRequest> request) {
        requests.put(operation, request);
    }

    private void access() {
        on("CreateAccessEntry", scene -> {
            scene.cluster();
            return CreateAccessEntryRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .build();
        });
        on("DescribeAccessEntry", scene -> {
            scene.cluster().accessEntry();
            return DescribeAccessEntryRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .build();
        });
        on("ListAccessEntries", scene -> {
            scene.cluster();
            return ListAccessEntriesRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("UpdateAccessEntry", scene -> {
            scene.cluster().accessEntry();
            return UpdateAccessEntryRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .kubernetesGroups("viewers")
                    .build();
        });
        on("DeleteAccessEntry", scene -> {
            scene.cluster().accessEntry();
            return DeleteAccessEntryRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .build();
        });
        on("ListAccessPolicies", scene -> ListAccessPoliciesRequest.builder().build());
        on("AssociateAccessPolicy", scene -> {
            scene.cluster().accessEntry();
            return AssociateAccessPolicyRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .policyArn(POLICY)
                    .accessScope(scope -> scope.type("cluster"))
                    .build();
        });
        on("DisassociateAccessPolicy", scene -> {
            scene.cluster()
                    .accessEntry()
                    .client
                    .associateAccessPolicy(r -> r.clusterName("demo")
                            .principalArn(WORKLOAD)
                            .policyArn(POLICY)
                            .accessScope(scope -> scope.type("cluster")));
            return DisassociateAccessPolicyRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .policyArn(POLICY)
                    .build();
        });
        on("ListAssociatedAccessPolicies", scene -> {
            scene.cluster().accessEntry();
            return ListAssociatedAccessPoliciesRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .build();
        });
    }

    private void identities() {
        on("CreatePodIdentityAssociation", scene -> {
            scene.cluster();
            return CreatePodIdentityAssociationRequest.builder()
                    .clusterName("demo")
                    .namespace("shop")
                    .serviceAccount("web")
                    .roleArn(WORKLOAD)
                    .build();
        });
        on("DescribePodIdentityAssociation", scene -> {
            String id = scene.cluster().association();
            return DescribePodIdentityAssociationRequest.builder()
                    .clusterName("demo")
                    .associationId(id)
                    .build();
        });
        on("ListPodIdentityAssociations", scene -> {
            scene.cluster().association();
            return ListPodIdentityAssociationsRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("UpdatePodIdentityAssociation", scene -> {
            String id = scene.cluster().association();
            return UpdatePodIdentityAssociationRequest.builder()
                    .clusterName("demo")
                    .associationId(id)
                    .disableSessionTags(true)
                    .build();
        });
        on("DeletePodIdentityAssociation", scene -> {
            String id = scene.cluster().association();
            return DeletePodIdentityAssociationRequest.builder()
                    .clusterName("demo")
                    .associationId(id)
                    .build();
        });
        on("AssociateIdentityProviderConfig", scene -> {
            scene.cluster();
            return EksScene.identityProviderRequest();
        });
        on("DescribeIdentityProviderConfig", scene -> {
            scene.cluster().identityProvider();
            return DescribeIdentityProviderConfigRequest.builder()
                    .clusterName("demo")
                    .identityProviderConfig(config -> config.type("oidc").name("people"))
                    .build();
        });
        on("ListIdentityProviderConfigs", scene -> {
            scene.cluster().identityProvider();
            return ListIdentityProviderConfigsRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("DisassociateIdentityProviderConfig", scene -> {
            scene.cluster().identityProvider();
            return DisassociateIdentityProviderConfigRequest.builder()
                    .clusterName("demo")
                    .identityProviderConfig(config -> config.type("oidc").name("people"))
                    .build();
        });
    }

    private void capabilitiesAndInsights() {
        on("CreateCapability", scene -> {
            scene.cluster();
            return EksScene.capabilityRequest(CapabilityType.ACK);
        });
        on("DescribeCapability", scene -> {
            scene.cluster().capability(CapabilityType.KRO);
            return DescribeCapabilityRequest.builder()
                    .clusterName("demo")
                    .capabilityName("my-kro")
                    .build();
        });
        on("ListCapabilities", scene -> {
            scene.cluster().capability(CapabilityType.KRO);
            return ListCapabilitiesRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("UpdateCapability", scene -> {
            scene.cluster().capability(CapabilityType.ARGOCD);
            return UpdateCapabilityRequest.builder()
                    .clusterName("demo")
                    .capabilityName("my-argocd")
                    .configuration(configuration ->
                            configuration.argoCd(argo -> argo.networkAccess(network -> network.vpceIds("vpce-1"))))
                    .build();
        });
        on("DeleteCapability", scene -> {
            scene.cluster().capability(CapabilityType.KRO);
            return DeleteCapabilityRequest.builder()
                    .clusterName("demo")
                    .capabilityName("my-kro")
                    .build();
        });
        on("ListInsights", scene -> {
            scene.cluster();
            return ListInsightsRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("DescribeInsight", scene -> {
            String id = scene.cluster()
                    .client
                    .listInsights(r -> r.clusterName("demo"))
                    .insights()
                    .get(0)
                    .id();
            return DescribeInsightRequest.builder().clusterName("demo").id(id).build();
        });
        on("StartInsightsRefresh", scene -> {
            scene.cluster();
            return StartInsightsRefreshRequest.builder().clusterName("demo").build();
        });
        on("DescribeInsightsRefresh", scene -> {
            scene.cluster().client.startInsightsRefresh(r -> r.clusterName("demo"));
            return DescribeInsightsRefreshRequest.builder().clusterName("demo").build();
        });
    }

    private void elsewhere() {
        on("RegisterCluster", scene -> {
            scene.connected("first");
            return EksScene.registration("second");
        });
        on("DeregisterCluster", scene -> {
            scene.connected("first");
            return DeregisterClusterRequest.builder().name("first").build();
        });
        on(
                "CreateEksAnywhereSubscription",
                scene -> CreateEksAnywhereSubscriptionRequest.builder()
                        .name("sub")
                        .term(term -> term.duration(12).unit("MONTHS"))
                        .build());
        on(
                "DescribeEksAnywhereSubscription",
                scene -> DescribeEksAnywhereSubscriptionRequest.builder()
                        .id(scene.subscription())
                        .build());
        on(
                "ListEksAnywhereSubscriptions",
                scene -> ListEksAnywhereSubscriptionsRequest.builder()
                        .maxResults(5)
                        .build());
        on(
                "UpdateEksAnywhereSubscription",
                scene -> UpdateEksAnywhereSubscriptionRequest.builder()
                        .id(scene.subscription())
                        .autoRenew(true)
                        .build());
        on("DeleteEksAnywhereSubscription", scene -> {
            String id = scene.subscription();
            scene.fixture.pass(Duration.ofDays(366));
            return DeleteEksAnywhereSubscriptionRequest.builder().id(id).build();
        });
    }
}
