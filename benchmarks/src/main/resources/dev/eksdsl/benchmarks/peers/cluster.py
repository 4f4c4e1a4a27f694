"""The measured cluster through boto3, step by step with boto3's waiters: cluster.py apply | change | destroy.

Ids are kept in ids.json, in the folder where it runs.
"""
import json
import sys

import boto3

NAME = "production"
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]
POLICY = "arn:aws:iam::aws:policy/"
ROLES = {
    "cluster": ("eks", ["AmazonEKSClusterPolicy"]),
    "node": ("ec2", ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"]),
    "fargate": ("eks-fargate-pods", ["AmazonEKSFargatePodExecutionRolePolicy"]),
}
ACCOUNTS = {
    "ebs": ("kube-system:ebs-csi-controller-sa", ["service-role/AmazonEBSCSIDriverPolicy"]),
    "api": ("api:api-service-account", ["AmazonS3ReadOnlyAccess"]),
}

ec2, eks, iam = (boto3.client(service) for service in ("ec2", "eks", "iam"))


def tagged(kind, **tags):
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


def role(name, trust, policies):
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **trust}]}
    arn = iam.create_role(RoleName=f"{NAME}-{name}", AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    for policy in policies:
        iam.attach_role_policy(RoleName=f"{NAME}-{name}", PolicyArn=POLICY + policy)
    return arn


def service_role(name):
    service, policies = ROLES[name]
    return role(
        name, {"Action": "sts:AssumeRole", "Principal": {"Service": service + ".amazonaws.com"}}, policies
    )


def account_role(name, provider, issuer):
    account, policies = ACCOUNTS[name]
    equal = {issuer + ":sub": "system:serviceaccount:" + account, issuer + ":aud": "sts.amazonaws.com"}
    return role(
        name,
        {
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Principal": {"Federated": provider},
            "Condition": {"StringEquals": equal},
        },
        policies,
    )


def network():
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tagged("vpc", Name=NAME))["Vpc"]["VpcId"]
    ec2.get_waiter("vpc_available").wait(VpcIds=[vpc])
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(VpcId=vpc, InternetGatewayId=gateway)
    subnets = {"public": [], "private": []}
    for kind, tag, first in (("public", "elb", 0), ("private", "internal-elb", 3)):
        for number, zone in enumerate(ZONES):
            subnets[kind].append(
                ec2.create_subnet(
                    VpcId=vpc,
                    AvailabilityZone=zone,
                    CidrBlock=f"10.0.{32 * (first + number)}.0/19",
                    TagSpecifications=tagged("subnet", **{"kubernetes.io/role/" + tag: "1"}),
                )["Subnet"]["SubnetId"]
            )
    for subnet in subnets["public"]:
        ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnets["public"][0], AllocationId=address)["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat])
    tables = {}
    for kind, target in (("public", {"GatewayId": gateway}), ("private", {"NatGatewayId": nat})):
        tables[kind] = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        ec2.create_route(RouteTableId=tables[kind], DestinationCidrBlock="0.0.0.0/0", **target)
        for subnet in subnets[kind]:
            ec2.associate_route_table(RouteTableId=tables[kind], SubnetId=subnet)
    group = ec2.create_security_group(VpcId=vpc, GroupName=NAME + "-control-plane", Description="The API of " + NAME)[
        "GroupId"
    ]
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}
        ],
    )
    return dict(
        vpc=vpc, gateway=gateway, subnets=subnets, address=address, nat=nat, tables=list(tables.values()), group=group
    )


def addon(name, **more):
    eks.create_addon(clusterName=NAME, addonName=name, **more)
    eks.get_waiter("addon_active").wait(clusterName=NAME, addonName=name)


def node_group(name, types, role_arn, subnets, **more):
    eks.create_nodegroup(
        clusterName=NAME,
        nodegroupName=name,
        instanceTypes=types,
        nodeRole=role_arn,
        subnets=subnets,
        scalingConfig=dict(minSize=2, desiredSize=3, maxSize=10),
        **more,
    )
    eks.get_waiter("nodegroup_active").wait(clusterName=NAME, nodegroupName=name)


