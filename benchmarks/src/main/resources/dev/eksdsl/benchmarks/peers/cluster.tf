terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "most_nodes" {
  type    = number
  default = 10
}

locals {
  name  = "production"
  zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

resource "aws_eks_cluster" "this" {
  name                          = local.name
  version                       = "1.34"
  role_arn                      = aws_iam_role.cluster.arn
  bootstrap_self_managed_addons = false

  access_config {
    authentication_mode = "API_AND_CONFIG_MAP"
  }

  vpc_config {
    subnet_ids              = aws_subnet.private[*].id
    security_group_ids      = [aws_security_group.control_plane.id]
    endpoint_private_access = true
    endpoint_public_access  = true
  }

  depends_on = [aws_iam_role_policy_attachment.cluster]
}

resource "aws_eks_addon" "first" {
  for_each     = toset(["vpc-cni", "kube-proxy"])
  cluster_name = aws_eks_cluster.this.name
  addon_name   = each.key
}

resource "aws_eks_node_group" "general" {
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "general-workers"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["m6i.large"]

  scaling_config {
    min_size     = 2
    desired_size = 3
    max_size     = 10
  }

  depends_on = [aws_iam_role_policy_attachment.node, aws_route_table_association.private, aws_eks_addon.first]
}

resource "aws_eks_node_group" "api" {
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "api-workers"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["m6i.large", "m6i.xlarge"]
  labels          = { tier = "api" }

  scaling_config {
    min_size     = 2
    desired_size = 3
    max_size     = var.most_nodes
  }

  taint {
    key    = "dedicated"
    value  = "api"
    effect = "NO_SCHEDULE"
  }

  depends_on = [aws_iam_role_policy_attachment.node, aws_route_table_association.private, aws_eks_addon.first]
}

resource "aws_eks_fargate_profile" "api" {
  cluster_name           = aws_eks_cluster.this.name
  fargate_profile_name   = "api-namespace"
  pod_execution_role_arn = aws_iam_role.fargate.arn
  subnet_ids             = aws_subnet.private[*].id

  selector {
    namespace = "api"
    labels    = { workload = "serverless" }
  }

  selector {
    namespace = "default"
  }

  depends_on = [aws_iam_role_policy_attachment.fargate, aws_route_table_association.private]
}

resource "aws_eks_addon" "dns" {
  cluster_name = aws_eks_cluster.this.name
  addon_name   = "coredns"
  depends_on   = [aws_eks_node_group.general]
}

resource "aws_eks_addon" "ebs" {
  cluster_name             = aws_eks_cluster.this.name
  addon_name               = "aws-ebs-csi-driver"
  service_account_role_arn = aws_iam_role.ebs.arn
  depends_on               = [aws_eks_node_group.general, aws_iam_role_policy_attachment.ebs]
}
