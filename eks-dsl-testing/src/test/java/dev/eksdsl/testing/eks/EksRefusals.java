package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.RolesDouble.WORKLOAD;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.CancelUpdateRequest;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeleteCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DeleteEksAnywhereSubscriptionRequest;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.EksRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;

/** For errors of EKS's operations a situation that leads to them, and the request that is refused in it. */
final class EksRefusals {

    private final Map<String, Function<EksScene, EksRequest>> rows = new TreeMap<>();
    private final Map<String, Function<EksScene, EksRequest>> successes = EksSuccesses.all();

    private EksRefusals() {
        busyClusters();
        takenNames();
        limits();
        states();
        rows.putAll(EksRequestRefusals.all());
    }

    /** By operation and error, such as {@code CreateCluster ResourceInUseException}. */
    static Map<String, Function<EksScene, EksRequest>> all() {
        return new EksRefusals().rows;
    }

    private void on(String operation, String error, Function<EksScene, EksRequest> situation) {
        rows.put(operation + " " + error + "Exception", situation);
    }

    /** The successful request, sent when something more has happened. */
    private void after(String operation, String error, Consumer<EksScene> more) {
        on(operation, error, scene -> {
            EksRequest request = successes.get(operation).apply(scene);
            more.accept(scene);
            return request;
        });
    }

    private void busyClusters() {
        for (String operation : List.of(
                "UpdateClusterConfig",
                "UpdateClusterVersion",
                "AssociateEncryptionConfig",
                "AssociateIdentityProviderConfig",
                "DisassociateIdentityProviderConfig",
                "DeleteCluster")) {
            after(
                    operation,
                    "ResourceInUse",
                    scene -> scene.client.updateClusterConfig(
                            r -> r.name("demo").zonalShiftConfig(shift -> shift.enabled(true))));
        }
        after(
                "UpdateNodegroupConfig",
                "ResourceInUse",
                scene -> scene.client.updateNodegroupConfig(r -> r.clusterName("demo")
                        .nodegroupName("workers")
                        .scalingConfig(size -> size.minSize(0).maxSize(5).desiredSize(3))));
        after(
                "UpdateNodegroupVersion",
                "ResourceInUse",
                scene -> scene.client.updateNodegroupConfig(r -> r.clusterName("demo")
                        .nodegroupName("workers")
                        .scalingConfig(size -> size.minSize(0).maxSize(5).desiredSize(3))));
        after(
                "DeleteNodegroup",
                "ResourceInUse",
                scene -> scene.client.updateNodegroupConfig(r -> r.clusterName("demo")
                        .nodegroupName("workers")
                        .scalingConfig(size -> size.minSize(0).maxSize(5).desiredSize(3))));
        after(
                "UpdateAddon",
                "ResourceInUse",
                scene -> scene.client.updateAddon(
                        r -> r.clusterName("demo").addonName("metrics-server").resolveConflicts("NONE")));
        after(
                "UpdateCapability",
                "ResourceInUse",
                scene ->
                        scene.client.deleteCapability(r -> r.clusterName("demo").capabilityName("my-argocd")));
        on("DeleteCapability", "ResourceInUse", scene -> {
            scene.cluster().client.createCapability(EksScene.capabilityRequest(CapabilityType.KRO));
            return DeleteCapabilityRequest.builder()
                    .clusterName("demo")
                    .capabilityName("my-kro")
                    .build();
        });
        after("CancelUpdate", "ResourceInUse", scene -> {
            String id =
                    scene.client.listUpdates(r -> r.name("demo")).updateIds().get(0);
            scene.client.cancelUpdate(r -> r.name("demo").updateId(id));
        });
        after("DeregisterCluster", "ResourceInUse", scene -> scene.client.deregisterCluster(r -> r.name("first")));
    }

    private void takenNames() {
        after("CreateCluster", "ResourceInUse", EksScene::cluster);
        after("CreateNodegroup", "ResourceInUse", EksScene::nodegroup);
        after("CreateFargateProfile", "ResourceInUse", EksScene::fargateProfile);
        after("CreateAddon", "ResourceInUse", EksScene::addon);
        after("CreateCapability", "ResourceInUse", scene -> scene.capability(CapabilityType.ACK));
        after("CreateAccessEntry", "ResourceInUse", EksScene::accessEntry);
        after("CreatePodIdentityAssociation", "ResourceInUse", EksScene::association);
        after("RegisterCluster", "ResourceInUse", scene -> scene.connected("second"));
        on("RegisterCluster", "ResourcePropagationDelay", scene -> EksScene.registration("first"));
    }

