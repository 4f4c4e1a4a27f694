package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** What keeps instances from becoming nodes, each cause in a cluster that is well but for it. */
class NodeJoinTest {

    private static final String NEVER_JOINED = "Instances failed to join the kubernetes cluster";

    private final FakeAws aws = FakeAws.create();
    private Nodegroup first;

    @BeforeEach
    void build() {
        EksSession session = aws.session();
        session.apply(session.plan(Eks.cluster("demo")
                        .version("1.35")
                        .nodeGroup(
                                "first",
                                group -> group.instanceTypes("m6i.large").scaling(1, 1, 3))
                        .spec()))
                .orThrow();
        first = nodegroup("first");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private Nodegroup nodegroup(String name) {
        return aws.eksClient()
                .describeNodegroup(request -> request.clusterName("demo").nodegroupName(name))
                .nodegroup();
    }

    private void create(Consumer<CreateNodegroupRequest.Builder> change) {
        CreateNodegroupRequest.Builder request = CreateNodegroupRequest.builder()
                .clusterName("demo")
                .nodegroupName("second")
                .nodeRole(first.nodeRole())
                .subnets(first.subnets())
                .instanceTypes("m6i.large")
                .scalingConfig(scaling -> scaling.minSize(1).maxSize(2).desiredSize(1));
        change.accept(request);
        aws.eksClient().createNodegroup(request.build());
    }

    private void assertNeverJoins(String text) {
        aws.clock().advance(Duration.ofMinutes(24));
        assertThat(nodegroup("second").status()).isEqualTo(NodegroupStatus.CREATING);
        aws.clock().advance(Duration.ofMinutes(3));
        assertThat(nodegroup("second").status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        Issue issue = nodegroup("second").health().issues().get(0);
        assertThat(issue.codeAsString()).isEqualTo("NodeCreationFailure");
        assertThat(issue.message()).isEqualTo(text);
        assertThat(issue.resourceIds()).hasSize(1).allMatch(id -> id.startsWith("i-"));
    }

    private SecurityGroup clusterGroup() {
        String id = aws.eksClient()
                .describeCluster(request -> request.name("demo"))
                .cluster()
                .resourcesVpcConfig()
                .clusterSecurityGroupId();
        return aws.ec2Client()
                .describeSecurityGroups(request -> request.groupIds(id))
                .securityGroups()
                .get(0);
    }

    @Test
    void nothingInTheWay_theNodesJoin() {
        create(request -> {});
        aws.clock().advance(Duration.ofMinutes(3));
        assertThat(nodegroup("second").status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void roleWithoutAccessEntry() {
        create(request -> {});
        aws.eksClient().deleteAccessEntry(request -> request.clusterName("demo").principalArn(first.nodeRole()));
        assertNeverJoins(NEVER_JOINED);
    }

    @Test
    void noWayOut() {
        withoutWayOut();
        create(request -> {});
        assertNeverJoins(NEVER_JOINED);
    }

    private void withoutWayOut() {
        List<RouteTable> tables = aws.ec2Client()
                .describeRouteTables(request -> request.filters(
                        filter -> filter.name("association.subnet-id").values(first.subnets())))
                .routeTables();
        tables.forEach(table -> aws.ec2Client()
                .deleteRoute(
                        request -> request.routeTableId(table.routeTableId()).destinationCidrBlock("0.0.0.0/0")));
    }

    @Test
    void endpointsAreAWayOut_ifTheClustersApiIsInTheVpc() {
        withoutWayOut();
        String vpc = clusterGroup().vpcId();
        for (String service : List.of("ec2", "ecr.api", "ecr.dkr")) {
            aws.ec2Client()
                    .createVpcEndpoint(request -> request.vpcId(vpc)
                            .serviceName("com.amazonaws.us-east-1." + service)
                            .vpcEndpointType("Interface")
                            .privateDnsEnabled(true)
                            .subnetIds(first.subnets()));
        }
        List<String> tables = aws
                .ec2Client()
                .describeRouteTables(request ->
                        request.filters(filter -> filter.name("vpc-id").values(vpc)))
                .routeTables()
                .stream()
                .map(RouteTable::routeTableId)
                .toList();
        aws.ec2Client()
                .createVpcEndpoint(request -> request.vpcId(vpc)
                        .serviceName("com.amazonaws.us-east-1.s3")
                        .routeTableIds(tables));
        create(request -> {});
        aws.clock().advance(Duration.ofMinutes(5));
        assertThat(nodegroup("second").status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void controlPlaneGroups_thatLetNobodyIn() {
        revokeIngress();
        create(request -> {});
        assertNeverJoins(NEVER_JOINED);
    }

    /** The control plane's interfaces have further groups, if the cluster was created with some. */
    private void revokeIngress() {
        VpcConfigResponse vpc = aws.eksClient()
                .describeCluster(request -> request.name("demo"))
                .cluster()
                .resourcesVpcConfig();
        List<String> ids = new ArrayList<>(vpc.securityGroupIds());
        ids.add(vpc.clusterSecurityGroupId());
        aws.ec2Client().describeSecurityGroups(request -> request.groupIds(ids)).securityGroups().stream()
                .filter(group -> !group.ipPermissions().isEmpty())
                .forEach(group -> aws.ec2Client()
                        .revokeSecurityGroupIngress(
                                request -> request.groupId(group.groupId()).ipPermissions(group.ipPermissions())));
    }

    @Test
    void clusterSecurityGroup_thatLetsNobodyOut_untilItIsOpened() {
        SecurityGroup group = clusterGroup();
        aws.ec2Client()
                .revokeSecurityGroupEgress(
                        request -> request.groupId(group.groupId()).ipPermissions(group.ipPermissionsEgress()));
        create(request -> {});
        aws.clock().advance(Duration.ofMinutes(10));
        assertThat(nodegroup("second").status()).isEqualTo(NodegroupStatus.CREATING);
        aws.ec2Client()
                .authorizeSecurityGroupEgress(
                        request -> request.groupId(group.groupId()).ipPermissions(group.ipPermissionsEgress()));
        aws.clock().advance(Duration.ofMinutes(3));
        assertThat(nodegroup("second").status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void podNetworkThatIsNotThere() {
        boolean managed = aws.eksClient()
                .listAddons(request -> request.clusterName("demo"))
                .addons()
                .contains("vpc-cni");
        assertThat(managed).isTrue();
        aws.eksClient().deleteAddon(request -> request.clusterName("demo").addonName("vpc-cni"));
        aws.clock().advance(Duration.ofMinutes(1));
        create(request -> {});
        assertNeverJoins("Unhealthy nodes in the kubernetes cluster");
    }

    @Test
    void instances_haveTheProfileOfTheirGroup_andItsTwoHooks() {
        String machines = first.resources().autoScalingGroups().get(0).name();
        String id = first.nodegroupArn().substring(first.nodegroupArn().lastIndexOf('/') + 1);
        String instance = aws.autoScalingClient()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(machines))
                .autoScalingGroups()
                .get(0)
                .instances()
                .get(0)
                .instanceId();
        assertThat(aws.ec2Client()
                        .describeInstances(request -> request.instanceIds(instance))
                        .reservations()
                        .get(0)
                        .instances()
                        .get(0)
                        .iamInstanceProfile()
                        .arn())
                .endsWith(":instance-profile/eks-" + id);
        assertThat(aws.autoScalingClient()
                        .describeLifecycleHooks(request -> request.autoScalingGroupName(machines))
                        .lifecycleHooks())
                .allSatisfy(hook -> {
                    assertThat(hook.heartbeatTimeout()).isEqualTo(1800);
                    assertThat(hook.defaultResult()).isEqualTo("CONTINUE");
                })
                .extracting(hook -> hook.lifecycleHookName())
                .containsExactly("Launch-LC-Hook", "Terminate-LC-Hook");
    }

    @Test
    void remoteAccess_opensPort22_toTheGroupsThatMayUseIt() {
        aws.ec2Client().createKeyPair(request -> request.keyName("key"));
        String bastion = aws.ec2Client()
                .createSecurityGroup(request -> request.groupName("bastion")
                        .description("bastion")
                        .vpcId(clusterGroup().vpcId()))
                .groupId();
        create(request -> request.remoteAccess(access -> access.ec2SshKey("key").sourceSecurityGroups(bastion)));
        aws.clock().advance(Duration.ofMinutes(3));
        String opened = nodegroup("second").resources().remoteAccessSecurityGroup();
        IpPermission rule = aws
                .ec2Client()
                .describeSecurityGroups(request -> request.groupIds(opened))
                .securityGroups()
                .get(0)
                .ipPermissions()
                .stream()
                .filter(each -> "tcp".equals(each.ipProtocol()))
                .findFirst()
                .orElseThrow();
        assertThat(rule.fromPort()).isEqualTo(22);
        assertThat(rule.userIdGroupPairs()).extracting(pair -> pair.groupId()).containsExactly(bastion);
    }
}
