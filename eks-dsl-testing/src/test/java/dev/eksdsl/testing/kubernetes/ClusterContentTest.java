package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.FargateProfileFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.SelectorFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces, add-ons, volumes, Jobs: what is in a cluster and what becomes of it. */
class ClusterContentTest {

    private final TestCluster test = new TestCluster();

    @ParameterizedTest
    @ValueSource(strings = {"default", "kube-system", "kube-public", "kube-node-lease"})
    void namespaceOfANewCluster_hasItsServiceAccountAndRootCertificate(String namespace) {
        test.pass(1);

        assertThat(test.objects().get("serviceaccounts", namespace, "default")).isPresent();
        assertThat(test.get("configmaps", namespace, "kube-root-ca.crt")
                        .at("/data/ca.crt")
                        .asText())
                .startsWith("-----BEGIN CERTIFICATE-----")
                .isEqualTo(test.cluster.certificateAuthorityPem());
    }

    @Test
    void deletedNamespace_isEmptiedAndGoesAfterAWhile() {
        test.create("namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")
                .pass(1);
        test.create("configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: shop}}");

        test.objects().delete("namespaces", "", "shop");
        test.pass(2);
        assertThat(test.get("namespaces", "", "shop").at("/status/phase").asText())
                .isEqualTo("Terminating");
        test.pass(10);

        assertThat(test.objects().get("namespaces", "", "shop")).isEmpty();
        assertThat(test.objects().list("configmaps", "shop")).isEmpty();
    }

    @Test
    void namespaceWithAnObjectThatIsHeld_saysWhatRemains() {
        test.create("namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")
                .pass(1);
        test.create(
                "configmaps",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: shop, finalizers: [x.y/z]}}");

        test.objects().delete("namespaces", "", "shop");
        test.pass(10);

        JsonNode conditions = test.get("namespaces", "", "shop").at("/status/conditions");
        assertThat(conditions.findValuesAsText("message"))
                .contains("Some resources are remaining: configmaps. has 1 resource instances")
                .contains("Some content in the namespace has finalizers remaining: x.y/z in 1 resource instances");

        test.objects()
                .update(
                        "configmaps",
                        "shop",
                        "c",
                        map -> map.withObject("/metadata").remove("finalizers"));
        test.pass(10);

