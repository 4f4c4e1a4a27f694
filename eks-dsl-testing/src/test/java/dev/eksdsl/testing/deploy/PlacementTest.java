package dev.eksdsl.testing.deploy;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;
import static dev.eksdsl.testing.deploy.WebApi.NAMESPACE;
import static dev.eksdsl.testing.deploy.WebApi.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where pods come to run: tainted node groups, labelled ones, Fargate. */
@EksTest(cluster = PlacementTest.Production.class)
class PlacementTest {

    private FakeAws aws;
    private EksSession eks;
    private KubernetesClient client;
    private EksDeployer deployer;

    @BeforeEach
    void deployer() {
        deployer = EksKubernetes.deployer(eks, client);
    }

    @Test
    void podWithoutToleration_runsOnTheGeneralGroup() {
        deploy(WebApi.deployment());

        assertThat(pods(NAMESPACE))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(groupOf(pod)).isEqualTo("general-workers"));
    }

    @Test
    void podWithTolerationAndSelector_runsOnTheTaintedGroup() {
        deploy(WebApi.deployment(d -> d.toleration("dedicated", "api").nodeSelector("tier", "api")));

        assertThat(pods(NAMESPACE))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(groupOf(pod)).isEqualTo("api-workers"));
    }

    @Test
    void podThatAFargateProfileSelects_runsOnANodeOfItsOwn() {
        deploy(WebApi.deployment(d -> d.namespace("api").label("workload", "serverless")));

        List<Pod> pods = pods("api");
        assertThat(pods)
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.getSpec().getNodeName()).startsWith("fargate-ip-"));
        assertThat(pods).extracting(pod -> pod.getSpec().getNodeName()).doesNotHaveDuplicates();
        assertThat(pods)
                .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels())
                        .containsEntry("eks.amazonaws.com/fargate-profile", "api-namespace"));
    }

    @Test
    void podInTheNamespaceWithoutTheLabel_runsOnANodeGroup() {
        deploy(WebApi.deployment(d -> d.namespace("api")));

        assertThat(pods("api"))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(groupOf(pod)).isEqualTo("general-workers"));
    }

    @Test
    void fargatePodIsDeleted_itsNodeGoesToo() {
        Deployment serverless = WebApi.deployment(d -> d.namespace("api").label("workload", "serverless"));
        deploy(serverless);

        deployer.delete(PATIENCE, serverless);
        aws.clock().advance(PATIENCE);

        assertThat(client.nodes().list().getItems())
                .extracting(node -> node.getMetadata().getName())
                .noneMatch(name -> name.startsWith("fargate-"));
    }

    @Test
    void groupGetsALabelAndLosesItsTaint_nodesThatAreThereFollow() {
        List<String> before = names(nodesOf("api-workers"));

        change(ng -> ng.label("tier", "web"));

        assertThat(names(nodesOf("api-workers"))).isEqualTo(before);
        assertThat(nodesOf("api-workers")).allSatisfy(node -> {
            assertThat(node.getMetadata().getLabels())
                    .containsEntry("tier", "web")
                    .containsKey("kubernetes.io/hostname");
            assertThat(node.getSpec().getTaints()).isEmpty();
        });
    }

    @Test
    void groupGetsAnotherTaint_nodesHaveThatOneOnly() {
        change(ng -> ng.label("tier", "api").taint("team", "web", NO_SCHEDULE));

        assertThat(nodesOf("api-workers"))
                .allSatisfy(node -> assertThat(node.getSpec().getTaints())
                        .extracting(Taint::getKey, Taint::getValue, Taint::getEffect)
                        .containsExactly(tuple("team", "web", "NoSchedule")));
    }

    @Test
    void groupLosesItsTaint_podThatWaitedForItStarts() {
        Deployment waiting = WebApi.deployment(d -> d.nodeSelector("tier", "api"));
        deployer.apply(List.of(waiting), options -> options.createNamespaces());

        change(ng -> ng.label("tier", "api"));
        deployer.awaitRollout(waiting, PATIENCE);

        assertThat(pods(NAMESPACE)).allSatisfy(pod -> assertThat(groupOf(pod)).isEqualTo("api-workers"));
    }

    private void deploy(Deployment deployment) {
        deployer.apply(List.of(deployment), options -> options.createNamespaces());
        deployer.awaitRollout(deployment, PATIENCE);
    }

    private void change(Consumer<NodeGroupBuilder> apiWorkers) {
        eks.apply(eks.plan(production(apiWorkers))).orThrow();
    }

    private List<Pod> pods(String namespace) {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private List<Node> nodesOf(String group) {
        return client.nodes()
                .withLabel("eks.amazonaws.com/nodegroup", group)
                .list()
                .getItems();
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(node -> node.getMetadata().getName()).toList();
    }

    private String groupOf(Pod pod) {
        return client.nodes()
                .withName(pod.getSpec().getNodeName())
                .get()
                .getMetadata()
                .getLabels()
                .get("eks.amazonaws.com/nodegroup");
    }

    private static EksClusterSpec production(Consumer<NodeGroupBuilder> apiWorkers) {
        return Eks.cluster(
                "production",
                c -> c.version("1.35")
                        .nodeGroup("general-workers")
                        .nodeGroup("api-workers", apiWorkers)
                        .fargate("api-namespace", fp -> fp.selector("api", "workload", "serverless")));
    }

    static final class Production implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return production(ng -> ng.label("tier", "api").taint("dedicated", "api", NO_SCHEDULE));
        }
    }
}
