package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsRequest;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;
import software.amazon.awssdk.services.eks.model.UpdateAddonResponse;

class AddonTest {

    private static final String EBS = "aws-ebs-csi-driver";
    private static final AddonPodIdentityAssociations IDENTITY = AddonPodIdentityAssociations.builder()
            .serviceAccount("ebs-csi-controller-sa")
            .roleArn(RolesDouble.WORKLOAD)
            .build();

    private final EksFixture fixture = new EksFixture();

    @Test
    void addonWithDeployment_isDegradedUntilThereIsANode() {
        fixture.activeCluster(request -> request.bootstrapSelfManagedAddons(false));
        fixture.createAddon(request -> {}, "vpc-cni");
        assertThat(fixture.createAddon(request -> {}, "coredns").status()).isEqualTo(AddonStatus.CREATING);
        fixture.pass(Duration.ofSeconds(25));

        assertThat(fixture.addon("vpc-cni").status()).isEqualTo(AddonStatus.ACTIVE);
        Addon degraded = fixture.addon("coredns");
        assertThat(degraded.status()).isEqualTo(AddonStatus.DEGRADED);
        assertThat(degraded.health().issues().get(0).code()).isEqualTo(AddonIssueCode.INSUFFICIENT_NUMBER_OF_REPLICAS);
        assertThat(degraded.addonVersion()).isEqualTo("v1.13.2-eksbuild.1");

        fixture.activeNodegroup();
        assertThat(fixture.addon("coredns").status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(fixture.addon("coredns").health().issues()).isEmpty();
    }

    @Test
    void selfManagedCopy_isInTheWay_unlessOverwritten() {
        fixture.activeCluster();
        fixture.createAddon(request -> {}, "kube-proxy");
        fixture.pass(Duration.ofSeconds(25));
        assertThat(fixture.addon("kube-proxy").status()).isEqualTo(AddonStatus.CREATE_FAILED);
        assertThat(fixture.addon("kube-proxy").health().issues().get(0).code())
                .isEqualTo(AddonIssueCode.CONFIGURATION_CONFLICT);

        fixture.createAddon(request -> request.resolveConflicts(ResolveConflicts.OVERWRITE), "vpc-cni");
        fixture.pass(Duration.ofSeconds(25));
        assertThat(fixture.addon("vpc-cni").status()).isEqualTo(AddonStatus.ACTIVE);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                row("Addon specified is not supported", request -> request.addonName("aws-load-balancer-controller")),
                row(
                        "Addon version specified is not supported",
                        request -> request.addonName("coredns").addonVersion("v1.11.1-eksbuild.4")),
                row(
                        "ConfigurationValue provided in request is not supported: Json schema validation failed with"
                                + " error: [$.podAnnotations: is not defined in the schema and the schema does not allow"
                                + " additional properties]",
                        request -> request.configurationValues("{\"podAnnotations\":{}}")),
                row("[$: null found, object expected]", request -> request.configurationValues("null")),
                row("[$: array found, object expected]", request -> request.configurationValues("- a")),
                row("[$.node: string found, object expected]", request -> request.configurationValues("node: yes")),
                row("neither JSON nor YAML", request -> request.configurationValues("{\"node\":")),
                row("does not exist", request -> request.serviceAccountRoleArn(RolesDouble.arn("absent"))),
                row(
                        "not both",
                        request -> request.serviceAccountRoleArn(RolesDouble.WORKLOAD)
                                .podIdentityAssociations(IDENTITY)),
                row(
                        "must be one of [ebs-csi-controller-sa]",
                        request ->
                                request.podIdentityAssociations(IDENTITY.copy(copy -> copy.serviceAccount("default")))),
                row("preserve is not supported", request -> request.resolveConflicts(ResolveConflicts.PRESERVE)));
    }

