package dev.eksdsl.testing.engine.permissions;

import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.iam.RoleSpec;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** What other people and programs do to a cluster's resources meanwhile. They may do everything. */
final class Others {

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}}""";
    private static final String TRYING = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": ["eks-fargate-pods.amazonaws.com", "ec2.amazonaws.com"]}}}""";
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}""";

    private final FakeAws aws;
    private final Ec2Client ec2;
    private final IamClient iam;

    Others(FakeAws aws) {
        this.aws = aws;
        this.ec2 = aws.ec2Client();
        this.iam = aws.iamClient();
    }

    /** The account is not empty: another cluster of the region has its provider there. */
    void areThere() {
        iam.createOpenIDConnectProvider(
                q -> q.url("https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF")
                        .clientIDList("x"));
        ec2.createVpc(q -> q.cidrBlock("10.9.0.0/16"));
    }

    /** While the plan is applied, things come to be that were not there when it was made. */
    void whileApplied(ProgressEvent event) {
        if (event instanceof ProgressEvent.Started started) {
            for (Step step : started.plan().changes()) {
                if (step.resource().toString().matches("role/(cluster|irsa/.*)")) {
                    oldRole(
                            ((RoleSpec) step.spec().orElseThrow()).name(),
                            step.resource().toString());
                }
            }
        }
        if (event instanceof ProgressEvent.StepStarted begun
                && begun.step().resource().toString().equals("route-table/private")) {
            aws.faults()
                    .when(call -> call.operation().equals("CreateRoute")
                            && call.requestAs(CreateRouteRequest.class).natGatewayId() != null)
                    .dropBefore();
        }
        if (event instanceof ProgressEvent.StepWaiting waiting
                && waiting.step().resource().toString().equals("route-table/private")) {
            useInternetGateway(waiting.step().resource());
        }
        if (event instanceof ProgressEvent.StepSucceeded done
                && done.step().resource().toString().equals("subnet/private-1")) {
            useMainTable();
        }
    }

    /** While the table settles, somebody gives it a default route. */
    private void useInternetGateway(ResourceId table) {
        String gateway = ec2.describeInternetGateways(q -> q.filters(ours()))
                .internetGateways()
                .get(0)
                .internetGatewayId();
        ec2.describeRouteTables(q -> q.filters(ours(), filter("tag:eks-dsl/id", table.toString())))
                .routeTables()
                .forEach(shown -> ec2.createRoute(q -> q.routeTableId(shown.routeTableId())
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(gateway)));
    }

    /** A role that an earlier run made and IAM did not show: trust and policies are not as they are wished for now. */
    private void oldRole(String name, String id) {
        iam.createRole(q -> q.roleName(name)
                .path("/eks-dsl/us-east-1/production/")
                .assumeRolePolicyDocument(TRUST)
                .tags(tag("eks-dsl/cluster", "production"), tag("eks-dsl/id", id)));
        iam.attachRolePolicy(q -> q.roleName(name).policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        iam.putRolePolicy(q -> q.roleName(name).policyName("by-hand").policyDocument(POLICY));
    }

    private void useMainTable() {
        Vpc vpc = ec2.describeVpcs(q -> q.filters(ours())).vpcs().get(0);
        RouteTable main = ec2.describeRouteTables(
                        q -> q.filters(filter("vpc-id", vpc.vpcId()), filter("association.main", "true")))
                .routeTables()
                .get(0);
        ec2.associateRouteTable(q -> q.routeTableId(main.routeTableId()).subnetId(subnet().subnetId()));
    }

    /** Somebody adds parts to the cluster that are not declared, and takes them away when the test is done with them. */
    void tryOut(Runnable meanwhile) {
        String role = iam.createRole(q -> q.roleName("by-hand").assumeRolePolicyDocument(TRYING))
                .role()
                .arn();
        for (String policy :
                List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy")) {
            iam.attachRolePolicy(q -> q.roleName("by-hand").policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        aws.clock().advance(Duration.ofMinutes(1)); // IAM settles
        List<String> subnets = ec2
                .describeSubnets(q -> q.filters(ours(), filter("tag:eks-dsl/id", "subnet/private-1")))
                .subnets()
                .stream()
                .map(Subnet::subnetId)
                .toList();
        EksClient eks = aws.eksClient();
        eks.createFargateProfile(q -> q.clusterName("production")
                .fargateProfileName("by-hand")
                .podExecutionRoleArn(role)
                .subnets(subnets)
                .selectors(s -> s.namespace("by-hand")));
        eks.createNodegroup(q -> q.clusterName("production")
                .nodegroupName("by-hand")
                .nodeRole(role)
                .subnets(subnets));
        meanwhile.run();
        aws.clock().advance(Duration.ofHours(1));
        aws.console().eks("production").deleteFargateProfile("by-hand");
        aws.console().eks("production").deleteNodegroup("by-hand");
    }

    /** Before the cluster is destroyed, much hangs on to it. */
    void getInTheWay() {
        iam.listRoles(q -> q.pathPrefix("/eks-dsl/us-east-1/production/")).roles().stream()
                .limit(1)
                .forEach(role -> iam.putRolePolicy(
                        q -> q.roleName(role.roleName()).policyName("by-hand").policyDocument(POLICY)));
        ec2.describeSecurityGroups(q -> q.filters(ours())).securityGroups().forEach(group -> {
            String other = ec2.describeSecurityGroups(
                            q -> q.filters(filter("vpc-id", group.vpcId()), filter("group-name", "default")))
                    .securityGroups()
                    .get(0)
                    .groupId();
            ec2.authorizeSecurityGroupIngress(q -> q.groupId(group.groupId()).ipPermissions(from(other)));
            ec2.authorizeSecurityGroupIngress(q -> q.groupId(other).ipPermissions(from(group.groupId())));
            ec2.authorizeSecurityGroupEgress(q -> q.groupId(other).ipPermissions(from(group.groupId())));
        });
        leaveLoadBalancer();
        aws.client(KmsClient.builder())
                .createKey(q ->
                        q.tags(t -> t.tagKey("kubernetes.io/cluster/production").tagValue("owned")));
        if (!ec2.describeSubnets(q -> q.filters(ours())).subnets().isEmpty()) {
            leaveInterface();
        }
        aws.faults()
                .on("DeleteRole", "DeleteCluster", "DeleteNodegroup", "DeleteOpenIDConnectProvider", "DeleteAddon")
                .times(5)
                .dropAfter();
        for (String operation : List.of(
                "DisassociateRouteTable",
                "DeleteRouteTable",
                "DeleteNatGateway",
                "ReleaseAddress",
                "DetachInternetGateway",
                "DeleteInternetGateway",
                "DeleteNetworkInterface",
                "DeleteSubnet",
                "DeleteSecurityGroup",
                "DeleteVpc")) {
            aws.faults().on(operation).dropAfter();
        }
    }

    private static IpPermission from(String group) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .userIdGroupPairs(pair -> pair.groupId(group))
                .build();
    }

    /** Another cluster's controller has one in the same region. */
    private void leaveLoadBalancer() {
        String vpc = ec2.createVpc(q -> q.cidrBlock("10.8.0.0/16")).vpc().vpcId();
        aws.clock().advance(Duration.ofSeconds(5)); // EC2 shows it
        String there = ec2.createSubnet(q -> q.vpcId(vpc).cidrBlock("10.8.0.0/24"))
                .subnet()
                .subnetId();
        aws.clock().advance(Duration.ofSeconds(5));
        aws.client(ElasticLoadBalancingV2Client.builder())
                .createLoadBalancer(q -> q.name("k8s-other")
                        .type(LoadBalancerTypeEnum.NETWORK)
                        .scheme("internal")
                        .subnets(there)
                        .tags(t -> t.key("elbv2.k8s.aws/cluster").value("other")));
    }

    /** The VPC CNI has left it behind, so that its subnet cannot be deleted. */
    private void leaveInterface() {
        ec2.createNetworkInterface(q -> q.subnetId(subnet().subnetId())
                .tagSpecifications(t -> t.resourceType("network-interface")
                        .tags(Tag.builder()
                                .key("cluster.k8s.amazonaws.com/name")
                                .value("production")
                                .build())));
    }

    private Subnet subnet() {
        return ec2.describeSubnets(q -> q.filters(ours(), filter("tag:eks-dsl/id", "subnet/private-1")))
                .subnets()
                .get(0);
    }

    private static Filter ours() {
        return filter("tag:eks-dsl/cluster", "production");
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static software.amazon.awssdk.services.iam.model.Tag tag(String key, String value) {
        return software.amazon.awssdk.services.iam.model.Tag.builder()
                .key(key)
                .value(value)
                .build();
    }
}
