package dev.eksdsl.testing.eks;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.RunningInstance;
import dev.eksdsl.testing.ec2.CloudNetwork.Side;
import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** What a node reaches, and needs to reach to join: AWS's services and the cluster's API. */
final class NodeWays {

    private static final int HTTPS = 443;
    private static final String ANYWHERE = "0.0.0.0/0";

    /** What a node without a way out needs endpoints of (EKS user guide, "Deploy private clusters"). */
    private static final Set<String> SERVICES = Set.of("ec2", "ecr.api", "ecr.dkr", "s3");

    private final CloudNetwork network;

    NodeWays(CloudNetwork network) {
        this.network = network;
    }

    /** Through a route that leads out, or through endpoints in the VPC if the cluster's API can be reached there too. */
    boolean reachesServices(NodegroupState group, Node node) {
        Caller owner = group.cluster.creator;
        String subnetId = node.facts().instance().subnetId();
        return network.hasWayOut(owner, subnetId)
                || vpc(group).endpointPrivateAccess()
                        && network.endpointServices(owner, subnetId).containsAll(SERVICES);
    }

    /**
     * In the VPC the node's groups must let it out, and those of the control plane must let it in (EKS user guide, "View
     * Amazon EKS security group requirements"); with public access alone the node has to get out, and the endpoint must be open
     * to the address that it comes from ("Cluster API server endpoint").
     */
    boolean reachesControlPlane(NodegroupState group, Node node) {
        Caller owner = group.cluster.creator;
        List<String> own = network.instance(owner, node.facts().instance().id())
                .map(RunningInstance::groupIds)
                .orElse(List.of());
        if (own.isEmpty()) {
            return true;
        }
        Side from = new Side(own, node.facts().instance().privateIp() + "/32");
        if (!vpc(group).endpointPrivateAccess()) {
            return network.letsThrough(owner, from, new Side(List.of(), ANYWHERE), HTTPS)
                    && network.outwardAddress(owner, node.facts().instance().id())
                            .map(address -> isOpenTo(group, address))
                            .orElse(true);
        }
        List<String> groups = new ArrayList<>(vpc(group).securityGroupIds());
        groups.add(vpc(group).clusterSecurityGroupId());
        List<String> cidrs = network.vpcCidrs(owner, group.cluster.vpcId()).orElse(List.of());
        return cidrs.stream().anyMatch(cidr -> network.letsThrough(owner, from, new Side(groups, cidr), HTTPS));
    }

    private static boolean isOpenTo(NodegroupState group, String address) {
        Cidr from = Cidr.parse(address + "/32");
        return vpc(group).publicAccessCidrs().stream()
                .filter(cidr -> !cidr.contains(":"))
                .anyMatch(cidr -> Cidr.parse(cidr).contains(from));
    }

    private static VpcConfigResponse vpc(NodegroupState group) {
        return group.cluster.described().resourcesVpcConfig();
    }
}