    private static Arguments row(String text, Consumer<CreateAddonRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badAddon_isRefused(String text, Consumer<CreateAddonRequest.Builder> change) {
        fixture.activeCluster();
        CreateAddonRequest.Builder request = EksFixture.addonRequest(EBS);
        change.accept(request);
        AwsFault fault = fixture.refusal(request.build());
        assertThat(fault.code()).isEqualTo("InvalidParameterException");
        assertThat(fault).hasMessageContaining(text);
        assertThat(fault.members()).containsEntry("clusterName", "demo").containsKey("addonName");
    }

    @Test
    void seedVersionOfCoreDns_goesWithItsKubernetesVersion() {
        EksFixture early = new EksFixture();
        assertThat(AddonCatalogue.aws().defaultVersion("coredns", "1.29")).contains("v1.11.1-eksbuild.4");
        early.activeCluster(request -> request.version("1.31"));
        assertThat(early.refusal(EksFixture.addonRequest("coredns")
                        .addonVersion("v1.11.1-eksbuild.4")
                        .build()))
                .hasMessage("Addon version specified is not supported");
    }

    @Test
    void yamlConfiguration_isKeptAsSent() {
        fixture.activeCluster();
        fixture.createAddon(request -> request.configurationValues("controller:\n  replicaCount: 1\n"), EBS);
        assertThat(fixture.addon(EBS).configurationValues()).isEqualTo("controller:\n  replicaCount: 1\n");
    }

    @Test
    void addonWhoseSchemaIsNotKnown_takesAnyObject() {
        fixture.activeCluster();
        fixture.createAddon(request -> request.configurationValues("{\"anything\":1}"), "metrics-server");
        assertThat(fixture.addon("metrics-server").configurationValues()).isEqualTo("{\"anything\":1}");
    }

    @Test
    void update_changesOnlyWhatItNames() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        fixture.createAddon(
                request -> request.addonVersion("v1.54.0-eksbuild.1").configurationValues("{\"node\":{}}"), EBS);
        fixture.pass(Duration.ofSeconds(25));
        update(request -> request.addonVersion("v1.63.1-eksbuild.1"));
        assertThat(fixture.addon(EBS).status()).isEqualTo(AddonStatus.UPDATING);
        assertThat(fixture.refusal(UpdateAddonRequest.builder()
                                .clusterName("demo")
                                .addonName(EBS)
                                .build())
                        .code())
                .isEqualTo("ResourceInUseException");

        fixture.pass(Duration.ofSeconds(25));

        Addon updated = fixture.addon(EBS);
        assertThat(updated.status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(updated.addonVersion()).isEqualTo("v1.63.1-eksbuild.1");
        assertThat(updated.configurationValues()).isEqualTo("{\"node\":{}}");
        assertThat(fixture.kubernetes().addons).containsEntry(EBS, "v1.63.1-eksbuild.1");
    }

    @Test
    void identitiesOfAddon_belongToIt() {
        fixture.activeCluster();
        fixture.createAddon(request -> request.podIdentityAssociations(IDENTITY), EBS);
        fixture.pass(Duration.ofSeconds(25));
        Addon addon = fixture.addon(EBS);
        assertThat(associations()).singleElement().satisfies(association -> {
            assertThat(association.associationArn())
                    .isEqualTo(addon.podIdentityAssociations().get(0));
            assertThat(association.ownerArn()).isEqualTo(addon.addonArn());
        });

        update(request -> request.configurationValues("{}"));
        fixture.pass(Duration.ofSeconds(25));
        assertThat(associations()).hasSize(1);

        update(request -> request.podIdentityAssociations(List.of()));
        fixture.pass(Duration.ofSeconds(25));
        assertThat(associations()).isEmpty();
    }

    @Test
    void deletedAddon_takesItsWorkloadAlong_unlessPreserved() {
        fixture.activeCluster(request -> request.bootstrapSelfManagedAddons(false));
        for (String name : List.of("vpc-cni", "kube-proxy")) {
            fixture.createAddon(request -> {}, name);
            fixture.pass(Duration.ofSeconds(25));
        }
        delete("vpc-cni", false);
        delete("kube-proxy", true);
        fixture.pass(Duration.ofSeconds(15));
        assertThat(fixture.kubernetes().addons).containsOnlyKeys("kube-proxy");
        AwsFault gone = fixture.refusal(DescribeAddonRequest.builder()
                .clusterName("demo")
                .addonName("vpc-cni")
                .build());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone).hasMessage("No addon: vpc-cni found in cluster: demo");
    }

    private void delete(String name, boolean preserve) {
        DeleteAddonRequest request = DeleteAddonRequest.builder()
                .clusterName("demo")
                .addonName(name)
                .preserve(preserve)
                .build();
        fixture.call(request, DeleteAddonResponse.class);
    }

    private void update(Consumer<UpdateAddonRequest.Builder> change) {
        UpdateAddonRequest.Builder request =
                UpdateAddonRequest.builder().clusterName("demo").addonName(EBS);
        change.accept(request);
        fixture.call(request.build(), UpdateAddonResponse.class);
    }

    private List<PodIdentityAssociationSummary> associations() {
        ListPodIdentityAssociationsRequest request =
                ListPodIdentityAssociationsRequest.builder().clusterName("demo").build();
        return fixture.call(request, ListPodIdentityAssociationsResponse.class).associations();
    }
}
