package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.CancellationStatus;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ConfigStatus;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;
import software.amazon.awssdk.services.eks.model.IdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** How the parts of clusters come, change and go in time, and what beside clusters does. */
class PartLifecycleTest {

    private static final IdentityProviderConfig PEOPLE =
            IdentityProviderConfig.builder().type("oidc").name("people").build();

    private final EksScene scene = new EksScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private Update update(String id) {
        return scene.client
                .describeUpdate(request -> request.name("demo").updateId(id))
                .update();
    }

    private ConfigStatus provider() {
        return scene.client
                .describeIdentityProviderConfig(
                        request -> request.clusterName("demo").identityProviderConfig(PEOPLE))
                .identityProviderConfig()
                .oidc()
                .status();
    }

    @Test
    void identityProvider_comesAndGoes_byUpdatesOfTheCluster() {
        scene.cluster();
        String associate = scene.client
                .associateIdentityProviderConfig(EksScene.identityProviderRequest())
                .update()
                .id();
        assertThat(provider()).isEqualTo(ConfigStatus.CREATING);
        assertThat(update(associate).status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(update(associate).type()).isEqualTo(UpdateType.ASSOCIATE_IDENTITY_PROVIDER_CONFIG);
        scene.pass(15);
        assertThat(provider()).isEqualTo(ConfigStatus.ACTIVE);
        assertThat(update(associate).status()).isEqualTo(UpdateStatus.SUCCESSFUL);

        String remove = scene.client
                .disassociateIdentityProviderConfig(
                        request -> request.clusterName("demo").identityProviderConfig(PEOPLE))
                .update()
                .id();
        assertThat(provider()).isEqualTo(ConfigStatus.DELETING);
        scene.pass(15);
        assertThat(update(remove).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThatThrownBy(this::provider).isInstanceOf(ResourceNotFoundException.class);
        assertThat(scene.client.listUpdates(request -> request.name("demo")).updateIds())
                .containsExactlyInAnyOrder(associate, remove);
    }

    @Test
    void secondIdentityProvider_isRefused() {
        scene.cluster().identityProvider();
        assertThatThrownBy(() -> scene.client.associateIdentityProviderConfig(EksScene.identityProviderRequest()
                        .copy(copy -> copy.oidc(oidc -> oidc.identityProviderConfigName("others")
                                .issuerUrl("https://other.example.com")
                                .clientId("kubernetes")))))
                .isInstanceOf(InvalidRequestException.class);
    }

    private CapabilityStatus capability() {
        return scene.client
                .describeCapability(request -> request.clusterName("demo").capabilityName("my-ack"))
                .capability()
                .status();
    }

    @Test
    void capability_isCreated_blocksItsCluster_andGoes() {
        scene.cluster();
        scene.client.createCapability(EksScene.capabilityRequest(CapabilityType.ACK));
        assertThat(capability()).isEqualTo(CapabilityStatus.CREATING);
        scene.pass(5);
        assertThat(capability()).isEqualTo(CapabilityStatus.ACTIVE);
        assertThatThrownBy(() -> scene.client.deleteCluster(request -> request.name("demo")))
                .isInstanceOf(ResourceInUseException.class);
        scene.client.deleteCapability(request -> request.clusterName("demo").capabilityName("my-ack"));
        assertThat(capability()).isEqualTo(CapabilityStatus.DELETING);
        scene.pass(3);
        assertThatThrownBy(this::capability).isInstanceOf(ResourceNotFoundException.class);
        assertThat(scene.client
                        .deleteCluster(request -> request.name("demo"))
                        .cluster()
                        .status())
                .isEqualTo(ClusterStatus.DELETING);
    }

    @Test
    void insights_areRefreshedOnDemand() {
        scene.cluster();
        assertThat(scene.client
                        .startInsightsRefresh(request -> request.clusterName("demo"))
                        .statusAsString())
                .isEqualTo("IN_PROGRESS");
        scene.pass(1);
        var refresh = scene.client.describeInsightsRefresh(request -> request.clusterName("demo"));
        assertThat(refresh.statusAsString()).isEqualTo("COMPLETED");
        assertThat(Duration.between(refresh.startedAt(), refresh.endedAt())).isEqualTo(Duration.ofMinutes(1));
        assertThat(scene.client
                        .listInsights(request -> request.clusterName("demo"))
                        .insights())
                .isNotEmpty()
                .allSatisfy(insight -> assertThat(insight.lastRefreshTime()).isEqualTo(refresh.endedAt()));
    }

    private Update rollBack() {
        return scene.client
                .updateClusterVersion(request -> request.name("demo").version("1.34"))
                .update();
    }

    private String version() {
        return scene.client
                .describeCluster(request -> request.name("demo"))
                .cluster()
                .version();
    }

    @Test
    void rollback_goesBackToTheVersionBefore() {
        scene.cluster(request -> request.version("1.34")).upgraded();
        Update rollback = rollBack();
        assertThat(rollback.type()).isEqualTo(UpdateType.VERSION_ROLLBACK);
        scene.pass(9);
        assertThat(update(rollback.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(version()).isEqualTo("1.34");
        assertThatThrownBy(() -> scene.client.cancelUpdate(
                        request -> request.name("demo").updateId(rollback.id())))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void rollbackAfterAWeek_isRefused() {
        scene.cluster(request -> request.version("1.34")).upgraded();
        scene.fixture.pass(Duration.ofDays(8));
        assertThatThrownBy(this::rollBack).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void rollbackInAutoMode_canBeCancelled_whileNodesGoBack() {
        Update rollback;
        scene.upgradedAutoMode();
        rollback = rollBack();
        scene.pass(10);
        scene.client.cancelUpdate(request -> request.name("demo").updateId(rollback.id()));
        assertThat(update(rollback.id()).cancellation().status()).isEqualTo(CancellationStatus.IN_PROGRESS);
        scene.pass(1);
        assertThat(update(rollback.id()).cancellation().status()).isEqualTo(CancellationStatus.SUCCESSFUL);
        assertThat(update(rollback.id()).status()).isEqualTo(UpdateStatus.CANCELLED);
        scene.pass(60);
        assertThat(version()).isEqualTo("1.35");
    }

    @Test
    void connectedCluster_isPending_untilItIsDeregistered() {
        scene.connected("elsewhere");
        assertThat(scene.client
                        .describeCluster(request -> request.name("elsewhere"))
                        .cluster()
                        .status())
                .isEqualTo(ClusterStatus.PENDING);
        assertThat(scene.client.listClusters().clusters()).isEmpty();
        assertThat(scene.client.listClusters(request -> request.include("all")).clusters())
                .containsExactly("elsewhere");
        assertThatThrownBy(() -> scene.connected("elsewhere")).isInstanceOf(ResourceInUseException.class);
        scene.client.deregisterCluster(request -> request.name("elsewhere"));
        scene.pass(1);
        assertThatThrownBy(() -> scene.client.describeCluster(request -> request.name("elsewhere")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void subscription_expires_andOnlyThenCanGo() {
        String id = scene.subscription();
        assertThat(subscription(id).status()).isEqualTo("ACTIVE");
        assertThatThrownBy(() -> scene.client.deleteEksAnywhereSubscription(request -> request.id(id)))
                .isInstanceOf(InvalidRequestException.class);
        scene.fixture.pass(Duration.ofDays(366));
        assertThat(subscription(id).status()).isEqualTo("EXPIRED");
        scene.client.deleteEksAnywhereSubscription(request -> request.id(id));
        assertThatThrownBy(() -> subscription(id)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void subscriptionThatRenews_beginsAnew() {
        String id = scene.subscription();
        var ends = subscription(id).expirationDate();
        scene.client.updateEksAnywhereSubscription(request -> request.id(id).autoRenew(true));
        scene.fixture.pass(Duration.ofDays(366));
        assertThat(subscription(id).status()).isEqualTo("ACTIVE");
        assertThat(subscription(id).expirationDate()).isAfter(ends);
    }

    private EksAnywhereSubscription subscription(String id) {
        return scene.client
                .describeEksAnywhereSubscription(request -> request.id(id))
                .subscription();
    }

    @Test
    void quotas_areThoseOfTheAccount() {
        scene.fixture.world.quotas().set("eks", "L-BD136A63", 3);
        scene.fixture.world.quotas().set("eks", "L-FDFA5F81", 1);
        scene.fixture.world.quotas().set("eks", "L-EA277FDC", 1);
        scene.cluster();
        assertThatThrownBy(() -> scene.client.createNodegroup(
                        EksFixture.nodegroupRequest().build()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("maxSize can't be greater than 3");
        scene.connected("one");
        assertThatThrownBy(() -> scene.connected("two")).isInstanceOf(ResourceLimitExceededException.class);
        scene.subscription();
        assertThatThrownBy(() -> scene.client.createEksAnywhereSubscription(request ->
                        request.name("more").term(term -> term.duration(12).unit("MONTHS"))))
                .isInstanceOf(ResourceLimitExceededException.class);
    }
}
