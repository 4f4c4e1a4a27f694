package dev.eksdsl.kubernetes.teardown;

import static dev.eksdsl.kubernetes.deploy.StubApi.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.eksdsl.kubernetes.deploy.StubApi;
import dev.eksdsl.resource.workload.Workload;
import dev.eksdsl.resource.workload.Workload.Fate;
import dev.eksdsl.resource.workload.WorkloadsState;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a cluster's objects has to do with AWS, and what is deleted for it. */
class SweepTest {

    private static final String VOLUMES = "GET /api/v1/persistentvolumes";
    private static final String SERVICES = "GET /api/v1/services";

    private final StubApi api = new StubApi();
    private final KubernetesClient client = api.client();

    SweepTest() {
        for (String path : List.of(
                "/api/v1/services",
                "/api/v1/persistentvolumes",
                "/api/v1/persistentvolumeclaims",
                "/api/v1/pods",
                "/apis/apps/v1/deployments",
                "/apis/networking.k8s.io/v1/ingresses",
                "/apis/networking.k8s.io/v1/ingressclasses",
                "/apis/policy/v1/poddisruptionbudgets")) {
            list(path, "");
        }
    }

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    /** Answers a list with these items, in YAML. */
    private void list(String path, String items) {
        api.clear("GET " + path)
                .on("GET " + path, Serialization.unmarshal("""
                apiVersion: v1
                kind: List
                items: [%s]
                """.formatted(items), KubernetesResourceList.class));
    }

    private WorkloadsState find() {
        return new Sweep(client).find();
    }

    private static String service(String name, String spec) {
        return "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: shop}, spec: {%s}}"
                .formatted(name, spec);
    }

    private static String volume(String name, String policy, String driver, String annotations) {
        return """
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: %s, annotations: {%s}},
                 spec: {persistentVolumeReclaimPolicy: %s, csi: {driver: %s, volumeHandle: vol-%s},
                        claimRef: {namespace: shop, name: data-%s, uid: claim-%s}}, status: {phase: Bound}}""".formatted(name, annotations, policy, driver, name, name, name);
    }

    @Test
    void servicesOfOtherKindsAndClasses_areNoneOfItsBusiness() {
        list(
                "/api/v1/services",
                String.join(
                        ",",
                        service("inside", "type: ClusterIP"),
                        service("metal", "type: LoadBalancer, loadBalancerClass: metallb.io/x"),
                        service("plain", "type: LoadBalancer"),
                        service("nlb", "type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb"),
                        service("auto", "type: LoadBalancer, loadBalancerClass: eks.amazonaws.com/nlb")));

        assertThat(find().objects())
                .extracting(Workload::name, Workload::servedBy, Workload::served)
                .containsExactlyInAnyOrder(
                        tuple("shop/plain", "", true),
                        tuple("shop/nlb", "aws-load-balancer-controller", false),
                        tuple("shop/auto", "", true));
    }

    @Test
    void controllerOfAnotherName_isKnownByItsLabel() {
        list("/api/v1/services", service("nlb", "type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb"));
        list("/apis/apps/v1/deployments", """
                {apiVersion: apps/v1, kind: Deployment,
                 metadata: {name: lbc, namespace: infra, labels: {app.kubernetes.io/name: aws-load-balancer-controller}},
                 status: {readyReplicas: 1}}""");

        assertThat(find().objects())
                .singleElement()
                .satisfies(nlb -> assertThat(nlb.served()).isTrue());
    }

    @Test
    void volumes_goOrStayByPolicyAndMaker() {
        String made = "pv.kubernetes.io/provisioned-by: ebs.csi.aws.com";
        list(
                "/api/v1/persistentvolumes",
                String.join(
                        ",",
                        volume("a", "Delete", "ebs.csi.aws.com", made),
                        volume("b", "Retain", "ebs.csi.aws.com", made),
                        volume("c", "Delete", "ebs.csi.aws.com", ""),
                        volume("d", "Delete", "nfs.csi.k8s.io", made)));

        assertThat(find().of(Fate.RELEASED)).extracting(Workload::holds).containsExactly("vol-a");
        assertThat(find().of(Fate.KEPT)).extracting(Workload::holds).containsExactly("vol-b", "vol-c");
    }

    @Test
    void release_deletesWhatRunsThePodsOfAClaim_andTheClaim() {
        list(
                "/api/v1/persistentvolumes",
                volume("a", "Delete", "ebs.csi.aws.com", "pv.kubernetes.io/provisioned-by: x"));
        list("/api/v1/persistentvolumeclaims", """
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data-a, namespace: shop, uid: claim-a}}""");
        list("/api/v1/pods", """
                {apiVersion: v1, kind: Pod,
                 metadata: {name: db-0, namespace: shop, ownerReferences: [
                   {apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s, controller: true}]},
                 spec: {containers: [], volumes: [{name: v, persistentVolumeClaim: {claimName: data-a}}]}}""");
        api.on("GET /apis/apps/v1/namespaces/shop/statefulsets/db", Serialization.unmarshal("""
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db, namespace: shop}
                        """, StatefulSet.class))
                .on("DELETE /apis/apps/v1/namespaces/shop/statefulsets/db", "{}")
                .on("DELETE /api/v1/namespaces/shop/persistentvolumeclaims/data-a", "{}");

        new Sweep(client).release();

        assertThat(api.calls())
                .filteredOn(call -> call.startsWith("DELETE"))
                .containsExactly(
                        "DELETE /apis/apps/v1/namespaces/shop/statefulsets/db",
                        "DELETE /api/v1/namespaces/shop/persistentvolumeclaims/data-a");
    }

    @Test
    void whatLeavesAlready_isNotDeletedAgain() {
        list("/api/v1/services", """
                {apiVersion: v1, kind: Service, spec: {type: LoadBalancer},
                 metadata: {name: a, namespace: shop, deletionTimestamp: "2026-01-01T00:00:00Z"}}""");

        WorkloadsState left = new Sweep(client).release();

        assertThat(left.isReleased()).isFalse();
        assertThat(api.calls()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void whatTheCallerMayNotList_isSaid() {
        api.clear(VOLUMES).on(VOLUMES, refuse(403, "persistentvolumes is forbidden"));

        assertThat(find().unseen()).containsExactly("persistentvolumes");
    }

    @Test
    void callerWhoIsNotLetIn_learnsIt() {
        api.clear(SERVICES).on(SERVICES, refuse(401, "Unauthorized"));

        assertThatThrownBy(this::find)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("Unauthorized");
    }
}
