package dev.eksdsl.kubernetes.deploy;

import static dev.eksdsl.kubernetes.deploy.RolloutObjects.crashing;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.deployment;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.pod;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.replicaSet;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.unschedulable;
import static dev.eksdsl.kubernetes.deploy.StubApi.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eksdsl.kubernetes.deploy.WorkloadChange.Effect;
import dev.eksdsl.kubernetes.workload.Workloads;
import dev.eksdsl.time.VirtualTimeline;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EksDeployerTest {

    private static final String DEPLOYMENT = "GET /apis/apps/v1/namespaces/production/deployments/web-api";
    private static final String SERVICE = "/api/v1/namespaces/production/services/web";
    private static final Service NLB = Workloads.service(
            "web", s -> s.namespace("production").selects("web").port(80).nlb(n -> n.internal()));

    private final StubApi api = new StubApi();
    private final KubernetesClient client = api.client();
    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));
    private final EksDeployer deployer = EksDeployer.on(client, time);

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    @Test
    void rolloutGoesWell_endsWithItAndTellsTheWay() {
        rollout(deployment(4, 1, 3), deployment(4, 3, 3), deployment(4, 3, 3), deployment(3, 3, 3));
        List<RolloutDiagnosis> told = new ArrayList<>();

        RolloutDiagnosis end = deployer.awaitRollout(deployment(0, 0, 0), Duration.ofSeconds(30), told::add);

        assertThat(end.phase()).isEqualTo(RolloutDiagnosis.Phase.COMPLETE);
        assertThat(told).extracting(RolloutDiagnosis::updated).containsExactly(1, 3, 3);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void containerCrashes_failsEarlyWithItsLog() {
        rollout(deployment(4, 1, 3));
        pods(pod("a", "new", crashing(4, 1, "Error")));
        api.on("GET /api/v1/namespaces/production/pods/a/log", "starting\nno DATABASE_URL\n");

        RolloutFailedException failure = catchThrowableOfType(
                RolloutFailedException.class, () -> deployer.awaitRollout(deployment(0, 0, 0), Duration.ofSeconds(30)));

        assertThat(failure).hasMessage("""
                        rollout failed: Deployment production/web-api is failed: 1 of 3 new pods exist, 3 available, \
                        3 old left
                          pod a: container api ended with exit code 1 (Error), restarted 4 times → repair what its log \
                        tells
                              | starting
                              | no DATABASE_URL\
                        """);
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void noNodeTakesThePods_failsAtTheTimeoutWithTheReason() {
        rollout(deployment(4, 1, 3));
        pods(unschedulable("a", "new", "0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: api}."));

        assertThatThrownBy(() -> deployer.awaitRollout(deployment(0, 0, 0), Duration.ofSeconds(30)))
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("did not end within 30 s")
                .hasMessageContaining(".toleration(\"dedicated\", \"api\")");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void apiStumbles_isNoFailureOfTheRollout() {
        api.on(DEPLOYMENT, refuse(503, "etcd leader changed"), refuse(429, "slow down"), deployment(3, 3, 3));

        assertThat(deployer.awaitRollout(deployment(0, 0, 0), Duration.ofMinutes(1))
                        .phase())
                .isEqualTo(RolloutDiagnosis.Phase.COMPLETE);
    }

    @Test
    void callerMayNotLook_failsAtOnce() {
        api.on(DEPLOYMENT, refuse(403, "deployments.apps \"web-api\" is forbidden"));

        assertThatThrownBy(() -> deployer.awaitRollout(deployment(0, 0, 0), Duration.ofMinutes(1)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("is forbidden → give the principal's access entry a policy");
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void deploymentIsGone_failsAtOnce() {
        assertThatThrownBy(() -> deployer.awaitRollout(deployment(0, 0, 0), Duration.ofMinutes(1)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("there is no Deployment production/web-api");
    }

    @Test
    void loadBalancerComes_itsNameIsGiven() {
        Service ready = NLB.edit()
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withHostname("web.elb.amazonaws.com")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build();
        api.on("GET " + SERVICE, NLB, NLB, ready);
        api.on("GET /api/v1/namespaces/production/events", new EventListBuilder().build());

        assertThat(deployer.awaitLoadBalancer(NLB, Duration.ofSeconds(30))).isEqualTo("web.elb.amazonaws.com");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void loadBalancerDoesNotCome_controllersWordsAreTold() {
        api.on("GET " + SERVICE, NLB);
        api.on(
                "GET /api/v1/namespaces/production/events",
                new EventListBuilder()
                        .withItems(RolloutObjects.warning(
                                NLB, "FailedBuildModel", "no subnet found", "2026-01-01T00:00:00Z", 2))
                        .build());

        assertThatThrownBy(() -> deployer.awaitLoadBalancer(NLB, Duration.ofSeconds(30)))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("production/web has no address after 30 s")
                .hasMessageContaining("FailedBuildModel: no subnet found")
                .hasMessageContaining("kubernetes.io/role/elb");
    }

    @Test
    void applied_tellsWhatChanged() {
        String created = "/api/v1/namespaces/production";
        Namespace namespace = Workloads.namespace("production");
        api.on("PATCH " + created, version(namespace, "1"));
        api.on("GET " + SERVICE, version(NLB, "5"), version(NLB, "5"));
        api.on("PATCH " + SERVICE, version(NLB, "5"), version(NLB, "6"));

        assertThat(deployer.apply(List.of(NLB), options -> options.createNamespaces()))
                .extracting(WorkloadChange::effect)
                .containsExactly(Effect.CREATED, Effect.UNCHANGED);
        assertThat(deployer.apply(NLB)).hasToString("[changed Service production/web]");
        assertThat(api.calls())
                .filteredOn(call -> call.startsWith("PATCH"))
                .allSatisfy(call -> assertThat(call).contains("fieldManager=eks-dsl"));
    }

    @Test
    void objectThatWasRead_isAppliedWithoutWhatTheClusterWrote() {
        HasMetadata read = version(NLB, "5");
        read.getMetadata().setUid("u");
        read.getMetadata().setManagedFields(List.of(new ManagedFieldsEntry()));
        api.on("GET " + SERVICE, read).on("PATCH " + SERVICE, read);

        assertThat(deployer.apply(read)).extracting(WorkloadChange::effect).containsExactly(Effect.UNCHANGED);
        assertThat(api.lastBody())
                .contains("LoadBalancer")
                .doesNotContain("managedFields", "resourceVersion", "\"uid\"");
        assertThat(read.getMetadata().getUid()).as("the caller's object").isEqualTo("u");
    }

    @Test
    void fieldsBelongToAnother_applyNamesTheWayOut() {
        api.on("GET " + SERVICE, version(NLB, "5"));
        api.on("PATCH " + SERVICE, refuse(409, "Apply failed with 1 conflict: conflict with \"kubectl\": .spec.ports"));

        assertThatThrownBy(() -> deployer.apply(NLB))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("cannot apply Service production/web: Apply failed with 1 conflict: conflict with"
                        + " \"kubectl\": .spec.ports → leave the fields that are named to their other manager, or take"
                        + " them over with .force()");
    }

    @Test
    void deleted_waitsUntilItIsGone() {
        api.on("GET " + SERVICE, uid(NLB), uid(NLB), uid(NLB), refuse(404, "services \"web\" not found"));
        api.on("DELETE " + SERVICE, NLB);

        List<WorkloadChange> changes = deployer.delete(Duration.ofSeconds(30), Workloads.namespace("absent"), NLB);

        assertThat(changes).extracting(WorkloadChange::effect).containsExactly(Effect.DELETED, Effect.ABSENT);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void loadBalancerIsNotDeleted_saysWhoIsWaitedFor() {
        Service stuck = NLB.edit()
                .editMetadata()
                .withUid("u")
                .withFinalizers("service.k8s.aws/resources")
                .endMetadata()
                .build();
        api.on("GET " + SERVICE, stuck).on("DELETE " + SERVICE, stuck);

        assertThatThrownBy(() -> deployer.delete(Duration.ofSeconds(30), NLB))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("not gone within 30 s")
                .hasMessageContaining("Service production/web: its load balancer is not deleted yet");
    }

    private void rollout(Deployment... looks) {
        api.on(DEPLOYMENT, (Object[]) looks);
        api.on(
                "GET /apis/apps/v1/namespaces/production/replicasets",
                new ReplicaSetListBuilder().withItems(replicaSet("new", "2")).build());
        api.on("GET /api/v1/namespaces/production/events", new EventListBuilder().build());
        if (looks.length > 1) {
            pods();
        }
    }

    private void pods(Pod... pods) {
        api.on(
                "GET /api/v1/namespaces/production/pods",
                new PodListBuilder().withItems(pods).build());
    }

    private static HasMetadata version(HasMetadata object, String version) {
        HasMetadata copy = Serialization.clone(object);
        copy.getMetadata().setResourceVersion(version);
        return copy;
    }

    private static HasMetadata uid(HasMetadata object) {
        HasMetadata copy = Serialization.clone(object);
        copy.getMetadata().setUid("u");
        return copy;
    }
}
