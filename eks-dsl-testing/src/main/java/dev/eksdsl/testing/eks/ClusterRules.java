package dev.eksdsl.testing.eks;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** What EKS refuses in a new cluster's name, network and settings. */
final class ClusterRules {

    /** Zones in which EKS puts no control plane (EKS user guide, network requirements). */
    private static final Set<String> CLOSED_ZONE_IDS = Set.of("use1-az3", "usw1-az2", "cac1-az3");

    private static final int LEAST_FREE_ADDRESSES = 6;

    private final Surroundings eks;
    private final CloudNetwork network;

    /** Whether any subnet and any security group is good. */
    private final boolean lenient;

    ClusterRules(Surroundings eks) {
        this.eks = eks;
        this.network = eks.network();
        this.lenient = eks.world().isLenient();
    }

    void name(@Nullable String name) {
        if (name == null || name.length() > 100 || !name.matches("[0-9A-Za-z][A-Za-z0-9_-]*")) {
            throw Refusals.invalidParameter(
                    Map.of(),
                    "The name of a cluster is 1 to 100 letters, digits, hyphens and underscores, and begins with a"
                            + " letter or a digit");
        }
    }

    /** The subnets, in the order given; refuses those that cannot carry a control plane. */
    List<SubnetView> subnets(Caller caller, List<String> ids, Map<String, Object> where) {
        if (lenient) {
            return ids.stream().map(id -> known(caller, id)).toList();
        }
        List<SubnetView> subnets = new ArrayList<>();
        for (String id : ids) {
            subnets.add(network.subnet(caller, id)
                    .orElseThrow(() -> Refusals.invalidParameter(where, "The subnet ID '" + id + "' does not exist")));
        }
        if (subnets.stream().map(SubnetView::vpcId).distinct().count() > 1) {
            throw Refusals.invalidParameter(where, "Subnets specified must belong to the same VPC");
        }
        closedZones(subnets, where);
        if (subnets.stream().map(SubnetView::zone).distinct().count() < 2) {
            throw Refusals.invalidParameter(where, "Subnets specified must be in at least two different AZs");
        }
        for (SubnetView subnet : subnets) {
            if (subnet.freeAddresses() < LEAST_FREE_ADDRESSES) {
                throw Refusals.invalidParameter(
                        where, "The subnet '" + subnet.id() + "' does not have enough free IP addresses");
            }
        }
        return subnets;
    }

    /** The VPC of the subnets, which are checked as {@link #subnets} does. */
    String vpc(Caller caller, List<String> subnetIds, Map<String, Object> where) {
        return subnets(caller, subnetIds, where).stream()
                .map(SubnetView::vpcId)
                .findFirst()
                .orElseGet(() -> madeUpVpc(caller));
    }

    /** The subnet, or if there is none one that is made up. */
    private SubnetView known(Caller caller, String id) {
        return network.subnet(caller, id)
                .orElseGet(() -> new SubnetView(
                        id, madeUpVpc(caller), caller.region() + "a", "", "10.0.0.0/24", LEAST_FREE_ADDRESSES, false));
    }

    /** The one VPC of all subnets of an account that a lenient world makes up. */
    private static String madeUpVpc(Caller caller) {
        return "vpc-" + String.format("%017x", Long.parseLong(caller.accountId()));
    }

    private static void closedZones(List<SubnetView> subnets, Map<String, Object> where) {
        for (SubnetView subnet : subnets) {
            if (CLOSED_ZONE_IDS.contains(subnet.zoneId())) {
                List<String> valid = subnets.stream()
                        .filter(other -> !CLOSED_ZONE_IDS.contains(other.zoneId()))
                        .map(SubnetView::zone)
                        .distinct()
                        .sorted()
                        .toList();
                throw new AwsFault(
                        400,
                        "UnsupportedAvailabilityZoneException",
                        "Cannot create cluster '" + where.get("clusterName") + "' because " + subnet.zone()
                                + ", the targeted availability zone, does not currently have sufficient capacity to"
                                + " support the cluster. Retry and choose from these availability zones: "
                                + String.join(", ", valid),
                        Map.of("clusterName", where.getOrDefault("clusterName", ""), "validZones", valid));
            }
        }
    }

