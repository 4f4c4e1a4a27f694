#!/bin/sh
# The measured cluster through the AWS CLI, step by step with the CLI's waiters: cluster.sh apply | change | destroy
# Ids are kept in the file ids, in the folder where it runs.
set -eu
export AWS_PAGER= AWS_DEFAULT_OUTPUT=text
name=production
policies=arn:aws:iam::aws:policy

keep() {
  echo "$1='$2'" >>ids
}

role() { # NAME STATEMENT POLICY...
  role=$1
  aws iam create-role --role-name "$name-$role" --query Role.Arn \
    --assume-role-policy-document "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",$2}]}"
  shift 2
  for policy; do
    aws iam attach-role-policy --role-name "$name-$role" --policy-arn "$policies/$policy"
  done
}

service() {
  echo "\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"$1.amazonaws.com\"}"
}

account() {
  echo "\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Principal\":{\"Federated\":\"$provider\"}," \
    "\"Condition\":{\"StringEquals\":{\"$issuer:sub\":\"system:serviceaccount:$1\",\"$issuer:aud\":\"sts.amazonaws.com\"}}"
}

subnets() { # TAG FIRST
  block=$2
  for zone in a b c; do
    aws ec2 create-subnet --vpc-id "$vpc" --availability-zone us-east-1$zone --cidr-block 10.0.$block.0/19 \
      --tag-specifications "ResourceType=subnet,Tags=[{Key=kubernetes.io/role/$1,Value=1}]" --query Subnet.SubnetId
    block=$((block + 32))
  done
}

table() { # OPTION TARGET SUBNET...
  table=$(aws ec2 create-route-table --vpc-id "$vpc" --query RouteTable.RouteTableId)
  aws ec2 create-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 "$1" "$2" >/dev/null
  shift 2
  for subnet; do
    aws ec2 associate-route-table --route-table-id "$table" --subnet-id "$subnet" >/dev/null
  done
  tables="$tables $table"
}

network() {
  vpc=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId \
    --tag-specifications "ResourceType=vpc,Tags=[{Key=Name,Value=$name}]")
  aws ec2 wait vpc-available --vpc-ids "$vpc"
  aws ec2 modify-vpc-attribute --vpc-id "$vpc" --enable-dns-hostnames
  gateway=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId)
  aws ec2 attach-internet-gateway --vpc-id "$vpc" --internet-gateway-id "$gateway"
  public=$(echo $(subnets elb 0))
  private=$(echo $(subnets internal-elb 96))
  for subnet in $public; do
    aws ec2 modify-subnet-attribute --subnet-id "$subnet" --map-public-ip-on-launch
  done
  address=$(aws ec2 allocate-address --domain vpc --query AllocationId)
  nat=$(aws ec2 create-nat-gateway --subnet-id "${public%% *}" --allocation-id "$address" --query NatGateway.NatGatewayId)
  aws ec2 wait nat-gateway-available --nat-gateway-ids "$nat"
  tables=
  table --gateway-id "$gateway" $public
  table --nat-gateway-id "$nat" $private
  group=$(aws ec2 create-security-group --vpc-id "$vpc" --group-name "$name-control-plane" \
    --description "The API of $name" --query GroupId)
  aws ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 443 --cidr 10.0.0.0/16 >/dev/null
  for id in vpc gateway public private address nat tables group; do
    eval "keep $id \"\$$id\""
  done
}

addon() { # NAME OPTION...
  addon=$1
  shift
  aws eks create-addon --cluster-name $name --addon-name "$addon" "$@" >/dev/null
  aws eks wait addon-active --cluster-name $name --addon-name "$addon"
}

nodes() { # NAME OPTION...
  group=$1
  shift
  aws eks create-nodegroup --cluster-name $name --nodegroup-name "$group" --node-role "$node_role" --subnets $private \
    --scaling-config minSize=2,desiredSize=3,maxSize=10 "$@" >/dev/null
  aws eks wait nodegroup-active --cluster-name $name --nodegroup-name "$group"
}

