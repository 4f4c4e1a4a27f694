package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.InventoryItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;

class ClusterLifecycleTest {

    private final EksFixture fixture = new EksFixture();

    @Test
    void newCluster_hasNoEndpointUntilActive() {
        Cluster created = fixture.call(EksFixture.clusterRequest().build(), CreateClusterResponse.class)
                .cluster();
        assertThat(created.status()).isEqualTo(ClusterStatus.CREATING);
        assertThat(created.endpoint()).isNull();
        assertThat(created.certificateAuthority()).isNull();
        assertThat(created.identity()).isNull();

        fixture.pass(Duration.ofMinutes(10));

        Cluster active = fixture.cluster();
        assertThat(active.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(active.arn()).isEqualTo("arn:aws:eks:us-east-1:111122223333:cluster/demo");
        assertThat(active.endpoint()).startsWith("https://");
        assertThat(active.certificateAuthority().data()).isNotEmpty();
        assertThat(active.identity().oidc().issuer())
                .matches("https://oidc\\.eks\\.us-east-1\\.amazonaws\\.com/id/[0-9A-F]{32}");
        assertThat(active.platformVersion()).matches("eks\\.\\d+");
        assertThat(active.kubernetesNetworkConfig().serviceIpv4Cidr()).isEqualTo("172.20.0.0/16");
        String group = active.resourcesVpcConfig().clusterSecurityGroupId();
        assertThat(fixture.network.groupTags.get(group))
                .containsEntry("aws:eks:cluster-name", "demo")
                .containsEntry("kubernetes.io/cluster/demo", "owned");
        assertThat(fixture.network.interfaces.values()).containsExactly("Amazon EKS demo", "Amazon EKS demo");
    }

    @Test
    void vpcOutsideTenNetwork_getsServiceRangeInTen() {
        fixture.network.vpcCidrs.set(0, "192.168.0.0/16");
        assertThat(fixture.activeCluster().kubernetesNetworkConfig().serviceIpv4Cidr())
                .isEqualTo("10.100.0.0/16");
    }

    @Test
    void creator_isAdministratorUnderItsRole() {
        fixture.activeCluster();
        assertThat(fixture.kubernetes().access)
                .extracting(AccessFacts::principalArn, AccessFacts::policies)
                .containsExactly(
                        tuple("arn:aws:iam::111122223333:role/deployer", List.of("AmazonEKSClusterAdminPolicy")));
    }

    @Test
    void creatorThatWantsNoRights_hasNoEntry() {
        fixture.activeCluster(request -> request.accessConfig(access ->
                access.authenticationMode(AuthenticationMode.API).bootstrapClusterCreatorAdminPermissions(false)));
        assertThat(fixture.kubernetes().access).isEmpty();
    }

    @Test
    void newCluster_runsSelfManagedAddons_unlessToldNot() {
        fixture.activeCluster();
        assertThat(fixture.kubernetes().addons).containsOnlyKeys("vpc-cni", "coredns", "kube-proxy");

        EksFixture bare = new EksFixture();
        bare.activeCluster(request -> request.bootstrapSelfManagedAddons(false));
        assertThat(bare.kubernetes().addons).isEmpty();
    }

    @Test
    void sameToken_sameRequest_givesSameAnswer_otherRequestIsRefused() {
        CreateClusterRequest request =
                EksFixture.clusterRequest().clientRequestToken("token-1").build();
        CreateClusterResponse first = fixture.call(request, CreateClusterResponse.class);
        assertThat(fixture.call(request, CreateClusterResponse.class)).isEqualTo(first);

        AwsFault other = fixture.refusal(request.copy(copy -> copy.version("1.34")));
        assertThat(other.code()).isEqualTo("InvalidParameterException");
    }

    @Test
    void tokenOfDeletedCluster_createsAnew() {
        CreateClusterRequest request =
                EksFixture.clusterRequest().clientRequestToken("token-1").build();
        fixture.call(request, CreateClusterResponse.class);
        fixture.pass(Duration.ofMinutes(10));
        delete();
        fixture.pass(Duration.ofMinutes(3));

        fixture.call(request, CreateClusterResponse.class);
        assertThat(fixture.cluster().status()).isEqualTo(ClusterStatus.CREATING);
    }

    @Test
    void clusterOfOtherAccountOrRegion_isNotSeen() {
        fixture.activeCluster();
        for (Caller stranger : List.of(
                new Caller("444455556666", "us-east-1", "arn:aws:iam::444455556666:user/other"),
                new Caller("111122223333", "eu-west-1", EksFixture.CALLER.arn()))) {
            ListClustersResponse seen =
                    fixture.call(ListClustersRequest.builder().build(), ListClustersResponse.class, stranger);
            assertThat(seen.clusters()).isEmpty();
        }
    }

    @Test
    void pages_leadThroughAllClusters() {
        for (String name : List.of("c", "a", "b")) {
            fixture.call(EksFixture.clusterRequest().name(name).build(), CreateClusterResponse.class);
        }
        ListClustersResponse first = list(null);
        assertThat(first.clusters()).containsExactly("a", "b");
        ListClustersResponse second = list(first.nextToken());
        assertThat(second.clusters()).containsExactly("c");
        assertThat(second.nextToken()).isNull();
    }

    private ListClustersResponse list(@Nullable String token) {
        return fixture.call(
                ListClustersRequest.builder().maxResults(2).nextToken(token).build(), ListClustersResponse.class);
    }

    @Test
    void deletedCluster_takesAllThatEksMadeAlong() {
        fixture.activeCluster();
        KubernetesDouble kubernetes = fixture.kubernetes();
        delete();
        assertThat(fixture.cluster().status()).isEqualTo(ClusterStatus.DELETING);

        fixture.pass(Duration.ofMinutes(3));

        AwsFault gone =
                fixture.refusal(DescribeClusterRequest.builder().name("demo").build());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone).hasMessage("No cluster found for name: demo.");
        assertThat(kubernetes.closed).isTrue();
        assertThat(fixture.network.interfaces).isEmpty();
        assertThat(fixture.network.groupTags).isEmpty();
        assertThat(fixture.eks.inventory()).isEmpty();
    }

