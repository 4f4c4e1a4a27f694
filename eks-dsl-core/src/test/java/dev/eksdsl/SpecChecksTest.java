package dev.eksdsl;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_EXECUTE;
import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.addon.ConflictPolicy;
import dev.eksdsl.resource.fargate.FargateProfileBuilder;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpecChecksTest {

    private static final String SUBNET = "subnet-0123456789abcdef0";
    private static final String OTHER_SUBNET = "subnet-0123456789abcdef1";
    private static final String ROLE = "arn:aws:iam::111122223333:role/nodes";

    @Test
    void wellFormedCluster_noProblem() {
        assertThat(Declarations.production().spec().problems()).isEmpty();
    }

    @Test
    void nothingButNameAndVersion_noProblem() {
        assertThat(Eks.cluster("c").version("1.35").spec().problems()).isEmpty();
    }

    /** Each row: what is found, as code and path; then the declaration, which is sound but for this. */
    @ParameterizedTest(name = "{0}")
    @MethodSource({"cluster", "network", "nodeGroups", "fargate", "addons", "irsa", "leases", "tags"})
    void oneThingWrong_thisAlone(String expected, Consumer<EksClusterBuilder> declaration) {
        EksClusterBuilder cluster = Declarations.production();
        declaration.accept(cluster);

        assertThat(found(cluster.spec())).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void clusterName_judged(String name, boolean valid) {
        EksClusterSpec spec = Eks.cluster(name, c -> c.version("1.35"));

        assertThat(spec.problems().isEmpty()).isEqualTo(valid);
        assertThat(SpecChecks.canCompile(spec.problems())).isEqualTo(valid);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("a", true),
                arguments("9-a_B", true),
                arguments("x".repeat(100), true),
                arguments("", false),
                arguments("-a", false),
                arguments("_a", false),
                arguments("a.b", false),
                arguments("a b", false),
                arguments("é", false),
                arguments("x".repeat(101), false));
    }

    static Stream<Arguments> cluster() {
        return Stream.of(
                row("ERROR EKS-V05 version", c -> c.version("")),
                row("ERROR EKS-V05 version", c -> c.version("v1.35")),
                row("ERROR EKS-V05 version", c -> c.version("1.35.2")),
                row("ERROR EKS-V05 version", c -> c.version("latest")),
                row("ERROR EKS-C01 endpoint", c -> c.endpoint(false, false)),
                row("ERROR EKS-C03 publicCidrs", c -> c.publicCidrs("203.0.113.0")),
                row("ERROR EKS-C03 publicCidrs", c -> c.publicCidrs("203.0.113.1/24")),
                row("ERROR EKS-C03 publicCidrs", c -> c.publicCidrs(blocks(41))),
                row("WARNING EKS-C08 publicCidrs", c -> c.endpoint(false, true).publicCidrs("203.0.113.0/24")),
                row("ERROR EKS-C04 logging", c -> c.logging("api", "kubelet")),
                row("ERROR EKS-C05 authenticationMode", c -> c.authenticationMode("IAM")),
                row("ERROR EKS-C06 supportType", c -> c.supportType("standard")),
                row("ERROR EKS-C07 serviceCidr", c -> c.serviceCidr("10.100.0.0")),
                row("ERROR EKS-C07 serviceCidr", c -> c.serviceCidr("172.16.0.0/11")),
                row("ERROR EKS-C07 serviceCidr", c -> c.serviceCidr("10.100.0.0/25")),
                row("ERROR EKS-C07 serviceCidr", c -> c.serviceCidr("100.64.0.0/16")),
                row("ERROR EKS-R01 clusterRole", c -> c.clusterRole("cluster")),
                row("ERROR EKS-R01 nodeRole", c -> c.nodeRole("arn:aws:iam::1:role/x")));
    }

    static Stream<Arguments> network() {
        return Stream.of(
                network("ERROR EKS-S01 network.cidr", n -> n.cidr("10.0.0.0")),
                network("ERROR EKS-S02 network.cidr", n -> n.cidr("10.0.0.0/15")),
                network("ERROR EKS-S03 network.cidr", n -> n.cidr("10.0.0.0/26")),
                network("ERROR EKS-S04 network.zones", n -> n.zones(1)),
                network("ERROR EKS-S04 network.zones", n -> n.zones(7)),
                row(
                        "ERROR EKS-S05 network.cidr",
                        c -> c.network(n -> n.cidr("10.100.0.0/16")).serviceCidr("10.100.0.0/20")),
                network("ERROR EKS-S06 network.privateSubnets", n -> n.privateSubnets(SUBNET)),
                network("ERROR EKS-S07 network.privateSubnets", n -> n.privateSubnets(SUBNET, "my-subnet")),
                network(
                        "ERROR EKS-S07 network.publicSubnets",
                        n -> n.privateSubnets(SUBNET, OTHER_SUBNET).publicSubnets("subnet-1")),
                network(
                        "ERROR EKS-S09 network.privateSubnets",
                        n -> n.privateSubnets(SUBNET, SUBNET).publicSubnets(OTHER_SUBNET)),
                network("ERROR EKS-S07 network.securityGroups", n -> n.securityGroups("default")),
                network("ERROR EKS-S08 network.securityGroups", n -> n.securityGroups(groups(4))),
                network(
                        "ERROR EKS-S08 network.securityGroups",
                        n -> n.privateSubnets(SUBNET, OTHER_SUBNET).securityGroups(groups(5))));
    }

    static Stream<Arguments> nodeGroups() {
        return Stream.of(
                row("ERROR EKS-N02 nodeGroup[a.b].name", c -> c.nodeGroup("a.b")),
                row("ERROR EKS-N12 nodeGroup[api-workers]", c -> c.nodeGroup("api-workers")),
                nodes("ERROR EKS-N03 nodeGroup[x].scaling.min", ng -> ng.scaling(-1, 1, 1)),
                nodes("ERROR EKS-N03 nodeGroup[x].scaling.max", ng -> ng.scaling(0, 0, 0)),
                nodes("ERROR EKS-N03 nodeGroup[x].scaling.min", ng -> ng.scaling(5, 3)),
                nodes("ERROR EKS-N03 nodeGroup[x].scaling.desired", ng -> ng.scaling(2, 1, 3)),
                nodes("ERROR EKS-N03 nodeGroup[x].scaling.desired", ng -> ng.scaling(2, 4, 3)),
                nodes("ERROR EKS-N04 nodeGroup[x].instanceTypes", ng -> ng.instanceTypes(types(21))),
                nodes("ERROR EKS-N04 nodeGroup[x].instanceTypes", ng -> ng.instanceTypes("m6i.large", "m6i.large")),
                nodes("ERROR EKS-N04 nodeGroup[x].instanceTypes", ng -> ng.instanceTypes("large")),
                nodes("ERROR EKS-N05 nodeGroup[x].diskSize", ng -> ng.diskSize(0)),
                nodes("ERROR EKS-N06 nodeGroup[x].labels[k]", ng -> ng.label("k", "")),
                nodes("ERROR EKS-N06 nodeGroup[x].labels[k]", ng -> ng.label("k", "v".repeat(64))),
                nodes("ERROR EKS-N06 nodeGroup[x].labels[]", ng -> ng.label("", "v")),
                nodes("ERROR EKS-N06 nodeGroup[x].labels[k]", ng -> ng.label("k", "a b")),
                nodes("ERROR EKS-N06 nodeGroup[x].labels[a b]", ng -> ng.label("a b", "v")),
                nodes("ERROR EKS-N06 nodeGroup[x].labels[Example.com/a]", ng -> ng.label("Example.com/a", "v")),
                nodes("ERROR EKS-N07 nodeGroup[x].taints[k]", ng -> ng.taint("k", "a/b", NO_SCHEDULE)),
                nodes(
                        "ERROR EKS-N06 nodeGroup[x].labels[eks.amazonaws.com/a]",
                        ng -> ng.label("eks.amazonaws.com/a", "v")),
                nodes("ERROR EKS-N07 nodeGroup[x].taints[]", ng -> ng.taint("", "v", NO_SCHEDULE)),
                nodes("ERROR EKS-N07 nodeGroup[x].taints[k]", ng -> ng.taint("k", "v".repeat(64), NO_SCHEDULE)),
                nodes(
                        "ERROR EKS-N07 nodeGroup[x].taints",
                        ng -> ng.taint("k", "a", NO_SCHEDULE).taint("k", "b", NO_SCHEDULE)),
                nodes("ERROR EKS-N08 nodeGroup[x].amiType", ng -> ng.amiType("AL2023")),
                nodes("ERROR EKS-N08 nodeGroup[x].amiType", ng -> ng.amiType("CUSTOM")),
                nodes("ERROR EKS-N09 nodeGroup[x].maxUnavailable", ng -> ng.maxUnavailable(0)),
                nodes("ERROR EKS-N09 nodeGroup[x].maxUnavailable", ng -> ng.maxUnavailable(101)),
                nodes("WARNING EKS-N11 nodeGroup[x].instanceTypes", NodeGroupBuilder::spot),
                nodes("ERROR EKS-V05 nodeGroup[x].version", ng -> ng.version("newest")),
                nodes("ERROR EKS-N13 nodeGroup[x].version", ng -> ng.version("1.36")),
                nodes("ERROR EKS-R01 nodeGroup[x].role", ng -> ng.role("nodes")),
                nodes("ERROR EKS-S07 nodeGroup[x].subnets", ng -> ng.subnets("subnet-XYZ")));
    }

    static Stream<Arguments> fargate() {
        return Stream.of(
                row("ERROR EKS-F02 fargate[a b].name", c -> c.fargate("a b", fp -> fp.selector("x"))),
                row("ERROR EKS-F06 fargate[api-namespace]", c -> c.fargate("api-namespace", fp -> fp.selector("x"))),
                fargate("ERROR EKS-F03 fargate[x].selectors", fp -> {}),
                fargate(
                        "ERROR EKS-F03 fargate[x].selectors",
                        fp -> IntStream.range(0, 6).forEach(i -> fp.selector("n" + i))),
                fargate(
                        "ERROR EKS-F03 fargate[x].selectors",
                        fp -> fp.selector("a").selector("a")),
                fargate(
                        "ERROR EKS-F04 fargate[x].selector[a].labels",
                        fp -> fp.selector("a", Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1"))),
                fargate("ERROR EKS-F04 fargate[x].selector[a].labels[k]", fp -> fp.selector("a", "k", "a b")),
                row(
                        "ERROR EKS-F02 fargate[" + "f".repeat(101) + "].name",
                        c -> c.fargate("f".repeat(101), fp -> fp.selector("x"))),
                fargate("ERROR EKS-F05 fargate[x].selector[Team_A]", fp -> fp.selector("Team_A")),
                fargate(
                        "ERROR EKS-R01 fargate[x].podExecutionRole",
                        fp -> fp.selector("a").podExecutionRole("pods")),
                fargate(
                        "ERROR EKS-S07 fargate[x].subnets",
                        fp -> fp.selector("a").subnets("private-1")),
                network("ERROR EKS-F07 fargate[api-namespace].subnets", n -> n.publicSubnets(SUBNET, OTHER_SUBNET)),
                network("WARNING EKS-F08 fargate[api-namespace].subnets", n -> n.nat(NatMode.NONE)),
                row(
                        "ERROR EKS-F09 fargate[x].podExecutionRole",
                        c -> c.nodeRole(ROLE)
                                .fargate("x", fp -> fp.selector("a").podExecutionRole(ROLE))),
                row(
                        "ERROR EKS-F09 fargate[x].podExecutionRole",
                        c -> c.nodeGroup("x", ng -> ng.role(ROLE))
                                .fargate("x", fp -> fp.selector("a").podExecutionRole(ROLE))));
    }

    static Stream<Arguments> addons() {
        return Stream.of(
                row("ERROR EKS-A03 addon[vpc-cni].configuration", c -> c.addon("vpc-cni", a -> a.configuration("{"))),
                row("ERROR EKS-A03 addon[vpc-cni].configuration", c -> c.addon("vpc-cni", a -> a.configuration("[1]"))),
                row("ERROR EKS-A04 addon[coredns]", c -> c.addon("coredns")),
                row(
                        "WARNING EKS-A05 addon[vpc-cni].conflicts",
                        c -> c.addon("vpc-cni", a -> a.conflicts(ConflictPolicy.NONE))),
                row("WARNING EKS-A06 addon[vpc-cni]", EksClusterBuilder::withoutDefaultAddons),
                row("ERROR EKS-A08 addon[vpc-cni]", c -> c.addon("vpc-cni", "")),
                row("ERROR EKS-R01 addon[vpc-cni].role", c -> c.addon("vpc-cni", a -> a.role("cni"))));
    }

    static Stream<Arguments> irsa() {
        return Stream.of(
                irsa(
                        "ERROR EKS-I02 irsa[a/b].roleName",
                        r -> r.managedPolicy("P").roleName("a/b")),
                irsa(
                        "ERROR EKS-I02 irsa[a/b].roleName",
                        r -> r.managedPolicy("P").roleName("r".repeat(65))),
                irsa("WARNING EKS-I03 irsa[a/b]", r -> {}),
                irsa("ERROR EKS-R02 irsa[a/b].managedPolicies", r -> r.managedPolicy("arn:aws:s3:::bucket")),
                irsa("ERROR EKS-I05 irsa[a/b].managedPolicies", r -> r.managedPolicy("read only")),
                irsa(
                        "ERROR EKS-I05 irsa[a/b].managedPolicies",
                        r -> IntStream.range(0, 21).forEach(i -> r.managedPolicy("P" + i))),
                irsa(
                        "ERROR EKS-R02 irsa[a/b].permissionsBoundary",
                        r -> r.managedPolicy("P").permissionsBoundary("P")),
                irsa(
                        "ERROR EKS-I06 irsa[a/b].inlinePolicies[statements].Action",
                        r -> r.statement(
                                s -> s.effect("Allow").addAction("GetObject").addResource("*"))),
                irsa(
                        "ERROR EKS-I06 irsa[a/b].inlinePolicies[statements].Resource",
                        r -> r.statement(
                                s -> s.effect("Allow").addAction("s3:GetObject").addResource("my-bucket"))),
                irsa(
                        "ERROR EKS-I06 irsa[a/b].inlinePolicies",
                        r -> r.statement(s -> s.effect("Allow")
                                .addAction("s3:GetObject")
                                .addResource("arn:aws:s3:::" + "b".repeat(10_240)))),
                row("ERROR EKS-I01 irsa[A/b].namespace", c -> c.irsa("A", "b", r -> r.managedPolicy("P"))),
                row("ERROR EKS-I01 irsa[a/B_].serviceAccount", c -> c.irsa("a", "B_", r -> r.managedPolicy("P"))),
                row(
                        "ERROR EKS-I04 irsa[api/api-service-account]",
                        c -> c.irsa("api", "api-service-account", r -> r.managedPolicy("P"))),
                row(
                        "ERROR EKS-I04 irsa",
                        c -> c.irsa("a", "x", r -> r.managedPolicy("P").roleName("r"))
                                .irsa("a", "y", r -> r.managedPolicy("P").roleName("r"))));
    }

    static Stream<Arguments> leases() {
        return Stream.of(
                row("ERROR EKS-L01 timeToLive", c -> c.timeToLive(Duration.ZERO)),
                row("ERROR EKS-L01 timeToLive", c -> c.timeToLive(Duration.ofHours(-1))),
                row("WARNING EKS-L02 timeToLive", c -> c.timeToLive(Duration.ofMinutes(29))),
                row("ERROR EKS-L03 timeToLive", c -> c.timeToLive(Duration.ofDays(4000))),
                row("ERROR EKS-L03 timeToLive", c -> c.timeToLive(Duration.ofSeconds(Long.MAX_VALUE))));
    }

    static Stream<Arguments> tags() {
        return Stream.of(
                row("ERROR EKS-T01 tags", c -> IntStream.range(0, 48).forEach(i -> c.tag("k" + i, "v"))),
                row("ERROR EKS-T02 tags[]", c -> c.tag("", "v")),
                row("ERROR EKS-T03 tags[Name]", c -> c.tag("Name", "v")),
                row("ERROR EKS-T02 tags[k!]", c -> c.tag("k!", "v")),
                row("ERROR EKS-T02 tags[k]", c -> c.tag("k", "v".repeat(257))),
                row("ERROR EKS-T03 tags[aws:x]", c -> c.tag("aws:x", "v")),
                nodes("ERROR EKS-T03 nodeGroup[x].tags[eks-dsl/id]", ng -> ng.tag("eks-dsl/id", "v")));
    }

    @Test
    void declaredDnsWithoutCompute_warned() {
        EksClusterSpec spec = Eks.cluster("c", c -> c.version("1.35").addon("coredns"));

        assertThat(found(spec)).containsExactly("WARNING EKS-A07 addon[coredns]");
    }

    @Test
    void dnsOnFargateAlone_warnedUnlessItIsConfiguredSo() {
        EksClusterBuilder fargate = Eks.cluster("c").version("1.35").fargate("all", fp -> fp.selector("*"));
        assertThat(found(fargate.spec())).containsExactly("WARNING EKS-A09 addon[coredns].configuration");

        fargate.addon("coredns", a -> a.configuration("{\"computeType\": \"Fargate\"}"));
        assertThat(found(fargate.spec())).isEmpty();
    }

    @Test
    void taintsOfOneKeyWithTwoEffects_noProblem() {
        EksClusterSpec spec = Declarations.production()
                .nodeGroup("x", ng -> ng.taint("k", "v", NO_SCHEDULE).taint("k", "v", NO_EXECUTE))
                .spec();

        assertThat(spec.problems()).isEmpty();
    }

    @Test
    void manyThingsWrong_allToldAtOnce() {
        EksClusterSpec spec = Eks.cluster(
                "shop",
                c -> c.version("v1.35")
                        .endpoint(false, false)
                        .nodeGroup("api", ng -> ng.scaling(2, 5, 3).label("tier", ""))
                        .nodeGroup("api", ng -> ng.instanceTypes("m5.large").spot())
                        .addon("coredns", a -> a.configuration("replicas: 3")));

        assertThat(new InvalidSpecException(spec.name(), spec.problems())).hasMessage("""
                        cannot plan cluster "shop": 6 problems and 1 warning
                          [EKS-V05] version: "v1.35" is no version in the form of EKS → major and minor version, such as .version("1.35")
                          [EKS-C01] endpoint: the API can be reached from nowhere → .endpoint(true, true)
                          [EKS-N03] nodeGroup[api].scaling.desired: 5 is not between 2 and 3 → a number from 2 to 3
                          [EKS-N06] nodeGroup[api].labels[tier]: nodes cannot have such a label → key and value of 1 to 63 letters, digits and - _ . between letters or digits
                          [EKS-A03] addon[coredns].configuration: no JSON object → such as {"replicaCount": 3}
                          [EKS-N12] nodeGroup[api]: is declared twice → a name of its own for each
                          warning [EKS-N11] nodeGroup[api].instanceTypes: Spot capacity of one instance type is often taken back or not to be had → several types of like size, such as .instanceTypes("m6i.large", "m5.large", "m6a.large")""");
    }

    @Test
    void onlyWhatKeepsFromCompiling_keepsFromAskingAws() {
        assertThat(SpecChecks.canCompile(problems(c -> c.version("x").nodeGroup("a.b"))))
                .isTrue();
        assertThat(SpecChecks.canCompile(problems(c -> c.network(n -> n.cidr("x")))))
                .isFalse();
        assertThat(SpecChecks.canCompile(problems(c -> c.network(n -> n.cidr("10.0.0.0/30")))))
                .isFalse();
        assertThat(SpecChecks.canCompile(problems(c -> c.network(n -> n.zones(0)))))
                .isFalse();
    }

    private static List<Problem> problems(Consumer<EksClusterBuilder> declaration) {
        EksClusterBuilder cluster = Declarations.production();
        declaration.accept(cluster);
        return cluster.spec().problems();
    }

    private static List<String> found(EksClusterSpec spec) {
        return spec.problems().stream()
                .map(p -> p.severity() + " " + p.code() + " " + p.path())
                .toList();
    }

    private static Arguments row(String expected, Consumer<EksClusterBuilder> declaration) {
        return arguments(expected, declaration);
    }

    private static Arguments network(String expected, Consumer<NetworkBuilder> declaration) {
        return row(expected, c -> c.network(declaration));
    }

    private static Arguments nodes(String expected, Consumer<NodeGroupBuilder> declaration) {
        return row(expected, c -> c.nodeGroup("x", declaration));
    }

    private static Arguments fargate(String expected, Consumer<FargateProfileBuilder> declaration) {
        return row(expected, c -> c.fargate("x", declaration));
    }

    private static Arguments irsa(String expected, Consumer<IrsaBuilder> declaration) {
        return row(expected, c -> c.irsa("a", "b", declaration));
    }

    private static String[] blocks(int count) {
        return IntStream.range(0, count).mapToObj(i -> "203.0." + i + ".0/24").toArray(String[]::new);
    }

    private static String[] groups(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "sg-0123456789abcdef" + i)
                .toArray(String[]::new);
    }

    private static String[] types(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i + ".large").toArray(String[]::new);
    }
}
