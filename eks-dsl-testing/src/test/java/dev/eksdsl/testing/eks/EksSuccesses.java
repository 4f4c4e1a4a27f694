package dev.eksdsl.testing.eks;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.CancelUpdateRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.EksRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;

/** For each operation of EKS a situation, and a request that succeeds in it. */
final class EksSuccesses {

    private final Map<String, Function<EksScene, EksRequest>> requests = new TreeMap<>();

    private EksSuccesses() {
        clusters();
        updates();
        nodes();
        addons();
        requests.putAll(EksPartSuccesses.all());
    }

    static Map<String, Function<EksScene, EksRequest>> all() {
        return new EksSuccesses().requests;
    }

    private void on(String operation, Function<EksScene, EksRequest> request) {
        requests.put(operation, request);
    }

    private void clusters() {
        on("CreateCluster", scene -> EksFixture.clusterRequest().build());
        on("DescribeCluster", scene -> {
            scene.cluster();
            return DescribeClusterRequest.builder().name("demo").build();
        });
        on("ListClusters", scene -> ListClustersRequest.builder().maxResults(5).build());
        on("DeleteCluster", scene -> {
            scene.cluster();
            return DeleteClusterRequest.builder().name("demo").build();
        });
        on(
                "DescribeClusterVersions",
                scene -> DescribeClusterVersionsRequest.builder().maxResults(5).build());
        on(
                "ListTagsForResource",
                scene -> ListTagsForResourceRequest.builder()
                        .resourceArn(arn(scene))
                        .build());
        on(
                "TagResource",
                scene -> TagResourceRequest.builder()
                        .resourceArn(arn(scene))
                        .tags(Map.of("team", "blue"))
                        .build());
        on(
                "UntagResource",
                scene -> UntagResourceRequest.builder()
                        .resourceArn(arn(scene))
                        .tagKeys("team")
                        .build());
    }

    private static String arn(EksScene scene) {
        scene.cluster();
        return scene.fixture.cluster().arn();
    }

    private void updates() {
        on("UpdateClusterConfig", scene -> {
            scene.cluster();
            return UpdateClusterConfigRequest.builder()
                    .name("demo")
                    .deletionProtection(true)
                    .build();
        });
        on("UpdateClusterVersion", scene -> {
            scene.cluster(request -> request.version("1.34"));
            return UpdateClusterVersionRequest.builder()
                    .name("demo")
                    .version("1.35")
                    .build();
        });
        on("AssociateEncryptionConfig", scene -> {
            scene.cluster();
            String arn = scene.fixture.key();
            return AssociateEncryptionConfigRequest.builder()
                    .clusterName("demo")
                    .encryptionConfig(config -> config.provider(key -> key.keyArn(arn)))
                    .build();
        });
        on("DescribeUpdate", scene -> {
            String id = scene.cluster().updating();
            return DescribeUpdateRequest.builder().name("demo").updateId(id).build();
        });
        on("ListUpdates", scene -> {
            scene.cluster().updating();
            return ListUpdatesRequest.builder().name("demo").maxResults(5).build();
        });
        on("CancelUpdate", scene -> {
            String id = scene.upgradedAutoMode()
                    .client
                    .updateClusterVersion(r -> r.name("demo").version("1.34"))
                    .update()
                    .id();
            return CancelUpdateRequest.builder().name("demo").updateId(id).build();
        });
    }

    private void nodes() {
        on("CreateNodegroup", scene -> {
            scene.cluster();
            return EksFixture.nodegroupRequest().build();
        });
        on("DescribeNodegroup", scene -> {
            scene.cluster().nodegroup();
            return DescribeNodegroupRequest.builder()
                    .clusterName("demo")
                    .nodegroupName("workers")
                    .build();
        });
        on("ListNodegroups", scene -> {
            scene.cluster().nodegroup();
            return ListNodegroupsRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("DeleteNodegroup", scene -> {
            scene.cluster().nodegroup();
            return DeleteNodegroupRequest.builder()
                    .clusterName("demo")
                    .nodegroupName("workers")
                    .build();
        });
        on("UpdateNodegroupConfig", scene -> {
            scene.cluster().nodegroup();
            return UpdateNodegroupConfigRequest.builder()
                    .clusterName("demo")
                    .nodegroupName("workers")
                    .scalingConfig(size -> size.minSize(1).maxSize(5).desiredSize(3))
                    .build();
        });
        on("UpdateNodegroupVersion", scene -> {
            scene.cluster(request -> request.version("1.34")).nodegroup().upgraded();
            return UpdateNodegroupVersionRequest.builder()
                    .clusterName("demo")
                    .nodegroupName("workers")
                    .version("1.35")
                    .build();
        });
        on("CreateFargateProfile", scene -> {
            scene.cluster();
            return EksFixture.fargateRequest().build();
        });
        on("DescribeFargateProfile", scene -> {
            scene.cluster().fargateProfile();
            return DescribeFargateProfileRequest.builder()
                    .clusterName("demo")
                    .fargateProfileName("jobs")
                    .build();
        });
        on("ListFargateProfiles", scene -> {
            scene.cluster().fargateProfile();
            return ListFargateProfilesRequest.builder()
                    .clusterName("demo")
                    .maxResults(5)
                    .build();
        });
        on("DeleteFargateProfile", scene -> {
            scene.cluster().fargateProfile();
            return DeleteFargateProfileRequest.builder()
                    .clusterName("demo")
                    .fargateProfileName("jobs")
                    .build();
        });
    }

    private void addons() {
        on("CreateAddon", scene -> {
            scene.cluster();
            return EksFixture.addonRequest("metrics-server").build();
        });
        on("DescribeAddon", scene -> {
            scene.cluster().addon();
            return DescribeAddonRequest.builder()
                    .clusterName("demo")
                    .addonName("metrics-server")
                    .build();
        });
        on("ListAddons", scene -> {
            scene.cluster().addon();
            return ListAddonsRequest.builder().clusterName("demo").maxResults(5).build();
        });
        on("UpdateAddon", scene -> {
            scene.cluster().addon();
            return UpdateAddonRequest.builder()
                    .clusterName("demo")
                    .addonName("metrics-server")
                    .resolveConflicts("OVERWRITE")
                    .build();
        });
        on("DeleteAddon", scene -> {
            scene.cluster().addon();
            return DeleteAddonRequest.builder()
                    .clusterName("demo")
                    .addonName("metrics-server")
                    .build();
        });
        on(
                "DescribeAddonVersions",
                scene -> DescribeAddonVersionsRequest.builder().maxResults(5).build());
        on(
                "DescribeAddonConfiguration",
                scene -> DescribeAddonConfigurationRequest.builder()
                        .addonName("metrics-server")
                        .addonVersion(AddonCatalogue.aws()
                                .defaultVersion("metrics-server", "1.35")
                                .orElseThrow())
                        .build());
    }
}
