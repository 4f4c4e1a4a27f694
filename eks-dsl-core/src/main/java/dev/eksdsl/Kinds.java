package dev.eksdsl;

import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.resource.addon.AddonType;
import dev.eksdsl.resource.cluster.ClusterType;
import dev.eksdsl.resource.elasticip.ElasticIpType;
import dev.eksdsl.resource.fargate.FargateProfileType;
import dev.eksdsl.resource.iam.RoleType;
import dev.eksdsl.resource.internetgateway.InternetGatewayType;
import dev.eksdsl.resource.natgateway.NatGatewayType;
import dev.eksdsl.resource.nodegroup.NodeGroupType;
import dev.eksdsl.resource.oidc.OidcProviderType;
import dev.eksdsl.resource.routetable.RouteTableType;
import dev.eksdsl.resource.securitygroup.SecurityGroupType;
import dev.eksdsl.resource.subnet.SubnetType;
import dev.eksdsl.resource.vpc.VpcType;
import java.util.List;

/** All resource kinds. A new kind is registered here, and nowhere else. */
final class Kinds {

    static final ResourceTypes ALL = ResourceTypes.of(List.of(
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
            new AddonType()));

    private Kinds() {}
}