def apply():
    ids = network()
    roles = {name: service_role(name) for name in ROLES}
    private = ids["subnets"]["private"]
    eks.create_cluster(
        name=NAME,
        version="1.34",
        roleArn=roles["cluster"],
        bootstrapSelfManagedAddons=False,
        accessConfig={"authenticationMode": "API_AND_CONFIG_MAP"},
        resourcesVpcConfig=dict(
            subnetIds=private, securityGroupIds=[ids["group"]], endpointPrivateAccess=True, endpointPublicAccess=True
        ),
    )
    eks.get_waiter("cluster_active").wait(name=NAME)
    issuer = eks.describe_cluster(name=NAME)["cluster"]["identity"]["oidc"]["issuer"]
    ids["provider"] = iam.create_open_id_connect_provider(Url=issuer, ClientIDList=["sts.amazonaws.com"])[
        "OpenIDConnectProviderArn"
    ]
    accounts = {name: account_role(name, ids["provider"], issuer.removeprefix("https://")) for name in ACCOUNTS}
    addon("vpc-cni")
    addon("kube-proxy")
    node_group("general-workers", ["m6i.large"], roles["node"], private)
    node_group(
        "api-workers",
        ["m6i.large", "m6i.xlarge"],
        roles["node"],
        private,
        labels={"tier": "api"},
        taints=[dict(key="dedicated", value="api", effect="NO_SCHEDULE")],
    )
    eks.create_fargate_profile(
        clusterName=NAME,
        fargateProfileName="api-namespace",
        podExecutionRoleArn=roles["fargate"],
        subnets=private,
        selectors=[{"namespace": "api", "labels": {"workload": "serverless"}}, {"namespace": "default"}],
    )
    eks.get_waiter("fargate_profile_active").wait(clusterName=NAME, fargateProfileName="api-namespace")
    addon("coredns")
    addon("aws-ebs-csi-driver", serviceAccountRoleArn=accounts["ebs"])
    with open("ids.json", "w") as f:
        json.dump(ids, f)


def change():
    eks.update_nodegroup_config(clusterName=NAME, nodegroupName="api-workers", scalingConfig={"maxSize": 12})
    eks.get_waiter("nodegroup_active").wait(clusterName=NAME, nodegroupName="api-workers")


def destroy():
    with open("ids.json") as f:
        ids = json.load(f)
    for name in ("aws-ebs-csi-driver", "coredns"):
        eks.delete_addon(clusterName=NAME, addonName=name)
        eks.get_waiter("addon_deleted").wait(clusterName=NAME, addonName=name)
    eks.delete_fargate_profile(clusterName=NAME, fargateProfileName="api-namespace")
    eks.get_waiter("fargate_profile_deleted").wait(clusterName=NAME, fargateProfileName="api-namespace")
    for name in ("api-workers", "general-workers"):
        eks.delete_nodegroup(clusterName=NAME, nodegroupName=name)
        eks.get_waiter("nodegroup_deleted").wait(clusterName=NAME, nodegroupName=name)
    for name in ("kube-proxy", "vpc-cni"):
        eks.delete_addon(clusterName=NAME, addonName=name)
        eks.get_waiter("addon_deleted").wait(clusterName=NAME, addonName=name)
    eks.delete_cluster(name=NAME)
    eks.get_waiter("cluster_deleted").wait(name=NAME)
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=ids["provider"])
    for name, (_, policies) in {**ROLES, **ACCOUNTS}.items():
        for policy in policies:
            iam.detach_role_policy(RoleName=f"{NAME}-{name}", PolicyArn=POLICY + policy)
        iam.delete_role(RoleName=f"{NAME}-{name}")
    ec2.delete_nat_gateway(NatGatewayId=ids["nat"])
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[ids["nat"]])
    ec2.release_address(AllocationId=ids["address"])
    for table in ids["tables"]:
        for association in ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Associations"]:
            ec2.disassociate_route_table(AssociationId=association["RouteTableAssociationId"])
        ec2.delete_route_table(RouteTableId=table)
    ec2.delete_security_group(GroupId=ids["group"])
    for subnets in ids["subnets"].values():
        for subnet in subnets:
            ec2.delete_subnet(SubnetId=subnet)
    ec2.detach_internet_gateway(VpcId=ids["vpc"], InternetGatewayId=ids["gateway"])
    ec2.delete_internet_gateway(InternetGatewayId=ids["gateway"])
    ec2.delete_vpc(VpcId=ids["vpc"])


{"apply": apply, "change": change, "destroy": destroy}[sys.argv[1]]()
