package dev.eksdsl.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.EksTest;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Code that knows Fabric8's client and nothing of this library works on the fake as it is. */
@EksTest
class PlainClientTest {

    private KubernetesClient client;

    @Test
    void createEditAndDelete_workAsOnACluster() {
        client.resource(settings("a")).create();

        ConfigMap edited = named("settings")
                .edit(map -> new ConfigMapBuilder(map).addToData("key", "b").build());

        assertThat(edited.getData()).containsEntry("key", "b");
        assertThat(named("settings").get().getMetadata().getResourceVersion())
                .isEqualTo(edited.getMetadata().getResourceVersion());
        assertThat(named("settings").delete()).hasSize(1);
        assertThat(named("settings").get()).isNull();
    }

    @Test
    void createTwice_isAConflict() {
        client.resource(settings("a")).create();

        assertThatThrownBy(() -> client.resource(settings("a")).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
                });
    }

    @Test
    void watch_tellsOfEachChange() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Watch watch = client.configMaps()
                .inNamespace("default")
                .withName("settings")
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, ConfigMap map) {
                        seen.add(action + " " + map.getData().get("key"));
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        seen.add("closed by " + cause);
                    }
                });

        client.resource(settings("a")).create();
        named("settings")
                .edit(map -> new ConfigMapBuilder(map).addToData("key", "b").build());
        named("settings").delete();

        assertThat(next(seen)).isEqualTo("ADDED a");
        assertThat(next(seen)).isEqualTo("MODIFIED b");
        assertThat(next(seen)).isEqualTo("DELETED b");
        watch.close();
    }

    @Test
    void informer_holdsWhatIsThereAndWhatComes() throws InterruptedException {
        client.resource(settings("a")).create();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (SharedIndexInformer<ConfigMap> informer = client.configMaps()
                .inNamespace("default")
                .withLabel("app", "web")
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(ConfigMap map) {
                        seen.add("added " + map.getData().get("key"));
                    }

                    @Override
                    public void onUpdate(ConfigMap before, ConfigMap after) {
                        seen.add("updated " + after.getData().get("key"));
                    }

                    @Override
                    public void onDelete(ConfigMap map, boolean unknown) {
                        seen.add("deleted " + map.getData().get("key"));
                    }
                })) {
            assertThat(next(seen)).isEqualTo("added a");
            assertThat(informer.getStore().list()).hasSize(1);

            named("settings")
                    .edit(map -> new ConfigMapBuilder(map).addToData("key", "b").build());

            assertThat(next(seen)).isEqualTo("updated b");
        }
    }

    @Test
    void waitUntilReady_letsVirtualTimePass() {
        client.resource(WebApi.deployment(d -> d.namespace("default"))).create();

        Deployment ready = client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web-api")
                .waitUntilReady(5, TimeUnit.MINUTES);

        assertThat(ready.getStatus().getReadyReplicas()).isEqualTo(3);
    }

    @Test
    void waitUntilCondition_ofAPodHolds() {
        client.resource(WebApi.deployment(d -> d.namespace("default").replicas(1)))
                .create();
        Deployment ready = client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web-api")
                .waitUntilCondition(
                        found -> found != null
                                && found.getStatus() != null
                                && Integer.valueOf(1).equals(found.getStatus().getAvailableReplicas()),
                        5,
                        TimeUnit.MINUTES);

        assertThat(ready.getMetadata().getName()).isEqualTo("web-api");
    }

    @Test
    void scale_changesTheNumberOfPods() {
        client.resource(WebApi.deployment(d -> d.namespace("default"))).create();
        var deployment = client.apps().deployments().inNamespace("default").withName("web-api");
        deployment.waitUntilReady(5, TimeUnit.MINUTES);

        deployment.scale(1);
        deployment.waitUntilCondition(
                found -> Integer.valueOf(1).equals(found.getStatus().getReplicas()), 5, TimeUnit.MINUTES);

        assertThat(client.pods()
                        .inNamespace("default")
                        .withLabels(Map.of("app", "web-api"))
                        .list()
                        .getItems())
                .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .hasSize(1)
                .extracting(Pod::getKind)
                .containsExactly("Pod");
    }

    @Test
    void systemNamespace_hasTheDefaultAddons() {
        assertThat(client.apps()
                        .deployments()
                        .inNamespace("kube-system")
                        .withName("coredns")
                        .get())
                .isNotNull();
        assertThat(client.apps().daemonSets().inNamespace("kube-system").list().getItems())
                .extracting(set -> set.getMetadata().getName())
                .contains("aws-node", "kube-proxy");
    }

    private Resource<ConfigMap> named(String name) {
        return client.configMaps().inNamespace("default").withName(name);
    }

    private static String next(BlockingQueue<String> seen) throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    private static ConfigMap settings(String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("default")
                .addToLabels("app", "web")
                .endMetadata()
                .addToData("key", value)
                .build();
    }
}
