package dev.eksdsl.testing.kubernetes;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceView;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.ClusterFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.time.VirtualTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fake cluster {@code production} of version 1.35 in eu-west-1, on virtual time, for the tests of this module. */
final class TestCluster {

    static final String ROLE = "arn:aws:iam::123456789012:role/deployer";

    final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T10:00:00Z"));
    final World world;
    final TestCloud cloud = new TestCloud();
    final FakeKubernetes kubernetes;
    final FakeKubernetesCluster cluster;

    /** Without the AWS Load Balancer Controller: with nothing in it that nobody asked for. */
    TestCluster() {
        this(FakeKubernetes.Options.DEFAULT.withAwsLoadBalancerController(false), "1.35");
    }

    TestCluster(FakeKubernetes.Options options, String version) {
        this.world = new World(time, 7, new Durations());
        Caller deployer =
                new Caller("123456789012", "eu-west-1", "arn:aws:sts::123456789012:assumed-role/deployer/session");
        this.kubernetes = new FakeKubernetes(
                world,
                url -> url.getQuery().contains("X-Amz-Credential=AKIASTRANGER")
                        ? Optional.of(
                                new Caller("123456789012", "eu-west-1", "arn:aws:iam::123456789012:user/stranger"))
                        : Optional.of(deployer),
                cloud,
                cloud,
                options);
        this.cluster = (FakeKubernetesCluster) kubernetes.create(new ClusterFacts(
                "123456789012",
                "eu-west-1",
                "production",
                "0123456789ABCDEF0123456789ABCDEF",
                "arn:aws:eks:eu-west-1:123456789012:cluster/production",
                version,
                "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
                "vpc-1",
                List.of("subnet-private-a", "subnet-private-b"),
                "sg-cluster"));
        cluster.access(List.of(new AccessFacts(
                ROLE,
                "arn:aws:sts::123456789012:assumed-role/deployer/{{SessionName}}",
                List.of(),
                List.of("AmazonEKSClusterAdminPolicy"))));
    }

    Timeline timeline() {
        return time;
    }

    /** Adds m6i.large nodes, alternately in both zones, without waiting for them. */
    TestCluster nodes(int count, TaintFacts... taints) {
        for (int i = 0; i < count; i++) {
            String zone = i % 2 == 0 ? "a" : "b";
            String ip = "10.0." + (i % 2 == 0 ? 2 : 3) + "." + (100 + i);
            String dns = "ip-" + ip.replace('.', '-') + ".eu-west-1.compute.internal";
            cluster.nodeJoined(new NodeFacts(
                    dns,
                    new InstanceView("i-0" + i, "subnet-private-" + zone, "eu-west-1" + zone, ip, dns),
                    new InstanceTypeView("m6i.large", 2, 8192, "x86_64", 29),
                    "v1.35.0-eks-abcdef0",
                    Map.of("eks.amazonaws.com/nodegroup", "workers"),
                    List.of(taints)));
        }
        return this;
    }

    TestCluster pass(Duration duration) {
        time.advance(duration);
        return this;
    }

    TestCluster pass(int seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    KubernetesObjects objects() {
        return cluster.objects();
    }

    ObjectNode get(String resource, String namespace, String name) {
        return objects().get(resource, namespace, name).orElseThrow();
    }

    List<ObjectNode> pods(String namespace) {
        return objects().list("pods", namespace);
    }

    TestCluster create(String resource, String yaml) {
        try (MappingIterator<ObjectNode> documents =
                new YAMLMapper().readerFor(ObjectNode.class).readValues(yaml)) {
            documents.forEachRemaining(object -> objects().create(resource, object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The Deployment web with so many replicas of an image, each asking for a quarter of a core. */
    TestCluster deployment(int replicas, String image) {
        return create("deployments.apps", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                        - name: web
                          image: %s
                          ports: [{containerPort: 8080}]
                          resources: {requests: {cpu: 250m, memory: 256Mi}}
                          readinessProbe: {httpGet: {path: /, port: 8080}, initialDelaySeconds: 5}
                """.formatted(replicas, image));
    }
}