    private void limits() {
        quota("CreateCluster", "L-1194D53C");
        quota("CreateNodegroup", "L-6D54EA21");
        quota("CreateFargateProfile", "L-33415657");
        quota("RegisterCluster", "L-FDFA5F81");
        quota("CreateEksAnywhereSubscription", "L-EA277FDC");
        on("CreateCapability", "ResourceLimitExceeded", scene -> {
            scene.cluster().capability(CapabilityType.ACK);
            return EksScene.capabilityRequest(CapabilityType.ACK).copy(request -> request.capabilityName("other"));
        });
        after("CreateAccessEntry", "ResourceLimitExceeded", scene -> {
            // the cluster's creator has an entry, too
            for (int i = 1; i < 3000; i++) {
                String user = "arn:aws:iam::999999999999:user/u" + i;
                scene.fixture.call(
                        CreateAccessEntryRequest.builder()
                                .clusterName("demo")
                                .principalArn(user)
                                .build(),
                        Object.class);
            }
        });
        after("CreatePodIdentityAssociation", "ResourceLimitExceeded", scene -> {
            for (int i = 0; i < 5000; i++) {
                scene.fixture.call(
                        CreatePodIdentityAssociationRequest.builder()
                                .clusterName("demo")
                                .namespace("n" + i)
                                .serviceAccount("a")
                                .roleArn(WORKLOAD)
                                .build(),
                        Object.class);
            }
        });
    }

    private void quota(String operation, String code) {
        after(
                operation,
                "ResourceLimitExceeded",
                scene -> scene.fixture.world.quotas().set("eks", code, operation.equals("RegisterCluster") ? 1 : 0));
    }

    private void states() {
        for (String operation : List.of(
                "CreateNodegroup",
                "CreateFargateProfile",
                "CreateAddon",
                "CreateCapability",
                "CreatePodIdentityAssociation",
                "StartInsightsRefresh",
                "AssociateEncryptionConfig",
                "AssociateIdentityProviderConfig",
                "DisassociateIdentityProviderConfig",
                "UpdateClusterConfig")) {
            after(operation, "InvalidRequest", scene -> scene.client.deleteCluster(r -> r.name("demo")));
        }
        after("DeleteCluster", "InvalidRequest", scene -> {
            scene.updating();
            scene.pass(2);
        });
        on("UpdateClusterVersion", "InvalidRequest", scene -> {
            scene.cluster(request -> request.version("1.33")).nodegroup();
            scene.client.updateClusterVersion(r -> r.name("demo").version("1.34"));
            scene.pass(9);
            return UpdateClusterVersionRequest.builder()
                    .name("demo")
                    .version("1.35")
                    .build();
        });
        on("UpdateClusterVersion", "InvalidState", scene -> {
            scene.cluster(request -> request.version("1.34")).upgraded();
            AddonCatalogue.Entry entry =
                    Objects.requireNonNull(AddonCatalogue.aws().find("kube-proxy"));
            String version = entry.versions().stream()
                    .filter(candidate -> candidate.runsOn().contains("1.35")
                            && !candidate.runsOn().contains("1.34"))
                    .map(AddonCatalogue.Version::name)
                    .findFirst()
                    .orElseThrow();
            scene.client.createAddon(r -> r.clusterName("demo")
                    .addonName("kube-proxy")
                    .addonVersion(version)
                    .resolveConflicts("OVERWRITE"));
            scene.pass(1);
            return UpdateClusterVersionRequest.builder()
                    .name("demo")
                    .version("1.34")
                    .build();
        });
        after("CancelUpdate", "InvalidState", scene -> scene.pass(31));
        on(
                "CancelUpdate",
                "InvalidRequest",
                scene -> CancelUpdateRequest.builder()
                        .name("demo")
                        .updateId(scene.cluster().updating())
                        .build());
        on(
                "DeleteEksAnywhereSubscription",
                "InvalidRequest",
                scene -> DeleteEksAnywhereSubscriptionRequest.builder()
                        .id(scene.subscription())
                        .build());
        after("UpdateEksAnywhereSubscription", "InvalidRequest", scene -> scene.fixture.pass(Duration.ofDays(366)));
        for (String operation : List.of("UpdatePodIdentityAssociation", "DeletePodIdentityAssociation")) {
            on(operation, "InvalidRequest", scene -> ofAddon(scene, operation));
        }
        after("CreateCluster", "UnsupportedAvailabilityZone", EksRefusals::closeZone);
        after("CreateFargateProfile", "UnsupportedAvailabilityZone", EksRefusals::closeZone);
    }

    private static void closeZone(EksScene scene) {
        scene.fixture.network.subnet("subnet-a", "us-east-1e", "use1-az3", false);
    }

    /** An association that belongs to an add-on is changed through it only. */
    private static EksRequest ofAddon(EksScene scene, String operation) {
        scene.cluster()
                .client
                .createAddon(r -> r.clusterName("demo")
                        .addonName("aws-ebs-csi-driver")
                        .podIdentityAssociations(own ->
                                own.serviceAccount("ebs-csi-controller-sa").roleArn(WORKLOAD)));
        String id = scene.client
                .listPodIdentityAssociations(r -> r.clusterName("demo"))
                .associations()
                .get(0)
                .associationId();
        return operation.startsWith("Update")
                ? UpdatePodIdentityAssociationRequest.builder()
                        .clusterName("demo")
                        .associationId(id)
                        .disableSessionTags(true)
                        .build()
                : DeletePodIdentityAssociationRequest.builder()
                        .clusterName("demo")
                        .associationId(id)
                        .build();
    }
}
