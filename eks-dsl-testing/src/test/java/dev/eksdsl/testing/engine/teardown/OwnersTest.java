package dev.eksdsl.testing.engine.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.InventoryItem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose the things are that controllers left: each way of tagging is told, and nobody else's thing is touched. */
class OwnersTest {

    private static final String OURS = "production";
    private static final EksClusterSpec SPEC =
            Eks.cluster(OURS).version("1.35").withoutDefaultAddons().spec();

    /** Makes one thing with tags. */
    private interface Maker extends BiConsumer<Traces, Map<String, String>> {}

    /** Kinds with the ways in which their makers tag them; NAME stands for the cluster's. */
    static Stream<Arguments> schemes() {
        return Stream.of(
                scheme("NLB of a Service", Traces::loadBalancer, service("LoadBalancer")),
                scheme("ALB of an Ingress", Traces::loadBalancer, ingress("LoadBalancer")),
                scheme(
                        "load balancer of the ALB Ingress Controller 1.1",
                        Traces::loadBalancer,
                        Map.of("ingress.k8s.aws/cluster", "NAME", "ingress.k8s.aws/stack", "api/web")),
                scheme(
                        "load balancer of EKS Auto Mode",
                        Traces::loadBalancer,
                        Map.of("eks:eks-cluster-name", "NAME", "service.eks.amazonaws.com/stack", "api/web")),
                scheme(
                        "load balancer of the in-tree controller",
                        Traces::loadBalancer,
                        Map.of("kubernetes.io/cluster/NAME", "owned", "kubernetes.io/service-name", "api/web")),
                scheme("target group of a Service", Traces::targetGroup, service("api/web:80")),
                scheme("target group of an Ingress", Traces::targetGroup, ingress("api/web-svc:80")),
                scheme("group of a load balancer", Traces::securityGroup, service("ManagedLBSecurityGroup")),
                scheme(
                        "group that load balancers share",
                        Traces::securityGroup,
                        Map.of("elbv2.k8s.aws/cluster", "NAME", "elbv2.k8s.aws/resource", "backend-sg")),
                scheme(
                        "volume of the EBS CSI driver",
                        Traces::volume,
                        Map.of(
                                "ebs.csi.aws.com/cluster", "true",
                                "CSIVolumeName", "pvc-1",
                                "KubernetesCluster", "NAME",
                                "kubernetes.io/cluster/NAME", "owned",
                                "kubernetes.io/created-for/pvc/name", "data",
                                "kubernetes.io/created-for/pvc/namespace", "api")),
                scheme("volume with the old tag", Traces::volume, Map.of("KubernetesCluster", "NAME")),
                scheme(
                        "interface of the VPC CNI",
                        Traces::networkInterface,
                        Map.of(
                                "cluster.k8s.amazonaws.com/name", "NAME",
                                "node.k8s.amazonaws.com/instance_id", "i-0a1b2c3d4e5f60718",
                                "eks:eni:owner", "amazon-vpc-cni")),
                scheme(
                        "interface of the VPC resource controller",
                        Traces::networkInterface,
                        Map.of("kubernetes.io/cluster/NAME", "owned", "eks:eni:owner", "eks-vpc-resource-controller")),
                scheme("node of Karpenter", Traces::instance, karpenter()),
                scheme(
                        "launch template of Karpenter",
                        Traces::launchTemplate,
                        Map.of("karpenter.k8s.aws/cluster", "NAME", "karpenter.k8s.aws/ec2nodeclass", "default")));
    }

    private static Arguments scheme(String name, Maker maker, Map<String, String> tags) {
        return Arguments.of(name, maker, tags);
    }

    private static Map<String, String> service(String resource) {
        return Map.of(
                "elbv2.k8s.aws/cluster", "NAME",
                "service.k8s.aws/stack", "api/web",
                "service.k8s.aws/resource", resource);
    }

    private static Map<String, String> ingress(String resource) {
        return Map.of(
                "elbv2.k8s.aws/cluster", "NAME",
                "ingress.k8s.aws/stack", "api/web",
                "ingress.k8s.aws/resource", resource);
    }