        assertThat(test.objects().get("namespaces", "", "shop")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.29,true", "1.30,false", "1.35,false"})
    void gp2_isTheDefaultClassOnlyBefore130(String version, boolean isDefault) {
        TestCluster cluster = new TestCluster(FakeKubernetes.Options.DEFAULT, version);

        JsonNode gp2 = cluster.get("storageclasses.storage.k8s.io", "", "gp2");

        assertThat(gp2.at("/metadata/annotations/storageclass.kubernetes.io~1is-default-class")
                        .asBoolean())
                .isEqualTo(isDefault);
    }

    @Test
    void addonWithADeployment_isHealthyOnceThereAreNodes() {
        test.cluster.addonInstalled("coredns", "v1.12.4-eksbuild.1");
        test.pass(60);
        assertThat(test.cluster.addonHealthy("coredns")).isFalse();

        test.nodes(2).pass(60);

        assertThat(test.cluster.addonHealthy("coredns")).isTrue();
        assertThat(test.get("deployments.apps", "kube-system", "coredns")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/coredns:v1.12.4-eksbuild.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpc-cni", "kube-proxy", "eks-pod-identity-agent", "eks-node-monitoring-agent"})
    void addonOfDaemonSetsOnly_isHealthyWithoutNodes_andRunsOnEach(String addon) {
        test.cluster.addonInstalled(addon, "v1.2.3");
        test.pass(5);
        assertThat(test.cluster.addonHealthy(addon)).isTrue();

        test.nodes(2).pass(60);

        assertThat(test.cluster.addonHealthy(addon)).isTrue();
        assertThat(test.pods("kube-system")).hasSize(2);
        test.cluster.addonRemoved(addon);
        test.pass(60);
        assertThat(test.pods("kube-system")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics-server", "aws-ebs-csi-driver", "aws-efs-csi-driver", "snapshot-controller"})
    void addonWithAController_runsOnTwoNodes(String addon) {
        test.cluster.addonInstalled(addon, "v1.2.3");
        test.nodes(2).pass(120);

        assertThat(test.cluster.addonHealthy(addon)).isTrue();
    }

    @Test
    void addonThatIsUpdated_rollsItsPods() {
        test.nodes(2).cluster.addonInstalled("coredns", "v1");
        test.pass(60);

        test.cluster.addonInstalled("coredns", "v2");
        assertThat(test.cluster.addonHealthy("coredns")).isFalse();
        test.pass(60);

        assertThat(test.cluster.addonHealthy("coredns")).isTrue();
        assertThat(test.pods("kube-system"))
                .hasSize(2)
                .allMatch(pod -> pod.at("/spec/containers/0/image").asText().endsWith(":v2"));
    }

    @Test
    void corednsOnFargate_getsANodePerPod() {
        test.cluster.fargateProfiles(List.of(new FargateProfileFacts(
                "system", List.of(new SelectorFacts("kube-system", Map.of())), List.of("subnet-private-b"))));
        test.cluster.addonInstalled("coredns", "v1");

        test.pass(120);

        assertThat(test.cluster.addonHealthy("coredns")).isTrue();
        assertThat(test.objects().list("nodes")).hasSize(2);
    }

    private void claimAndConsumer() {
        test.create("persistentvolumeclaims", """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: default}
                spec: {accessModes: [ReadWriteOnce], storageClassName: gp2, resources: {requests: {storage: 8Gi}}}
                """);
    }

    private void consumer() {
        test.create("pods", """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: default}
                spec:
                  containers: [{name: c, image: busybox}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                """);
    }

    private String phase(String resource, String name) {
        return test.get(resource, "default", name).at("/status/phase").asText();
    }

    @Test
    void claimThatWaitsForItsConsumer_isBoundWhenAPodComes() {
        test.cluster.addonInstalled("aws-ebs-csi-driver", "v1");
        test.nodes(2).pass(60);
        claimAndConsumer();
        test.pass(60);
        assertThat(phase("persistentvolumeclaims", "data")).isEqualTo("Pending");

        consumer();
        test.pass(60);

        assertThat(phase("persistentvolumeclaims", "data")).isEqualTo("Bound");
        assertThat(phase("pods", "p")).isEqualTo("Running");
        JsonNode volume = test.objects().list("persistentvolumes").get(0);
        assertThat(volume.at("/spec/csi/driver").asText()).isEqualTo("ebs.csi.aws.com");
        assertThat(volume.at("/spec/capacity/storage").asText()).isEqualTo("8Gi");
    }

    @Test
    void claimWithoutTheCsiDriver_keepsItsPodWaiting() {
        test.nodes(2).pass(60);
        claimAndConsumer();
        consumer();
        test.pass(300);

        assertThat(phase("persistentvolumeclaims", "data")).isEqualTo("Pending");
        assertThat(phase("pods", "p")).isEqualTo("Pending");
    }

    private void job() {
        test.create("jobs.batch", """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, namespace: default}
                spec:
                  completions: 2
                  backoffLimit: 1
                  template:
                    spec: {restartPolicy: Never, containers: [{name: c, image: "migrate:1"}]}
                """);
    }

    @Test
    void job_completesWhenItsPodsHaveSucceeded() {
        test.nodes(1).pass(30);
        job();
        test.pass(60);

        JsonNode status = test.get("jobs.batch", "default", "migrate").path("status");

        assertThat(status.path("succeeded").asInt()).isEqualTo(2);
        assertThat(status.at("/conditions").findValuesAsText("type")).contains("Complete");
    }

    @Test
    void jobWhosePodsFail_failsAfterItsBackoffLimit() {
        test.kubernetes.images().crashes("migrate:*");
        test.nodes(1).pass(30);
        job();
        test.pass(120);

        JsonNode status = test.get("jobs.batch", "default", "migrate").path("status");

        assertThat(status.path("failed").asInt()).isEqualTo(2);
        assertThat(status.at("/conditions").findValuesAsText("reason")).contains("BackoffLimitExceeded");
    }

    private void statefulSet() {
        test.create("statefulsets.apps", """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: default}
                spec:
                  replicas: 3
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {containers: [{name: c, image: "postgres:1"}]}
                  volumeClaimTemplates:
                    - metadata: {name: data}
                      spec: {accessModes: [ReadWriteOnce], storageClassName: gp2, resources: {requests: {storage: 1Gi}}}
                """);
    }

    @Test
    void statefulSet_startsItsPodsInOrder_eachWithItsVolume() {
        test.cluster.addonInstalled("aws-ebs-csi-driver", "v1");
        test.nodes(2).pass(60);
        statefulSet();
        test.pass(3);
        assertThat(test.pods("default"))
                .extracting(pod -> pod.at("/metadata/name").asText())
                .containsExactly("db-0");
        test.pass(60);

        assertThat(test.get("statefulsets.apps", "default", "db")
                        .at("/status/readyReplicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(phase("persistentvolumeclaims", "data-db-2")).isEqualTo("Bound");

        test.objects()
                .update(
                        "statefulsets.apps",
                        "default",
                        "db",
                        set -> set.withObject("/spec").put("replicas", 1));
        test.pass(60);

        assertThat(test.pods("default"))
                .extracting(pod -> pod.at("/metadata/name").asText())
                .containsExactly("db-0");
        assertThat(phase("persistentvolumeclaims", "data-db-2")).isEqualTo("Bound");
    }

    @Test
    void disruptionBudget_countsWhatMayGo() {
        test.nodes(2).pass(30).deployment(3, "web:1");
        test.create("poddisruptionbudgets.policy", """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web, namespace: default}
                spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
                """);
        test.pass(30);

        JsonNode status =
                test.get("poddisruptionbudgets.policy", "default", "web").path("status");

        assertThat(status.path("currentHealthy").asInt()).isEqualTo(3);
        assertThat(status.path("disruptionsAllowed").asInt()).isEqualTo(1);
        assertThat(status.at("/conditions/0/reason").asText()).isEqualTo("SufficientPods");
    }
}
