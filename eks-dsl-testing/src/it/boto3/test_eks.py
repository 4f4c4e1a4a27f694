"""boto3's paginators and waiters, and what a script does with EKS, against the endpoint of AWS_ENDPOINT_URL.

Every paginator and every waiter that boto3 has for EKS is tried; a new one that is not tried here fails the last test.
Run it with: python3 -m unittest -v test_eks
"""

import json
import time
import unittest

import boto3
from botocore.exceptions import ClientError, WaiterError

REGION = "us-east-1"
CLUSTER = "python"
QUICK = {"Delay": 1, "MaxAttempts": 120}

eks = boto3.client("eks", region_name=REGION)
ec2 = boto3.client("ec2", region_name=REGION)
iam = boto3.client("iam", region_name=REGION)

tried_paginators = set()
tried_waiters = set()
made = {}


def role(name, service, *policies):
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}],
    }
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    for policy in policies:
        iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/" + policy)
    iam.get_waiter("role_exists").wait(RoleName=name)
    return arn


def settled(call, **arguments):
    """Repeats a call while IAM settles, as every script on AWS has to."""
    for attempt in range(60):
        try:
            return call(**arguments)
        except ClientError as error:
            if attempt == 59 or not any(word in str(error).lower() for word in ("role", "principal")):
                raise
            time.sleep(0.1)


def wait(state, **arguments):
    tried_waiters.add(state)
    eks.get_waiter(state).wait(WaiterConfig=QUICK, **arguments)


def pages(operation, key, size, **arguments):
    """All items, fetched in pages of the given size, none of which may be larger."""
    tried_paginators.add(operation)
    items = []
    for page in eks.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **arguments):
        assert len(page[key]) <= size, (operation, len(page[key]))
        items += page[key]
    return items


def setUpModule():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.get_waiter("vpc_available").wait(VpcIds=[vpc])
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone=REGION + zone)["Subnet"]["SubnetId"]
        for i, zone in enumerate("abc")
    ]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    public = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=public, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.associate_route_table(RouteTableId=public, SubnetId=subnets[2])
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnets[2], AllocationId=address)["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=QUICK)
    private = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=private, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    for subnet in subnets[:2]:
        ec2.associate_route_table(RouteTableId=private, SubnetId=subnet)
    made.update(
        subnets=subnets[:2],
        cluster_role=role("python-cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy"),
        node_role=role(
            "python-node",
            "ec2.amazonaws.com",
            "AmazonEKSWorkerNodePolicy",
            "AmazonEKS_CNI_Policy",
            "AmazonEC2ContainerRegistryReadOnly",
        ),
        pod_role=role("python-pods", "eks-fargate-pods.amazonaws.com", "AmazonEKSFargatePodExecutionRolePolicy"),
    )
    settled(
        eks.create_cluster,
        name=CLUSTER,
        version="1.34",
        roleArn=made["cluster_role"],
        resourcesVpcConfig={"subnetIds": made["subnets"]},
        accessConfig={"authenticationMode": "API"},
    )
    wait("cluster_active", name=CLUSTER)
    for name in ("one", "two", "three"):
        settled(
            eks.create_nodegroup,
            clusterName=CLUSTER,
            nodegroupName=name,
            nodeRole=made["node_role"],
            subnets=made["subnets"],
            instanceTypes=["m6i.large"],
            scalingConfig={"minSize": 1, "maxSize": 2, "desiredSize": 1},
        )
    for name in ("one", "two", "three"):
        wait("nodegroup_active", clusterName=CLUSTER, nodegroupName=name)
    for name in ("first", "second"):
        settled(
            eks.create_fargate_profile,
            clusterName=CLUSTER,
            fargateProfileName=name,
            podExecutionRoleArn=made["pod_role"],
            subnets=made["subnets"],
            selectors=[{"namespace": name}],
        )
        wait("fargate_profile_active", clusterName=CLUSTER, fargateProfileName=name)
    for name in ("vpc-cni", "coredns", "kube-proxy"):
        eks.create_addon(clusterName=CLUSTER, addonName=name, resolveConflicts="OVERWRITE")
        wait("addon_active", clusterName=CLUSTER, addonName=name)
    for name in ("alice", "bob", "carol"):
        arn = role("python-" + name, "ec2.amazonaws.com")
        settled(eks.create_access_entry, clusterName=CLUSTER, principalArn=arn)
        made[name] = arn
    for policy in ("AmazonEKSViewPolicy", "AmazonEKSEditPolicy"):
        eks.associate_access_policy(
            clusterName=CLUSTER,
            principalArn=made["alice"],
            policyArn="arn:aws:eks::aws:cluster-access-policy/" + policy,
            accessScope={"type": "cluster"},
        )


class Paginators(unittest.TestCase):
    def test_clusters(self):
        self.assertEqual(pages("list_clusters", "clusters", 1), [CLUSTER])

    def test_nodegroups(self):
        self.assertEqual(sorted(pages("list_nodegroups", "nodegroups", 2, clusterName=CLUSTER)), ["one", "three", "two"])

    def test_fargate_profiles(self):
        found = pages("list_fargate_profiles", "fargateProfileNames", 1, clusterName=CLUSTER)
        self.assertEqual(sorted(found), ["first", "second"])

    def test_addons(self):
        found = pages("list_addons", "addons", 2, clusterName=CLUSTER)
        self.assertEqual(sorted(found), ["coredns", "kube-proxy", "vpc-cni"])

    def test_addon_versions(self):
        found = [addon["addonName"] for addon in pages("describe_addon_versions", "addons", 2, kubernetesVersion="1.34")]
        self.assertIn("coredns", found)
        self.assertEqual(len(found), len(set(found)))

    def test_cluster_versions(self):
        found = [each["clusterVersion"] for each in pages("describe_cluster_versions", "clusterVersions", 2)]
        self.assertIn("1.34", found)
        self.assertEqual(len(found), len(set(found)))

    def test_updates(self):
        for types in (["api"], ["api", "audit"], ["api", "audit", "scheduler"]):
            eks.update_cluster_config(name=CLUSTER, logging={"clusterLogging": [{"types": types, "enabled": True}]})
            wait("cluster_active", name=CLUSTER)
        self.assertEqual(len(pages("list_updates", "updateIds", 2, name=CLUSTER)), 3)

    def test_access_entries(self):
        found = pages("list_access_entries", "accessEntries", 2, clusterName=CLUSTER)
        self.assertTrue({made["alice"], made["bob"], made["carol"]} <= set(found))
        self.assertEqual(len(found), len(set(found)))

    def test_access_policies(self):
        found = [policy["name"] for policy in pages("list_access_policies", "accessPolicies", 3)]
        self.assertIn("AmazonEKSClusterAdminPolicy", found)

    def test_associated_access_policies(self):
        found = pages(
            "list_associated_access_policies",
            "associatedAccessPolicies",
            1,
            clusterName=CLUSTER,
            principalArn=made["alice"],
        )
        self.assertEqual(len(found), 2)

    def test_pod_identity_associations(self):
        for account in ("a", "b", "c"):
            settled(
                eks.create_pod_identity_association,
                clusterName=CLUSTER,
                namespace="default",
                serviceAccount=account,
                roleArn=pod_identity_role(),
            )
        found = pages("list_pod_identity_associations", "associations", 2, clusterName=CLUSTER)
        self.assertEqual(sorted(each["serviceAccount"] for each in found), ["a", "b", "c"])

    def test_identity_provider_configs(self):
        self.assertEqual(pages("list_identity_provider_configs", "identityProviderConfigs", 1, clusterName=CLUSTER), [])

    def test_insights(self):
        found = pages("list_insights", "insights", 1, clusterName=CLUSTER)
        self.assertEqual(len(found), len({each["id"] for each in found}))

    def test_capabilities(self):
        self.assertEqual(pages("list_capabilities", "capabilities", 1, clusterName=CLUSTER), [])

    def test_eks_anywhere_subscriptions(self):
        self.assertEqual(pages("list_eks_anywhere_subscriptions", "subscriptions", 1), [])


def pod_identity_role():
    if "pod_identity" not in made:
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["sts:AssumeRole", "sts:TagSession"],
                    "Principal": {"Service": "pods.eks.amazonaws.com"},
                }
            ],
        }
        created = iam.create_role(RoleName="python-api", AssumeRolePolicyDocument=json.dumps(trust))
        made["pod_identity"] = created["Role"]["Arn"]
    return made["pod_identity"]


