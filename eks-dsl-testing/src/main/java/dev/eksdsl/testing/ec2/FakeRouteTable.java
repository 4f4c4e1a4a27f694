package dev.eksdsl.testing.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** A route table with its routes, and the subnets and gateways that use it. */
final class FakeRouteTable extends FakeResource {

    final String vpcId;
    /** The id of the association that makes this the VPC's main table; null if it is not. */
    @Nullable
    String mainAssociationId;
    /** Ids of the explicit associations, and the subnet or internet gateway of each. */
    final Map<String, String> associations = new LinkedHashMap<>();

    private final List<FakeRoute> routes = new ArrayList<>();

    FakeRouteTable(String id, FakeVpc vpc, @Nullable String mainAssociationId, Map<String, String> tags) {
        super(id, tags);
        this.vpcId = vpc.id;
        this.mainAssociationId = mainAssociationId;
        vpc.cidrs.values().forEach(cidr -> addLocal(cidr.toString()));
        vpc.ipv6Blocks.values().forEach(block -> addLocal(block.toString()));
    }

    /** Gives the table the route to a block of its VPC; EC2 lists these first. */
    void addLocal(String block) {
        int locals = (int) routes.stream().filter(FakeRoute::isLocal).count();
        routes.add(locals, new FakeRoute(block, "local"));
    }

    void removeLocal(String block) {
        routes.removeIf(route -> route.destination().equals(block));
    }

    boolean isMain() {
        return mainAssociationId != null;
    }

    List<FakeRoute> routes() {
        return routes;
    }

    Optional<FakeRoute> route(String destination) {
        return routes.stream()
                .filter(route -> route.destination().equals(destination))
                .findFirst();
    }

    RouteTable view(RegionalState place) {
        List<RouteTableAssociation> all = new ArrayList<>();
        if (mainAssociationId != null) {
            all.add(association(mainAssociationId, null));
        }
        associations.forEach((association, subnet) -> all.add(association(association, subnet)));
        return RouteTable.builder()
                .routeTableId(id)
                .vpcId(vpcId)
                .ownerId(place.accountId)
                .routes(routes.stream().map(route -> route.view(place, vpcId)).toList())
                .associations(all)
                .tags(tagViews())
                .build();
    }

    /** @param member the subnet or gateway; null for the main association */
    private RouteTableAssociation association(String association, @Nullable String member) {
        boolean gateway = member != null && member.startsWith(Kind.INTERNET_GATEWAY.prefix() + "-");
        return RouteTableAssociation.builder()
                .routeTableAssociationId(association)
                .routeTableId(id)
                .subnetId(gateway ? null : member)
                .gatewayId(gateway ? member : null)
                .main(member == null)
                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build();
    }
}
