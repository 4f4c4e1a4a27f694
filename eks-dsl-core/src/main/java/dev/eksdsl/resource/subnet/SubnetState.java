package dev.eksdsl.resource.subnet;

import java.util.Map;

/**
 * A subnet as found.
 *
 * @param id such as {@code subnet-0a1b2c}
 * @param vpc the VPC's id
 * @param cidr its IPv4 block
 * @param zone the name of its availability zone
 * @param publicIpOnLaunch the attribute {@code MapPublicIpOnLaunch}
 * @param tags all but the reserved ones
 */
public record SubnetState(
        String id, String vpc, String cidr, String zone, boolean publicIpOnLaunch, Map<String, String> tags) {

    public SubnetState {
        tags = Map.copyOf(tags);
    }

    SubnetState withPublicIpOnLaunch(boolean on) {
        return new SubnetState(id, vpc, cidr, zone, on, tags);
    }

    SubnetState withTags(Map<String, String> all) {
        return new SubnetState(id, vpc, cidr, zone, publicIpOnLaunch, all);
    }
}