    @Test
    void clusterDeletedWhileCreating_isNeverActive() {
        fixture.call(EksFixture.clusterRequest().build(), CreateClusterResponse.class);
        delete();
        fixture.pass(Duration.ofMinutes(20));
        assertThat(fixture.eks.inventory()).isEmpty();
        assertThat(fixture.kubernetes).isEmpty();
    }

    @Test
    void forgottenState_isNotTouchedByWhatWasScheduled() {
        fixture.activeCluster();
        fixture.call(EksFixture.nodegroupRequest().build(), CreateNodegroupResponse.class);
        fixture.createAddon(request -> {}, "metrics-server");
        fixture.call(EksFixture.clusterRequest().name("other").build(), CreateClusterResponse.class);
        fixture.eks.reset();
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.eks.inventory()).isEmpty();
        assertThat(fixture.network.instances).isEmpty();
        assertThat(fixture.kubernetes).containsOnlyKeys("demo");
        assertThat(fixture.kubernetes().closed).isTrue();
    }

    @Test
    void orderedFailure_strikesOnce() {
        fixture.eks.failNext(FakeEks.Lifecycle.CLUSTER_CREATE, "InternalFailure", "the control plane did not start");
        Cluster failed = fixture.activeCluster();
        assertThat(failed.status()).isEqualTo(ClusterStatus.FAILED);
        assertThat(failed.health().issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).isEqualTo("the control plane did not start"));

        assertThat(fixture.activeCluster(request -> request.name("other")).name())
                .isEqualTo("demo");
        assertThat(fixture.kubernetes).containsOnlyKeys("other");
    }

    @Test
    void inventory_listsWhatExists() {
        fixture.activeCluster(request -> request.tags(Map.of("team", "a")));
        fixture.activeNodegroup();
        assertThat(fixture.eks.inventory())
                .extracting(InventoryItem::type, InventoryItem::id)
                .containsExactly(
                        tuple("access-entry", "demo/arn:aws:iam::111122223333:role/deployer"),
                        tuple("access-entry", "demo/" + RolesDouble.NODE),
                        tuple("cluster", "demo"),
                        tuple("nodegroup", "demo/workers"));
    }

    private void delete() {
        fixture.call(DeleteClusterRequest.builder().name("demo").build(), DeleteClusterResponse.class);
    }
}
