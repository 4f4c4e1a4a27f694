package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fabric8's client against a fake cluster, through both doors. */
class ClientTest {

    abstract static class Doors {

        final TestCluster test;
        final KubernetesClient client;

        Doors(boolean served) {
            test = new TestCluster(FakeKubernetes.Options.DEFAULT.withServed(served), "1.35");
            client = connect(Tokens.of(test.time.now()));
        }

        KubernetesClient connect(String token) {
            Config config = new ConfigBuilder(Config.empty())
                    .withMasterUrl(test.cluster.endpoint())
                    .withCaCertData(java.util.Base64.getEncoder()
                            .encodeToString(
                                    test.cluster.certificateAuthorityPem().getBytes()))
                    .withOauthToken(token)
                    .withRequestRetryBackoffLimit(0)
                    .build();
            KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(config);
            if (!test.cluster.endpoint().startsWith("https://127.0.0.1")) {
                builder.withHttpClientFactory(test.kubernetes.httpClientFactory());
            }
            return builder.build();
        }

        @AfterEach
        void close() {
            client.close();
            test.cluster.close();
        }

        private Deployment deployment(String image) {
            return new DeploymentBuilder()
                    .withNewMetadata()
                    .withName("web")
                    .withNamespace("default")
                    .endMetadata()
                    .withNewSpec()
                    .withReplicas(2)
                    .withNewSelector()
                    .addToMatchLabels("app", "web")
                    .endSelector()
                    .withNewTemplate()
                    .withNewMetadata()
                    .addToLabels("app", "web")
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("web")
                    .withImage(image)
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build();
        }

        @Test
        void object_isCreatedReadListedAndDeleted() {
            client.configMaps()
                    .inNamespace("default")
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("settings")
                            .endMetadata()
                            .addToData("colour", "blue")
                            .build())
                    .create();

            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("settings")
                            .get()
                            .getData())
                    .containsEntry("colour", "blue");
            assertThat(client.configMaps().inNamespace("default").list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .contains("settings");

            client.configMaps().inNamespace("default").withName("settings").delete();
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("settings")
                            .get())
                    .isNull();
        }

        @Test
        void deployment_isReadyAfterVirtualMinutesAndRealMoments() {
            test.nodes(2);

            client.resource(deployment("web:1")).create();
            Deployment ready = client.apps()
                    .deployments()
                    .inNamespace("default")
                    .withName("web")
                    .waitUntilReady(20, TimeUnit.SECONDS);

            assertThat(ready.getStatus().getAvailableReplicas()).isEqualTo(2);
            assertThat(test.time.elapsed())
                    .isBetween(java.time.Duration.ofSeconds(20), java.time.Duration.ofMinutes(5));
        }

        @Test
        void serverSideApply_createsAndThenChanges() {
            PatchContext apply = new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager("test")
                    .withForce(true)
                    .build();

            client.resource(deployment("web:1")).patch(apply);
            Deployment changed = client.resource(deployment("web:2")).patch(apply);

            assertThat(changed.getMetadata().getGeneration()).isEqualTo(2);
            assertThat(changed.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .getImage())
                    .isEqualTo("web:2");
        }

        @Test
        void informer_hearsOfNodesThatJoin() throws InterruptedException {
            CountDownLatch joined = new CountDownLatch(2);
            SharedIndexInformer<Node> informer = client.nodes().inform(new ResourceEventHandler<>() {
                @Override
                public void onAdd(Node node) {
                    joined.countDown();
                }

                @Override
                public void onUpdate(Node before, Node after) {}

                @Override
                public void onDelete(Node node, boolean unknown) {}
            });

            test.nodes(2);

            assertThat(joined.await(20, TimeUnit.SECONDS)).isTrue();
            informer.stop();
        }

        @Test
        void pollingClient_seesPodsStart() {
            test.nodes(1).pass(30);
            client.resource(deployment("web:1")).create();

            boolean running = false;
            for (int poll = 0; poll < 1000 && !running; poll++) {
                var pods = client.pods().inNamespace("default").list().getItems();
                running = pods.size() == 2
                        && pods.stream().map(Pod::getStatus).allMatch(s -> "Running".equals(s.getPhase()));
            }

            assertThat(running).isTrue();
        }

        @Test
        void principalWithoutAccessEntry_isUnauthorized() {
            try (KubernetesClient stranger = connect(Tokens.ofStranger(test.time.now()))) {
                assertThatThrownBy(() -> stranger.namespaces().list())
                        .isInstanceOfSatisfying(
                                KubernetesClientException.class,
                                thrown -> assertThat(thrown.getCode()).isEqualTo(401));
            }
        }
    }

    @Nested
    class InMemory extends Doors {
        InMemory() {
            super(false);
        }

        @Test
        void endpoint_looksLikeEks() {
            assertThat(test.cluster.endpoint())
                    .isEqualTo("https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com");
        }
    }

    @Nested
    class OverHttps extends Doors {
        OverHttps() {
            super(true);
        }
    }
}
