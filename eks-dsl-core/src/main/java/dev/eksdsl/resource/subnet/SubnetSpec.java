package dev.eksdsl.resource.subnet;

import dev.eksdsl.model.Input;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A subnet.
 *
 * @param vpc the VPC's id
 * @param cidr its IPv4 block, such as {@code 10.0.0.0/19}
 * @param zone the availability zone, such as {@code us-east-1a}; empty leaves the choice to {@code zoneIndex}
 * @param zoneIndex which of the region's usable zones, from 0, ordered by name; used only where no zone is named. A subnet
 *     that exists stays in its zone
 * @param publicSubnet whether instances get a public address, and internet-facing load balancers are placed here
 * @param tags the user's tags
 */
public record SubnetSpec(
        Input vpc, String cidr, Optional<String> zone, int zoneIndex, boolean publicSubnet, Map<String, String> tags) {

    private static final String PUBLIC_ROLE = "kubernetes.io/role/elb";
    private static final String PRIVATE_ROLE = "kubernetes.io/role/internal-elb";

    public SubnetSpec {
        tags = Map.copyOf(tags);
    }

    SubnetSpec inZone(String name) {
        return new SubnetSpec(vpc, cidr, Optional.of(name), zoneIndex, publicSubnet, tags);
    }

    /** The user's tags, and the one by which load balancer controllers choose subnets. */
    Map<String, String> allTags() {
        Map<String, String> all = new TreeMap<>(tags);
        all.put(publicSubnet ? PUBLIC_ROLE : PRIVATE_ROLE, "1");
        return all;
    }
}
