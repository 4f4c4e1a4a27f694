package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployer with few rights, through the library. */
class LeastPrivilegeTest {

    /** What it takes to make, look at and remove a cluster in a VPC of its own, on the resources that are named so. */
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Look", "Effect": "Allow", "Resource": "*", "Action": [
                "ec2:Describe*", "eks:DescribeAddonVersions", "eks:DescribeClusterVersions",
                "iam:ListOpenIDConnectProviders", "iam:ListRoles"]},
              {"Sid": "Network", "Effect": "Allow", "Resource": "arn:aws:ec2:us-east-1:123456789012:*",
               "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}, "Action": [
                "ec2:AllocateAddress", "ec2:AssociateRouteTable", "ec2:AttachInternetGateway",
                "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateInternetGateway", "ec2:CreateNatGateway",
                "ec2:CreateRoute", "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet",
                "ec2:CreateVpc", "ec2:Delete*", "ec2:DetachInternetGateway", "ec2:DisassociateRouteTable",
                "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute", "ec2:ReleaseAddress"]},
              {"Sid": "Tag", "Effect": "Allow", "Resource": "arn:aws:ec2:us-east-1:123456789012:*",
               "Action": "ec2:CreateTags", "Condition": {"StringLike": {"ec2:CreateAction": ["Create*", "Allocate*"]}}},
              {"Sid": "Cluster", "Effect": "Allow", "Action": "eks:*", "Resource": [
                "arn:aws:eks:us-east-1:123456789012:cluster/production",
                "arn:aws:eks:us-east-1:123456789012:nodegroup/production/*/*",
                "arn:aws:eks:us-east-1:123456789012:addon/production/*/*"]},
              {"Sid": "Roles", "Effect": "Allow", "Resource": "arn:aws:iam::123456789012:role/eks-dsl/us-east-1/production/*", "Action": [
                "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DetachRolePolicy", "iam:GetRole",
                "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:TagRole"]},
              {"Sid": "Pass", "Effect": "Allow", "Resource": "arn:aws:iam::123456789012:role/eks-dsl/us-east-1/production/*",
               "Action": "iam:PassRole", "Condition": {"StringEquals": {"iam:PassedToService": "eks.amazonaws.com"}}},
              {"Sid": "Provider", "Effect": "Allow", "Resource": "*", "Action": "iam:GetOpenIDConnectProvider"},
              {"Sid": "Linked", "Effect": "Allow", "Resource": "arn:aws:iam::*:role/aws-service-role/*",
               "Action": "iam:CreateServiceLinkedRole",
               "Condition": {"StringLike": {"iam:AWSServiceName": "eks*.amazonaws.com"}}}
            ]}
            """;

    private final EksClusterSpec spec = Eks.cluster("production")
            .version("1.35")
            .nodeGroup("workers", ng -> ng.scaling(1, 1, 3))
            .spec();

    @Test
    void callerWithJustTheRights_appliesPlansAndDestroys() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = session(aws, POLICY);

            eks.apply(eks.plan(spec)).orThrow();
            assertThat(eks.plan(spec).changes()).isEmpty();
            eks.destroy("production").orThrow();

            assertThat(aws.calls()
                            .that(call -> call.errorCode()
                                    .filter(code ->
                                            code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation"))
                                    .isPresent())
                            .list())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec2:CreateSubnet",
                "ec2:CreateTags",
                "iam:PassRole",
                "iam:TagRole",
                "iam:CreateServiceLinkedRole"
            })
    void callerWithoutOneRight_failsAndIsToldWhich(String action) {
        String without = POLICY.replace("\"" + action + "\"", "\"none:None\"");
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = session(aws, without);

            assertThatThrownBy(() -> eks.apply(eks.plan(spec)).orThrow())
                    .hasMessageContaining("is not authorized to perform: " + action + " on resource: arn:aws:")
                    .hasMessageContaining("because no identity-based policy allows the " + action + " action");
        }
    }

    private static EksSession session(FakeAws aws, String policy) {
        return aws.session(options -> options.credentialsProvider(aws.callers().limitedTo(policy)));
    }
}
