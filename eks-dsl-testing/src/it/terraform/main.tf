# The guide's production cluster, as a user of Terraform writes it: a network of its own, managed node groups (one from a
# launch template), Fargate, add-ons, access entries, pod identity and a role for a service account.

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

variable "cluster_version" {
  type    = string
  default = "1.34"
}

variable "max_nodes" {
  type    = number
  default = 10
}

variable "disk_gib" {
  type    = number
  default = 50
}

variable "team" {
  type    = string
  default = "platform"
}

locals {
  name  = "production"
  zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  tags  = { team = var.team }
}

data "aws_caller_identity" "me" {}

data "aws_partition" "this" {}

data "aws_region" "here" {}

data "aws_availability_zones" "all" {
  state = "available"
}
