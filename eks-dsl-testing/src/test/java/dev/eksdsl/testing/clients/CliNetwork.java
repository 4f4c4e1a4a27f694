package dev.eksdsl.testing.clients;

import dev.eksdsl.testing.FakeAws;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A VPC and the roles that a cluster needs.
 *
 * @param open subnets with a way to the internet, for the cluster and its nodes
 * @param closed subnets without, for Fargate
 * @param securityGroup a further group of the control plane
 */
record CliNetwork(List<String> open, List<String> closed, String securityGroup) {

    private static final String ACCOUNT = "123456789012";

    private static final Map<String, List<String>> ROLES = Map.of(
            "cluster", List.of("eks.amazonaws.com", "AmazonEKSClusterPolicy"),
            "node",
                    List.of(
                            "ec2.amazonaws.com",
                            "AmazonEKSWorkerNodePolicy",
                            "AmazonEC2ContainerRegistryPullOnly",
                            "AmazonEKS_CNI_Policy"),
            "fargate", List.of("eks-fargate-pods.amazonaws.com", "AmazonEKSFargatePodExecutionRolePolicy"),
            "workload", List.of("pods.eks.amazonaws.com", "AmazonS3ReadOnlyAccess"));

    static CliNetwork create(FakeAws aws) {
        try (IamClient iam = aws.iamClient();
                Ec2Client ec2 = aws.ec2Client()) {
            ROLES.forEach((name, needs) -> {
                String trust =
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                                + needs.get(0) + "\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}";
                iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust));
                needs.stream()
                        .skip(1)
                        .forEach(policy -> iam.attachRolePolicy(
                                r -> r.roleName(name).policyArn("arn:aws:iam::aws:policy/" + policy)));
            });
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
            String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
            String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
            ec2.createRoute(
                    r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
            List<String> open = List.of(
                    subnet(ec2, vpc, "10.0.0.0/24", "us-east-1a"),
                    subnet(ec2, vpc, "10.0.1.0/24", "us-east-1b"),
                    subnet(ec2, vpc, "10.0.2.0/24", "us-east-1c"));
            for (String subnet : open) {
                ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
                ec2.modifySubnetAttribute(r -> r.subnetId(subnet).mapPublicIpOnLaunch(value -> value.value(true)));
            }
            List<String> closed = List.of(
                    subnet(ec2, vpc, "10.0.8.0/24", "us-east-1a"), subnet(ec2, vpc, "10.0.9.0/24", "us-east-1b"));
            String group = ec2.createSecurityGroup(
                            r -> r.vpcId(vpc).groupName("control-plane").description("control plane"))
                    .groupId();
            return new CliNetwork(open, closed, group);
        }
    }

    private static String subnet(Ec2Client ec2, String vpc, String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    /** The ARN of one of the roles {@code cluster}, {@code node}, {@code fargate} and {@code workload}. */
    static String arn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }
}