    void securityGroups(Caller caller, List<String> groups, String vpcId, Map<String, Object> where) {
        int most = eks.most(EksQuota.SECURITY_GROUPS_PER_CLUSTER, caller);
        if (groups.size() > most) {
            throw Refusals.invalidParameter(
                    where, "A cluster takes up to " + most + " security groups, not " + groups.size());
        }
        if (lenient) {
            return;
        }
        for (String group : groups) {
            String vpc = network.vpcOfSecurityGroup(caller, group)
                    .orElseThrow(() ->
                            Refusals.invalidParameter(where, "The security group '" + group + "' does not exist"));
            if (!vpc.equals(vpcId)) {
                throw Refusals.invalidParameter(
                        where, "The security group '" + group + "' is not in the VPC " + vpcId + " of the subnets");
            }
        }
    }

    void endpoint(
            Caller caller,
            boolean publicAccess,
            boolean privateAccess,
            List<String> publicCidrs,
            Map<String, Object> where) {
        if (!publicAccess && !privateAccess) {
            throw Refusals.invalidParameter(
                    where, "Private and public endpoint access can't both be disabled: enable one of them");
        }
        int most = eks.most(EksQuota.PUBLIC_CIDRS_PER_CLUSTER, caller);
        if (publicCidrs.size() > most) {
            throw Refusals.invalidParameter(
                    where, "A cluster takes up to " + most + " publicAccessCidrs, not " + publicCidrs.size());
        }
        for (String cidr : publicCidrs) {
            if (Cidr.around(cidr).isEmpty()) {
                throw Refusals.invalidParameter(where, "The CIDR '" + cidr + "' in publicAccessCidrs is invalid");
            }
        }
    }

    /** The service range: the one asked for, else the default, which depends on the VPC's addresses. */
    String serviceCidr(
            @Nullable KubernetesNetworkConfigRequest asked, List<String> vpcCidrs, Map<String, Object> where) {
        List<Cidr> vpc =
                vpcCidrs.stream().flatMap(cidr -> Cidr.around(cidr).stream()).toList();
        String wanted = asked == null ? null : asked.serviceIpv4Cidr();
        if (wanted == null) {
            Cidr ten = Cidr.around("10.0.0.0/8").orElseThrow();
            return vpc.stream().anyMatch(ten::overlaps) ? "172.20.0.0/16" : "10.100.0.0/16";
        }
        Cidr block = Cidr.around(wanted).orElse(null);
        if (block == null || !block.isPrivate() || block.prefix() < 12 || block.prefix() > 24) {
            throw Refusals.invalidParameter(
                    where, "serviceIpv4Cidr '" + wanted + "' is not a block of /12 to /24 in a private range");
        }
        if (vpc.stream().anyMatch(block::overlaps)) {
            throw Refusals.invalidParameter(
                    where, "serviceIpv4Cidr '" + wanted + "' overlaps with the VPC's " + vpcCidrs);
        }
        return wanted;
    }

    /** Refuses Auto Mode that is asked for in part: it has three switches, which stand alike. */
    void autoMode(CreateClusterRequest request, Map<String, Object> where) {
        boolean compute = request.computeConfig() != null
                && Boolean.TRUE.equals(request.computeConfig().enabled());
        boolean balancing = request.kubernetesNetworkConfig() != null
                && request.kubernetesNetworkConfig().elasticLoadBalancing() != null
                && Boolean.TRUE.equals(
                        request.kubernetesNetworkConfig().elasticLoadBalancing().enabled());
        boolean storage = request.storageConfig() != null
                && request.storageConfig().blockStorage() != null
                && Boolean.TRUE.equals(request.storageConfig().blockStorage().enabled());
        if (compute != balancing || compute != storage) {
            throw Refusals.invalidParameter(
                    where,
                    "For EKS Auto Mode, computeConfig, kubernetesNetworkConfig.elasticLoadBalancing and"
                            + " storageConfig.blockStorage must all be enabled or all be disabled");
        }
    }

    void logging(Set<String> types, Map<String, Object> where) {
        Set<String> known = Set.of("api", "audit", "authenticator", "controllerManager", "scheduler");
        if (!known.containsAll(types)) {
            throw Refusals.invalidParameter(
                    where, "Unknown log types in " + types.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    static boolean publicAccess(@Nullable VpcConfigRequest request) {
        return request == null || !Boolean.FALSE.equals(request.endpointPublicAccess());
    }

    static boolean privateAccess(@Nullable VpcConfigRequest request) {
        return request != null && Boolean.TRUE.equals(request.endpointPrivateAccess());
    }
}
