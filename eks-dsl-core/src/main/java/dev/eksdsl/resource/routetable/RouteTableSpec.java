package dev.eksdsl.resource.routetable;

import dev.eksdsl.model.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route table.
 *
 * @param vpc the VPC's id
 * @param defaultRoute where what leaves the VPC goes; empty for a table without a way out. A route to something that is no
 *     gateway of ours, such as a transit gateway, is then left alone
 * @param subnets the ids of the subnets that use the table, and no others do
 * @param tags the user's tags
 */
public record RouteTableSpec(
        Input vpc, Optional<DefaultRoute> defaultRoute, List<Input> subnets, Map<String, String> tags) {

    public RouteTableSpec {
        subnets = List.copyOf(subnets);
        tags = Map.copyOf(tags);
    }
}
