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

/** A route table with its routes, and the subnets that use it. */
final class FakeRouteTable extends FakeResource {

    final String vpcId;
    /** The id of the association that makes this the VPC's main table; null if it is not. */
    @Nullable
    String mainAssociationId;
    /** Ids of the explicit associations, and the subnet of each. */
    final Map<String, String> associations = new LinkedHashMap<>();

    private final List<FakeRoute> routes = new ArrayList<>();

    FakeRouteTable(String id, FakeVpc vpc, @Nullable String mainAssociationId, Map<String, String> tags) {
        super(id, tags);
        this.vpcId = vpc.id;
        this.mainAssociationId = mainAssociationId;
        routes.add(new FakeRoute(vpc.cidr.toString(), "local"));
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

    private RouteTableAssociation association(String association, @Nullable String subnet) {
        return RouteTableAssociation.builder()
                .routeTableAssociationId(association)
                .routeTableId(id)
                .subnetId(subnet)
                .main(subnet == null)
                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build();
    }
}
