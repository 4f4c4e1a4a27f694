package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.RolesDouble.WORKLOAD;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationRequest;
import software.amazon.awssdk.services.eks.model.DescribeIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.EksRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;

/** As {@link EksRefusals}, for what is wrong with a request itself or with whom it is about. */
final class EksRequestRefusals {

    private static final String ELSEWHERE = "arn:aws:eks:us-east-1:111122223333:cluster/absent";

    private final Map<String, Function<EksScene, EksRequest>> rows = new TreeMap<>();
    private final Map<String, Function<EksScene, EksRequest>> successes = EksSuccesses.all();

    private EksRequestRefusals() {
        parameters();
        onConfigMapClusters();
        tags();
    }

    static Map<String, Function<EksScene, EksRequest>> all() {
        return new EksRequestRefusals().rows;
    }

    private void on(String operation, String error, Function<EksScene, EksRequest> situation) {
        rows.put(operation + " " + error + "Exception", situation);
    }

    /** Parameters that no constraint of the model forbids, but EKS does. */
    private void parameters() {
        on("AssociateAccessPolicy", "InvalidParameter", scene -> {
            scene.cluster().accessEntry();
            return AssociateAccessPolicyRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .policyArn("arn:aws:eks::aws:cluster-access-policy/NoSuchPolicy")
                    .accessScope(scope -> scope.type("cluster"))
                    .build();
        });
        on(
                "DescribeUpdate",
                "InvalidParameter",
                scene -> DescribeUpdateRequest.builder()
                        .name("demo")
                        .updateId(scene.cluster().updating())
                        .nodegroupName("a")
                        .addonName("b")
                        .build());
        on(
                "DescribeAddonConfiguration",
                "InvalidParameter",
                scene -> DescribeAddonConfigurationRequest.builder()
                        .addonName("no-such-addon")
                        .addonVersion("v1.0.0-eksbuild.1")
                        .build());
        on("DescribeIdentityProviderConfig", "InvalidParameter", scene -> {
            scene.cluster();
            return DescribeIdentityProviderConfigRequest.builder()
                    .clusterName("demo")
                    .identityProviderConfig(config -> config.type("saml").name("people"))
                    .build();
        });
        on("UpdateAccessEntry", "InvalidParameter", scene -> {
            scene.cluster().accessEntry();
            return UpdateAccessEntryRequest.builder()
                    .clusterName("demo")
                    .principalArn(WORKLOAD)
                    .username("system:admin")
                    .build();
        });
        on(
                "UpdatePodIdentityAssociation",
                "InvalidParameter",
                scene -> UpdatePodIdentityAssociationRequest.builder()
                        .clusterName("demo")
                        .associationId(scene.cluster().association())
                        .roleArn(RolesDouble.arn("absent"))
                        .build());
        on("UpdateNodegroupVersion", "InvalidParameter", scene -> {
            scene.cluster().nodegroup();
            return UpdateNodegroupVersionRequest.builder()
                    .clusterName("demo")
                    .nodegroupName("workers")
                    .version("1.20")
                    .build();
        });
        on("UpdateClusterVersion", "InvalidParameter", scene -> {
            scene.cluster();
            return UpdateClusterVersionRequest.builder()
                    .name("demo")
                    .version("1.2")
                    .build();
        });
        on("UpdateCapability", "InvalidParameter", scene -> {
            scene.cluster().capability(CapabilityType.KRO);
            return UpdateCapabilityRequest.builder()
                    .clusterName("demo")
                    .capabilityName("my-kro")
                    .build();
        });
        on("UpdateClusterConfig", "InvalidParameter", scene -> {
            scene.cluster();
            return UpdateClusterConfigRequest.builder().name("demo").build();
        });
    }

    private void onConfigMapClusters() {
        for (String operation : List.of(
                "CreateAccessEntry",
                "DescribeAccessEntry",
                "ListAccessEntries",
                "UpdateAccessEntry",
                "DeleteAccessEntry",
                "AssociateAccessPolicy",
                "DisassociateAccessPolicy",
                "ListAssociatedAccessPolicies")) {
            on(operation, "InvalidRequest", scene -> {
                EksRequest request;
                try (EksScene other = new EksScene()) {
                    request = successes.get(operation).apply(other);
                }
                scene.cluster(change -> change.accessConfig(access -> access.authenticationMode("CONFIG_MAP")));
                return request;
            });
        }
    }

    private void tags() {
        on(
                "ListTagsForResource",
                "BadRequest",
                scene -> ListTagsForResourceRequest.builder()
                        .resourceArn("arn:aws:s3:::bucket")
                        .build());
        on(
                "ListTagsForResource",
                "NotFound",
                scene -> ListTagsForResourceRequest.builder()
                        .resourceArn(ELSEWHERE)
                        .build());
        on("TagResource", "BadRequest", scene -> {
            scene.cluster();
            return TagResourceRequest.builder()
                    .resourceArn(scene.fixture.cluster().arn())
                    .tags(Map.of("aws:team", "blue"))
                    .build();
        });
        on(
                "TagResource",
                "NotFound",
                scene -> TagResourceRequest.builder()
                        .resourceArn(ELSEWHERE)
                        .tags(Map.of("a", "b"))
                        .build());
        on(
                "UntagResource",
                "BadRequest",
                scene -> UntagResourceRequest.builder()
                        .resourceArn("arn:aws:s3:::bucket")
                        .tagKeys("a")
                        .build());
        on(
                "UntagResource",
                "NotFound",
                scene -> UntagResourceRequest.builder()
                        .resourceArn(ELSEWHERE)
                        .tagKeys("a")
                        .build());
    }
}
