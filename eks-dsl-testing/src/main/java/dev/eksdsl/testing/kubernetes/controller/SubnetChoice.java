package dev.eksdsl.testing.kubernetes.controller;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Scheme;
import dev.eksdsl.testing.server.AwsFault;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which subnets a load balancer gets (AWS Load Balancer Controller documentation, "Subnet Discovery"). */
record SubnetChoice(ClusterContext cluster, CloudNetwork network, LoadBalancers loadBalancers) {

    /** A subnet with fewer free addresses is passed over. */
    private static final int LEAST_FREE_ADDRESSES = 8;

    /**
     * One subnet of each zone.
     *
     * @param named those that an annotation names, with commas between; empty to find them by their tags
     * @throws AwsFault if no subnets suit the scheme
     */
    List<String> of(String named, Scheme scheme) {
        if (!named.isEmpty()) {
            return Arrays.stream(named.split(",")).map(String::trim).toList();
        }
        String role = scheme == Scheme.INTERNAL ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb";
        Map<String, SubnetView> byZone = new TreeMap<>();
        loadBalancers.subnetTags(cluster.caller(), cluster.facts().vpcId()).entrySet().stream()
                .filter(subnet -> hasRole(subnet.getValue(), role) && isOurs(subnet.getValue()))
                .flatMap(subnet -> network.subnet(cluster.caller(), subnet.getKey()).stream())
                .filter(subnet -> subnet.freeAddresses() >= LEAST_FREE_ADDRESSES)
                .sorted(Comparator.comparing(SubnetView::id))
                .forEach(subnet -> byZone.putIfAbsent(subnet.zone(), subnet));
        if (byZone.isEmpty()) {
            throw new AwsFault(
                    400,
                    "SubnetNotFound",
                    "unable to resolve at least one subnet (0 match VPC and tags: [" + role + "])",
                    Map.of());
        }
        return byZone.values().stream().map(SubnetView::id).toList();
    }

    private static boolean hasRole(Map<String, String> tags, String role) {
        return tags.containsKey(role)
                && (tags.get(role).isEmpty() || tags.get(role).equals("1"));
    }

    /** A subnet that is tagged for other clusters only is not ours. */
    private boolean isOurs(Map<String, String> tags) {
        String prefix = "kubernetes.io/cluster/";
        return tags.keySet().stream().noneMatch(key -> key.startsWith(prefix))
                || tags.containsKey(prefix + cluster.facts().name());
    }
}
