package dev.eksdsl;

import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.resource.addon.AddonType;
import dev.eksdsl.resource.cluster.ClusterType;
import dev.eksdsl.resource.elasticip.ElasticIpType;
import dev.eksdsl.resource.fargate.FargateProfileType;
import dev.eksdsl.resource.iam.RoleType;
import dev.eksdsl.resource.instance.InstanceType;
import dev.eksdsl.resource.internetgateway.InternetGatewayType;
import dev.eksdsl.resource.key.KeyType;
import dev.eksdsl.resource.launchtemplate.LaunchTemplateType;
import dev.eksdsl.resource.loadbalancer.LoadBalancerType;
import dev.eksdsl.resource.loggroup.LogGroupType;
import dev.eksdsl.resource.managedgroup.ManagedGroupType;
import dev.eksdsl.resource.natgateway.NatGatewayType;
import dev.eksdsl.resource.networkinterface.NetworkInterfaceType;
import dev.eksdsl.resource.nodegroup.NodeGroupType;
import dev.eksdsl.resource.oidc.OidcProviderType;
import dev.eksdsl.resource.routetable.RouteTableType;
import dev.eksdsl.resource.securitygroup.SecurityGroupType;
import dev.eksdsl.resource.subnet.SubnetType;
import dev.eksdsl.resource.targetgroup.TargetGroupType;
import dev.eksdsl.resource.volume.VolumeType;
import dev.eksdsl.resource.vpc.VpcType;
import dev.eksdsl.resource.workload.ClusterWorkloads;
import dev.eksdsl.resource.workload.WorkloadsType;
import java.util.List;
import java.util.Optional;

/** All resource kinds. A new kind is registered here, and nowhere else. */
final class Kinds {

    private Kinds() {}

    /** @param workloads the way to what runs in clusters, if there is one */
    static ResourceTypes with(Optional<ClusterWorkloads> workloads) {
        return ResourceTypes.of(List.of(
                new VpcType(),
                new InternetGatewayType(),
                new SubnetType(),
                new ElasticIpType(),
                new NatGatewayType(),
                new RouteTableType(),
                new SecurityGroupType(),
                new RoleType(),
                new ClusterType(),
                new OidcProviderType(),
                new NodeGroupType(),
                new FargateProfileType(),
                new AddonType(),
                new WorkloadsType(workloads),
                new LoadBalancerType(),
                new TargetGroupType(),
                new VolumeType(),
                new NetworkInterfaceType(),
                new ManagedGroupType(),
                new InstanceType(),
                new LaunchTemplateType(),
                new LogGroupType(),
                new KeyType()));
    }
}
