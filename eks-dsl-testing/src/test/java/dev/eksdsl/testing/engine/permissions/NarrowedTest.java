package dev.eksdsl.testing.engine.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/** What a plan for one cluster asks for does not reach to what is not that cluster's. */
class NarrowedTest {

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "eks.amazonaws.com"}}}""";

    private static final FakeAws AWS = FakeAws.create();

    private static AwsCredentialsProvider caller;
    private static Ec2Client ec2;
    private static EksClient eks;
    private static IamClient iam;

    @BeforeAll
    static void anotherClusterIsThere() {
        EksSession all = AWS.session();
        all.apply(all.plan(Eks.cluster(
                        "other", c -> c.version("1.35").oidcProvider().nodeGroup("workers", ng -> {}))))
                .orThrow();
        caller = AWS.callers()
                .limitedTo(all.plan(Shapes.SEED.spec()).requiredPermissions().all());
        ec2 = AWS.client(Ec2Client.builder(), b -> b.credentialsProvider(caller));
        eks = AWS.client(EksClient.builder(), b -> b.credentialsProvider(caller));
        iam = AWS.client(IamClient.builder(), b -> b.credentialsProvider(caller));
    }

    @AfterAll
    static void close() {
        AWS.close();
    }

    @TestFactory
    Stream<DynamicTest> onAnotherCluster_denied() {
        String vpc = id("vpc/other");
        String subnet = id("subnet/private-1");
        String table = id("route-table/private");
        String group = id("security-group/control-plane");
        String gateway = id("internet-gateway/other");
        String role = "other.us-east-1.cluster";
        String provider = AWS.iamClient()
                .listOpenIDConnectProviders()
                .openIDConnectProviderList()
                .get(0)
                .arn();
        return Stream.of(
                denied("ec2:DeleteVpc", () -> ec2.deleteVpc(q -> q.vpcId(vpc))),
                denied(
                        "ec2:ModifyVpcAttribute",
                        () -> ec2.modifyVpcAttribute(q -> q.vpcId(vpc).enableDnsSupport(v -> v.value(false)))),
                denied("ec2:DeleteSubnet", () -> ec2.deleteSubnet(q -> q.subnetId(subnet))),
                denied(
                        "ec2:ModifySubnetAttribute",
                        () -> ec2.modifySubnetAttribute(
                                q -> q.subnetId(subnet).mapPublicIpOnLaunch(v -> v.value(true)))),
                denied(
                        "ec2:CreateSubnet",
                        () -> ec2.createSubnet(q -> q.vpcId(vpc)
                                .cidrBlock("10.0.250.0/24")
                                .tagSpecifications(
                                        t -> t.resourceType(ResourceType.SUBNET).tags(tag("production"))))),
                denied(
                        "ec2:CreateSecurityGroup",
                        () -> ec2.createSecurityGroup(q -> q.vpcId(vpc)
                                .groupName("a")
                                .description("b")
                                .tagSpecifications(t -> t.resourceType(ResourceType.SECURITY_GROUP)
                                        .tags(tag("production"))))),
                denied(
                        "ec2:CreateRouteTable",
                        () -> ec2.createRouteTable(q -> q.vpcId(vpc)
                                .tagSpecifications(t ->
                                        t.resourceType(ResourceType.ROUTE_TABLE).tags(tag("production"))))),
                denied(
                        "ec2:CreateRoute",
                        () -> ec2.createRoute(q -> q.routeTableId(table)
                                .destinationCidrBlock("10.7.0.0/16")
                                .gatewayId(gateway))),
                denied(
                        "ec2:ReplaceRoute",
                        () -> ec2.replaceRoute(q -> q.routeTableId(table)
                                .destinationCidrBlock("0.0.0.0/0")
                                .gatewayId(gateway))),
                denied(
                        "ec2:AssociateRouteTable",
                        () -> ec2.associateRouteTable(q -> q.routeTableId(table).subnetId(subnet))),
                denied(
                        "ec2:DisassociateRouteTable",
                        () -> ec2.disassociateRouteTable(q -> q.associationId(association(table)))),
                denied(
                        "ec2:ReplaceRouteTableAssociation",
                        () -> ec2.replaceRouteTableAssociation(
                                q -> q.routeTableId(table).associationId(association(table)))),
                denied("ec2:DeleteRouteTable", () -> ec2.deleteRouteTable(q -> q.routeTableId(table))),
                denied(
                        "ec2:AuthorizeSecurityGroupIngress",
                        () -> ec2.authorizeSecurityGroupIngress(q -> q.groupId(group)
                                .ipProtocol("tcp")
                                .fromPort(1)
                                .toPort(2)
                                .cidrIp("10.0.0.0/8"))),
                denied("ec2:DeleteSecurityGroup", () -> ec2.deleteSecurityGroup(q -> q.groupId(group))),
                denied(
                        "ec2:DetachInternetGateway",
                        () -> ec2.detachInternetGateway(
                                q -> q.internetGatewayId(gateway).vpcId(vpc))),
                denied(
                        "ec2:AttachInternetGateway",
                        () -> ec2.attachInternetGateway(
                                q -> q.internetGatewayId(gateway).vpcId(vpc))),
                denied("ec2:DeleteInternetGateway", () -> ec2.deleteInternetGateway(q -> q.internetGatewayId(gateway))),
                denied("ec2:ReleaseAddress", () -> ec2.releaseAddress(q -> q.allocationId(id("elastic-ip/nat-1")))),
                denied(
                        "ec2:DeleteNatGateway",
                        () -> ec2.deleteNatGateway(q -> q.natGatewayId(id("nat-gateway/nat-1")))),
                denied(
                        "ec2:CreateTags",
                        () -> ec2.createTags(q -> q.resources(vpc).tags(tag("production")))),
                denied("eks:DescribeCluster", () -> eks.describeCluster(q -> q.name("other"))),
                denied(
                        "eks:DescribeNodegroup",
                        () -> eks.describeNodegroup(q -> q.clusterName("other").nodegroupName("workers"))),
                denied(
                        "eks:DeleteNodegroup",
                        () -> eks.deleteNodegroup(q -> q.clusterName("other").nodegroupName("workers"))),
                denied(
                        "eks:DeleteAddon",
                        () -> eks.deleteAddon(q -> q.clusterName("other").addonName("coredns"))),
                denied("eks:DeleteCluster", () -> eks.deleteCluster(q -> q.name("other"))),
                denied("iam:DeleteRole", () -> iam.deleteRole(q -> q.roleName(role))),
                denied(
                        "iam:UpdateAssumeRolePolicy",
                        () -> iam.updateAssumeRolePolicy(q -> q.roleName(role).policyDocument(TRUST))),
                denied(
                        "iam:DetachRolePolicy",
                        () -> iam.detachRolePolicy(
                                q -> q.roleName(role).policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"))),
                denied(
                        "iam:DeleteOpenIDConnectProvider",
                        () -> iam.deleteOpenIDConnectProvider(q -> q.openIDConnectProviderArn(provider))));
    }

    @TestFactory
    Stream<DynamicTest> withoutOurTagOrElsewhere_denied() {
        String path = "/eks-dsl/us-east-1/production/";
        return Stream.of(
                denied("ec2:CreateVpc", () -> ec2.createVpc(q -> q.cidrBlock("10.1.0.0/16"))),
                denied(
                        "ec2:CreateVpc",
                        () -> ec2.createVpc(q -> q.cidrBlock("10.1.0.0/16")
                                .tagSpecifications(
                                        t -> t.resourceType(ResourceType.VPC).tags(tag("other"))))),
                denied("ec2:AllocateAddress", () -> ec2.allocateAddress(q -> q.domain("vpc"))),
                denied("ec2:DescribeVpcs", () -> europe().describeVpcs()),
                denied(
                        "iam:CreateRole",
                        () -> iam.createRole(
                                q -> q.roleName("production.us-east-1.cluster").assumeRolePolicyDocument(TRUST))),
                denied(
                        "iam:CreateRole",
                        () -> iam.createRole(q -> q.roleName("a").path(path).assumeRolePolicyDocument(TRUST))),
                denied(
                        "iam:AttachRolePolicy",
                        () -> iam.attachRolePolicy(q -> q.roleName("production.us-east-1.node")
                                .policyArn("arn:aws:iam::aws:policy/AdministratorAccess"))),
                denied(
                        "iam:CreateServiceLinkedRole",
                        () -> iam.createServiceLinkedRole(q -> q.awsServiceName("autoscaling.amazonaws.com"))),
                denied(
                        "eks:CreateCluster",
                        () -> eks.createCluster(q -> q.name("production")
                                .roleArn("arn:aws:iam::123456789012:role/a")
                                .resourcesVpcConfig(v -> v.subnetIds(id("subnet/private-1"))))),
                denied(
                        "iam:PassRole",
                        () -> eks.createCluster(q -> q.name("production")
                                .tags(Map.of("eks-dsl/cluster", "production"))
                                .roleArn(
                                        "arn:aws:iam::123456789012:role/eks-dsl/us-east-1/other/other.us-east-1.cluster")
                                .resourcesVpcConfig(v -> v.subnetIds(id("subnet/private-1"))))));
    }

    @Test
    void readsOfEverything_allowedWhereAwsTakesNoResource() {
        assertThatCode(() -> ec2.describeVpcs()).doesNotThrowAnyException();
    }

    private static DynamicTest denied(String action, Runnable call) {
        return DynamicTest.dynamicTest(
                action,
                () -> assertThatThrownBy(call::run)
                        .hasMessageContaining("is not authorized to perform: " + action + " "));
    }

    private static Ec2Client europe() {
        return AWS.client(
                Ec2Client.builder(),
                (Ec2ClientBuilder b) -> b.credentialsProvider(caller).region(Region.EU_WEST_1));
    }

    /** The id that EC2 gave the other cluster's resource. */
    private static String id(String resource) {
        var found = AWS.ec2Client()
                .describeTags(q -> q.filters(
                        Filter.builder().name("key").values("eks-dsl/id").build(),
                        Filter.builder().name("value").values(resource).build()))
                .tags();
        assertThat(found).hasSize(1);
        return found.get(0).resourceId();
    }

    private static String association(String table) {
        return AWS.ec2Client()
                .describeRouteTables(q -> q.routeTableIds(table))
                .routeTables()
                .get(0)
                .associations()
                .get(0)
                .routeTableAssociationId();
    }

    private static Tag tag(String cluster) {
        return Tag.builder().key("eks-dsl/cluster").value(cluster).build();
    }
}
