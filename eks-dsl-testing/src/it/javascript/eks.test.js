// The AWS SDK for JavaScript against the endpoint of AWS_ENDPOINT_URL: commands, paginators, waiters, typed errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { CreateSubnetCommand, CreateVpcCommand, EC2Client, waitUntilVpcAvailable } from "@aws-sdk/client-ec2";
import {
  CreateAddonCommand,
  CreateClusterCommand,
  CreateNodegroupCommand,
  DeleteAddonCommand,
  DeleteClusterCommand,
  DeleteNodegroupCommand,
  DescribeClusterCommand,
  EKSClient,
  ResourceInUseException,
  ResourceNotFoundException,
  TagResourceCommand,
  UpdateClusterConfigCommand,
  paginateDescribeAddonVersions,
  paginateListNodegroups,
  waitUntilAddonActive,
  waitUntilAddonDeleted,
  waitUntilClusterActive,
  waitUntilClusterDeleted,
  waitUntilNodegroupActive,
  waitUntilNodegroupDeleted,
} from "@aws-sdk/client-eks";
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient, waitUntilRoleExists } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const region = "us-east-1";
const name = "javascript";
const eks = new EKSClient({ region });
const ec2 = new EC2Client({ region });
const iam = new IAMClient({ region });
const patience = { client: eks, maxWaitTime: 120, minDelay: 1, maxDelay: 2 };

async function role(roleName, service, ...policies) {
  const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }] };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  for (const policy of policies) {
    await iam.send(new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: `arn:aws:iam::aws:policy/${policy}` }));
  }
  await waitUntilRoleExists({ client: iam, maxWaitTime: 60 }, { RoleName: roleName });
  return Role.Arn;
}

/** Repeats a call while IAM settles, as every program on AWS has to. */
async function settled(command) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await eks.send(command);
    } catch (error) {
      if (attempt === 60 || !/role/i.test(error.message)) {
        throw error;
      }
      await pause(100);
    }
  }
}

async function all(pages, key) {
  const items = [];
  for await (const page of pages) {
    items.push(...page[key]);
  }
  return items;
}

test("a cluster's life", async (t) => {
  const { Account } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  assert.equal(Account, "123456789012");

  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  await waitUntilVpcAvailable({ client: ec2, maxWaitTime: 60 }, { VpcIds: [Vpc.VpcId] });
  const subnetIds = [];
  for (const [index, zone] of ["a", "b"].entries()) {
    const made = await ec2.send(
      new CreateSubnetCommand({ VpcId: Vpc.VpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: region + zone }),
    );
    subnetIds.push(made.Subnet.SubnetId);
  }
  const roleArn = await role("javascript-cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
  const nodeRole = await role(
    "javascript-node",
    "ec2.amazonaws.com",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonEC2ContainerRegistryReadOnly",
  );

  await t.test("is refused with typed errors", async () => {
    await assert.rejects(eks.send(new DescribeClusterCommand({ name })), (error) => {
      assert.ok(error instanceof ResourceNotFoundException);
      assert.equal(error.message, `No cluster found for name: ${name}.`);
      assert.equal(error.$metadata.httpStatusCode, 404);
      assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
      return true;
    });
  });

  await t.test("is created and waited for", async () => {
    const { cluster } = await settled(
      new CreateClusterCommand({ name, version: "1.34", roleArn, resourcesVpcConfig: { subnetIds, endpointPrivateAccess: true } }),
    );
    assert.equal(cluster.status, "CREATING");
    assert.ok(cluster.createdAt instanceof Date);
    await waitUntilClusterActive(patience, { name });
    const described = await eks.send(new DescribeClusterCommand({ name }));
    assert.match(described.cluster.endpoint, /^https:/);
    assert.match(Buffer.from(described.cluster.certificateAuthority.data, "base64").toString(), /^-----BEGIN CERTIFICATE-----/);
    await assert.rejects(
      eks.send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig: { subnetIds } })),
      ResourceInUseException,
    );
  });

  await t.test("gets node groups, page by page", async () => {
    for (const nodegroupName of ["one", "two", "three"]) {
      await settled(
        new CreateNodegroupCommand({
          clusterName: name,
          nodegroupName,
          nodeRole,
          subnets: subnetIds,
          scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 2 },
        }),
      );
    }
    for (const nodegroupName of ["one", "two", "three"]) {
      await waitUntilNodegroupActive(patience, { clusterName: name, nodegroupName });
    }
    const groups = await all(paginateListNodegroups({ client: eks, pageSize: 2 }, { clusterName: name }), "nodegroups");
    assert.deepEqual(groups.sort(), ["one", "three", "two"]);
  });

  await t.test("gets an add-on, tags and an update", async () => {
    const addons = await all(paginateDescribeAddonVersions({ client: eks, pageSize: 3 }, { kubernetesVersion: "1.34" }), "addons");
    assert.ok(addons.some((addon) => addon.addonName === "vpc-cni"));
    await eks.send(new CreateAddonCommand({ clusterName: name, addonName: "vpc-cni", resolveConflicts: "OVERWRITE" }));
    await waitUntilAddonActive(patience, { clusterName: name, addonName: "vpc-cni" });

    const { cluster } = await eks.send(new DescribeClusterCommand({ name }));
    await eks.send(new TagResourceCommand({ resourceArn: cluster.arn, tags: { "team name": "plätform/é" } }));
    assert.deepEqual((await eks.send(new DescribeClusterCommand({ name }))).cluster.tags, { "team name": "plätform/é" });

    const { update } = await eks.send(
      new UpdateClusterConfigCommand({ name, logging: { clusterLogging: [{ types: ["api"], enabled: true }] } }),
    );
    assert.equal(update.status, "InProgress");
    await waitUntilClusterActive(patience, { name });
  });

  await t.test("is deleted", async () => {
    await assert.rejects(eks.send(new DeleteClusterCommand({ name })), ResourceInUseException);
    await eks.send(new DeleteAddonCommand({ clusterName: name, addonName: "vpc-cni" }));
    await waitUntilAddonDeleted(patience, { clusterName: name, addonName: "vpc-cni" });
    for (const nodegroupName of ["one", "two", "three"]) {
      await eks.send(new DeleteNodegroupCommand({ clusterName: name, nodegroupName }));
    }
    for (const nodegroupName of ["one", "two", "three"]) {
      await waitUntilNodegroupDeleted(patience, { clusterName: name, nodegroupName });
    }
    await eks.send(new DeleteClusterCommand({ name }));
    await waitUntilClusterDeleted(patience, { name });
  });
});