class Refusals(unittest.TestCase):
    def test_typed_exceptions(self):
        with self.assertRaises(eks.exceptions.ResourceNotFoundException) as caught:
            eks.describe_cluster(name="nobody")
        self.assertEqual(caught.exception.response["Error"]["Message"], "No cluster found for name: nobody.")
        with self.assertRaises(eks.exceptions.ResourceInUseException):
            eks.create_cluster(
                name=CLUSTER, roleArn=made["cluster_role"], resourcesVpcConfig={"subnetIds": made["subnets"]}
            )
        with self.assertRaises(eks.exceptions.ResourceInUseException):
            eks.delete_cluster(name=CLUSTER)
        with self.assertRaises(eks.exceptions.InvalidParameterException):
            eks.create_cluster(name="a b", roleArn=made["cluster_role"], resourcesVpcConfig={"subnetIds": []})

    def test_waiter_fails_where_nothing_is(self):
        with self.assertRaises(WaiterError):
            eks.get_waiter("nodegroup_active").wait(
                clusterName=CLUSTER, nodegroupName="nobody", WaiterConfig={"Delay": 0, "MaxAttempts": 1}
            )


class ZLast(unittest.TestCase):
    """After the others: takes everything down again."""

    def test_teardown(self):
        for name in ("vpc-cni", "coredns", "kube-proxy"):
            eks.delete_addon(clusterName=CLUSTER, addonName=name)
            wait("addon_deleted", clusterName=CLUSTER, addonName=name)
        for name in ("first", "second"):
            eks.delete_fargate_profile(clusterName=CLUSTER, fargateProfileName=name)
            wait("fargate_profile_deleted", clusterName=CLUSTER, fargateProfileName=name)
        for name in ("one", "two", "three"):
            eks.delete_nodegroup(clusterName=CLUSTER, nodegroupName=name)
        for name in ("one", "two", "three"):
            wait("nodegroup_deleted", clusterName=CLUSTER, nodegroupName=name)
        eks.delete_cluster(name=CLUSTER)
        wait("cluster_deleted", name=CLUSTER)
        self.assertEqual(eks.list_clusters()["clusters"], [])

    def test_teardown_left_nothing_untried(self):
        model = eks.meta.method_to_api_mapping
        operations = [name for name in model if eks.can_paginate(name)]
        self.assertEqual(sorted(set(operations) - tried_paginators), [])
        self.assertEqual(sorted(set(eks.waiter_names) - tried_waiters), [])


if __name__ == "__main__":
    unittest.main()
