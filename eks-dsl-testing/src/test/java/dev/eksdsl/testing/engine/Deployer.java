package dev.eksdsl.testing.engine;

/** Who deploys, held to what it takes. */
final class Deployer {

    /**
     * What it takes to make, look at, change and remove {@link Clusters#production()} in a VPC of its own. IAM does not know
     * the path of a role that is gone: to be told so takes rights on its name without the path.
     */
    static final String POLICY = """
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
              {"Sid": "TagNew", "Effect": "Allow", "Resource": "arn:aws:ec2:us-east-1:123456789012:*",
               "Action": "ec2:CreateTags", "Condition": {"StringLike": {"ec2:CreateAction": ["Create*", "Allocate*"]}}},
              {"Sid": "TagOurs", "Effect": "Allow", "Resource": "arn:aws:ec2:us-east-1:123456789012:*",
               "Action": ["ec2:CreateTags", "ec2:DeleteTags"],
               "Condition": {"StringEquals": {"aws:ResourceTag/eks-dsl/cluster": "production"}}},
              {"Sid": "Cluster", "Effect": "Allow", "Action": "eks:*", "Resource": [
                "arn:aws:eks:us-east-1:123456789012:cluster/production",
                "arn:aws:eks:us-east-1:123456789012:nodegroup/production/*/*",
                "arn:aws:eks:us-east-1:123456789012:fargateprofile/production/*/*",
                "arn:aws:eks:us-east-1:123456789012:addon/production/*/*"]},
              {"Sid": "Roles", "Effect": "Allow", "Resource": "arn:aws:iam::123456789012:role/eks-dsl/us-east-1/production/*", "Action": [
                "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DetachRolePolicy", "iam:GetRole",
                "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:TagRole", "iam:UntagRole"]},
              {"Sid": "RolesThatAreGone", "Effect": "Allow", "Resource": "arn:aws:iam::123456789012:role/production.us-east-1.*",
               "Action": ["iam:DeleteRole", "iam:DetachRolePolicy", "iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"]},
              {"Sid": "Pass", "Effect": "Allow", "Resource": "arn:aws:iam::123456789012:role/eks-dsl/us-east-1/production/*",
               "Action": "iam:PassRole", "Condition": {"StringEquals": {"iam:PassedToService": [
                "eks.amazonaws.com", "eks-fargate-pods.amazonaws.com", "pods.eks.amazonaws.com"]}}},
              {"Sid": "Providers", "Effect": "Allow",
               "Resource": "arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/*", "Action": [
                "iam:CreateOpenIDConnectProvider", "iam:DeleteOpenIDConnectProvider",
                "iam:GetOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"]},
              {"Sid": "Linked", "Effect": "Allow", "Resource": "arn:aws:iam::*:role/aws-service-role/*",
               "Action": "iam:CreateServiceLinkedRole",
               "Condition": {"StringLike": {"iam:AWSServiceName": "eks*.amazonaws.com"}}}
            ]}
            """;

    private Deployer() {}
}