apply() {
  network
  cluster_role=$(role cluster "$(service eks)" AmazonEKSClusterPolicy)
  node_role=$(role node "$(service ec2)" AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEC2ContainerRegistryPullOnly)
  fargate_role=$(role fargate "$(service eks-fargate-pods)" AmazonEKSFargatePodExecutionRolePolicy)
  aws eks create-cluster --name $name --kubernetes-version 1.34 --role-arn "$cluster_role" \
    --no-bootstrap-self-managed-addons --access-config authenticationMode=API_AND_CONFIG_MAP \
    --resources-vpc-config "subnetIds=$(echo $private | tr ' ' ,),securityGroupIds=$group,endpointPublicAccess=true,endpointPrivateAccess=true" \
    >/dev/null
  aws eks wait cluster-active --name $name
  url=$(aws eks describe-cluster --name $name --query cluster.identity.oidc.issuer)
  issuer=${url#https://}
  provider=$(aws iam create-open-id-connect-provider --url "$url" --client-id-list sts.amazonaws.com \
    --query OpenIDConnectProviderArn)
  keep provider "$provider"
  ebs_role=$(role ebs "$(account kube-system:ebs-csi-controller-sa)" service-role/AmazonEBSCSIDriverPolicy)
  role api "$(account api:api-service-account)" AmazonS3ReadOnlyAccess >/dev/null
  addon vpc-cni
  addon kube-proxy
  nodes general-workers --instance-types m6i.large
  nodes api-workers --instance-types m6i.large m6i.xlarge --labels tier=api \
    --taints key=dedicated,value=api,effect=NO_SCHEDULE
  aws eks create-fargate-profile --cluster-name $name --fargate-profile-name api-namespace \
    --pod-execution-role-arn "$fargate_role" --subnets $private \
    --selectors '[{"namespace":"api","labels":{"workload":"serverless"}},{"namespace":"default"}]' >/dev/null
  aws eks wait fargate-profile-active --cluster-name $name --fargate-profile-name api-namespace
  addon coredns
  addon aws-ebs-csi-driver --service-account-role-arn "$ebs_role"
}

change() {
  aws eks update-nodegroup-config --cluster-name $name --nodegroup-name api-workers --scaling-config maxSize=12 >/dev/null
  aws eks wait nodegroup-active --cluster-name $name --nodegroup-name api-workers
}

no_addon() {
  aws eks delete-addon --cluster-name $name --addon-name "$1" >/dev/null
  aws eks wait addon-deleted --cluster-name $name --addon-name "$1"
}

no_role() { # NAME POLICY...
  role=$1
  shift
  for policy; do
    aws iam detach-role-policy --role-name "$name-$role" --policy-arn "$policies/$policy"
  done
  aws iam delete-role --role-name "$name-$role"
}

destroy() {
  . ./ids
  no_addon aws-ebs-csi-driver
  no_addon coredns
  aws eks delete-fargate-profile --cluster-name $name --fargate-profile-name api-namespace >/dev/null
  aws eks wait fargate-profile-deleted --cluster-name $name --fargate-profile-name api-namespace
  for group_name in api-workers general-workers; do
    aws eks delete-nodegroup --cluster-name $name --nodegroup-name $group_name >/dev/null
    aws eks wait nodegroup-deleted --cluster-name $name --nodegroup-name $group_name
  done
  no_addon kube-proxy
  no_addon vpc-cni
  aws eks delete-cluster --name $name >/dev/null
  aws eks wait cluster-deleted --name $name
  aws iam delete-open-id-connect-provider --open-id-connect-provider-arn "$provider"
  no_role cluster AmazonEKSClusterPolicy
  no_role node AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEC2ContainerRegistryPullOnly
  no_role fargate AmazonEKSFargatePodExecutionRolePolicy
  no_role ebs service-role/AmazonEBSCSIDriverPolicy
  no_role api AmazonS3ReadOnlyAccess
  aws ec2 delete-nat-gateway --nat-gateway-id "$nat" >/dev/null
  aws ec2 wait nat-gateway-deleted --nat-gateway-ids "$nat"
  aws ec2 release-address --allocation-id "$address"
  for table in $tables; do
    for association in $(aws ec2 describe-route-tables --route-table-ids "$table" \
      --query 'RouteTables[0].Associations[].RouteTableAssociationId'); do
      aws ec2 disassociate-route-table --association-id "$association"
    done
    aws ec2 delete-route-table --route-table-id "$table"
  done
  aws ec2 delete-security-group --group-id "$group" >/dev/null
  for subnet in $public $private; do
    aws ec2 delete-subnet --subnet-id "$subnet"
  done
  aws ec2 detach-internet-gateway --vpc-id "$vpc" --internet-gateway-id "$gateway"
  aws ec2 delete-internet-gateway --internet-gateway-id "$gateway"
  aws ec2 delete-vpc --vpc-id "$vpc"
}

"$1"