    private static Map<String, String> karpenter() {
        return Map.of(
                "karpenter.sh/nodepool", "default",
                "karpenter.sh/nodeclaim", "default-x7k2p",
                "karpenter.k8s.aws/ec2nodeclass", "default",
                "eks:eks-cluster-name", "NAME",
                "kubernetes.io/cluster/NAME", "owned");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemes")
    void whatControllersLeft_goes_andThatOfOthersStays(String name, Maker maker, Map<String, String> tags) {
        try (FakeAws aws = FakeAws.create()) {
            Traces elsewhere = Traces.elsewhere(aws);
            maker.accept(elsewhere, of("production-2", tags));
            maker.accept(elsewhere, of("prod", tags));
            maker.accept(elsewhere, with(of(OURS, tags), "kubernetes.io/cluster/" + OURS, "shared"));
            maker.accept(elsewhere, with(of(OURS, tags), "kubernetes.io/cluster/other", "owned"));
            maker.accept(elsewhere, stackOnly(tags));
            List<String> foreign = living(aws);
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            maker.accept(Traces.of(aws, OURS), of(OURS, tags));
            assertThat(living(aws)).hasSizeGreaterThan(foreign.size());

            eks.destroy(OURS).orThrow();

            assertThat(living(aws)).containsExactlyInAnyOrderElementsOf(foreign);
        }
    }

    @Test
    void clusterThatIsNotOurs_keepsAllThatNamesIt() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            Traces traces = Traces.of(aws, OURS);
            traces.loadBalancer(of(OURS, service("LoadBalancer")));
            traces.volume(Map.of("KubernetesCluster", OURS));
            String arn =
                    aws.eksClient().describeCluster(q -> q.name(OURS)).cluster().arn();
            aws.eksClient().untagResource(q -> q.resourceArn(arn).tagKeys("eks-dsl/cluster", "eks-dsl/id"));

            assertThat(eks.planDestroy(OURS).changes())
                    .noneMatch(step -> List.of("load-balancer", "volume", "cluster")
                            .contains(step.resource().kind()));
            assertThat(eks.planDestroy(OURS).warnings())
                    .singleElement()
                    .hasToString("[EKS-D04] cluster/production: an EKS cluster " + arn
                            + " does not belong to this declaration, so it stays → delete it yourself if it is to go");
        }
    }

    @Test
    void clusterThatIsGone_isFoundByWhatItLeft() {
        try (FakeAws aws = FakeAws.create()) {
            Traces elsewhere = Traces.elsewhere(aws);
            List<String> foreign = living(aws);
            String balancer = elsewhere.loadBalancer(of(OURS, service("LoadBalancer")));
            String group = elsewhere.targetGroup(of(OURS, service("api/web:80")));
            elsewhere.listener(balancer, group);

            Report report = aws.session().destroy(OURS).orThrow();

            assertThat(report.results())
                    .extracting(result -> result.step().id().text().replaceFirst("/.*", ""))
                    .containsExactly("load-balancer", "target-group");
            assertThat(living(aws)).containsExactlyInAnyOrderElementsOf(foreign);
        }
    }

    /** Terminated instances are shown for an hour. */
    static List<String> living(FakeAws aws) {
        return aws.inventory().stream()
                .map(InventoryItem::toString)
                .filter(item -> !item.contains("terminated"))
                .toList();
    }

    private static Map<String, String> of(String cluster, Map<String, String> tags) {
        Map<String, String> named = new TreeMap<>();
        tags.forEach((key, value) -> named.put(key.replace("NAME", cluster), value.replace("NAME", cluster)));
        return named;
    }

    private static Map<String, String> with(Map<String, String> tags, String key, String value) {
        Map<String, String> more = new TreeMap<>(tags);
        more.put(key, value);
        return more;
    }

    /** The tags that name no cluster. */
    private static Map<String, String> stackOnly(Map<String, String> tags) {
        Map<String, String> rest = with(tags, "Name", "web");
        rest.entrySet().removeIf(tag -> (tag.getKey() + tag.getValue()).contains("NAME"));
        return rest;
    }
}
