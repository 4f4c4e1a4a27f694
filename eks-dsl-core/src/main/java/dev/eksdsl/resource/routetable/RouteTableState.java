package dev.eksdsl.resource.routetable;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A route table as found.
 *
 * @param id such as {@code rtb-0a1b2c}
 * @param vpc the VPC's id
 * @param defaultTarget the id of what the route 0.0.0.0/0 leads to, if there is such a route
 * @param associations by subnet id, the id of the association
 * @param tags all but the reserved ones
 */
public record RouteTableState(
        String id,
        String vpc,
        Optional<String> defaultTarget,
        Map<String, String> associations,
        Map<String, String> tags) {

    public RouteTableState {
        associations = Map.copyOf(associations);
        tags = Map.copyOf(tags);
    }

    /** Whether the default route leads to a gateway of the kinds that a declaration can name. */
    boolean leadsToGateway() {
        return defaultTarget
                .filter(target -> target.startsWith("igw-") || target.startsWith("nat-"))
                .isPresent();
    }

    RouteTableState withDefaultTarget(Optional<String> target) {
        return new RouteTableState(id, vpc, target, associations, tags);
    }

    RouteTableState withAssociation(String subnet, String association) {
        Map<String, String> all = new TreeMap<>(associations);
        all.put(subnet, association);
        return new RouteTableState(id, vpc, defaultTarget, all, tags);
    }

    RouteTableState withoutAssociation(String subnet) {
        Map<String, String> rest = new TreeMap<>(associations);
        rest.remove(subnet);
        return new RouteTableState(id, vpc, defaultTarget, rest, tags);
    }

    RouteTableState withTags(Map<String, String> all) {
        return new RouteTableState(id, vpc, defaultTarget, associations, all);
    }
}
