package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.authorization.Relation;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** The operations on route tables and their associations; those on routes are in {@link Routes}. */
final class RouteTables {

    private static Describe<FakeRouteTable> filters(RegionalState place) {
        return new Describe<FakeRouteTable>()
                .byEach(
                        "route.state",
                        table -> table.routes().stream()
                                .map(route -> route.works(place, table.vpcId) ? "active" : "blackhole")
                                .toList())
                .byOwner()
                .by("route-table-id", table -> table.id)
                .by("vpc-id", table -> table.vpcId)
                .by("association.main", FakeRouteTable::isMain)
                .byEach("association.subnet-id", table -> associated(table, Kind.SUBNET))
                .byEach("association.gateway-id", table -> associated(table, Kind.INTERNET_GATEWAY))
                .by(
                        "association.route-table-id",
                        table -> table.associations.isEmpty() && !table.isMain() ? null : table.id)
                .byEach("association.route-table-association-id", RouteTables::associationIds)
                .byEach(
                        "route.destination-cidr-block",
                        table -> table.routes().stream()
                                .map(FakeRoute::destination)
                                .toList())
                .by("association.state", table -> table.associations.isEmpty() && !table.isMain() ? null : "associated")
                .byEach("route.gateway-id", table -> targets(table, Kind.INTERNET_GATEWAY))
                .byEach("route.egress-only-internet-gateway-id", table -> targets(table, Kind.EGRESS_ONLY_GATEWAY))
                .byEach("route.instance-id", table -> targets(table, Kind.INSTANCE))
                .byEach("route.vpc-peering-connection-id", table -> targets(table, Kind.PEERING))
                .byEach(
                        "route.destination-ipv6-cidr-block",
                        table -> table.routes().stream()
                                .map(FakeRoute::destination)
                                .filter(destination -> destination.contains(":"))
                                .toList())
                .byEach(
                        "route.destination-prefix-list-id",
                        table -> table.routes().stream()
                                .map(FakeRoute::destination)
                                .filter(destination -> destination.startsWith("pl-"))
                                .toList())
                .byEach(
                        "route.origin",
                        table -> table.routes().stream()
                                .map(route -> route.isLocal() ? "CreateRouteTable" : "CreateRoute")
                                .toList())
                .by("route.transit-gateway-id", table -> null)
                .byEach("route.nat-gateway-id", table -> targets(table, Kind.NAT_GATEWAY));
    }

    private final Ec2State cloud;

    RouteTables(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateRouteTableRequest.class, this::create);
        operations.on(DescribeRouteTablesRequest.class, this::describe);
        operations.on(DeleteRouteTableRequest.class, this::delete);
        operations.on(AssociateRouteTableRequest.class, this::associate);
        operations.on(DisassociateRouteTableRequest.class, this::disassociate);
        operations.on(ReplaceRouteTableAssociationRequest.class, this::replaceAssociation);
    }

    /** What an association's id leads to. */
    static Optional<String> related(RegionalState place, Relation relation, String associationId) {
        Optional<FakeRouteTable> table = place.routeTables.all().stream()
                .filter(each -> associationIds(each).contains(associationId))
                .findFirst();
        return switch (relation) {
            case ASSOCIATION_TABLE -> table.map(found -> found.id);
            case ASSOCIATION_SUBNET ->
                table.map(found -> found.associations.get(associationId))
                        .filter(member -> member.startsWith(Kind.SUBNET.prefix() + "-"));
            default -> Optional.empty();
        };
    }

    private static List<String> associationIds(FakeRouteTable table) {
        List<String> ids = new ArrayList<>(table.associations.keySet());
        if (table.mainAssociationId != null) {
            ids.add(table.mainAssociationId);
        }
        return ids;
    }

    private static List<String> associated(FakeRouteTable table, Kind kind) {
        return table.associations.values().stream()
                .filter(id -> id.startsWith(kind.prefix() + "-"))
                .toList();
    }

    private static List<String> targets(FakeRouteTable table, Kind kind) {
        return table.routes().stream()
                .map(FakeRoute::target)
                .filter(target -> target.startsWith(kind.prefix() + "-")
                        || kind == Kind.INTERNET_GATEWAY && target.equals("local"))
                .toList();
    }

    private CreateRouteTableResponse create(CreateRouteTableRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable table =
                place.tokens.once(request.clientToken(), request, FakeRouteTable.class, () -> create(place, request));
        return CreateRouteTableResponse.builder()
                .routeTable(table.view(place))
                .clientToken(request.clientToken())
                .build();
    }

    private FakeRouteTable create(RegionalState place, CreateRouteTableRequest request) {
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.ROUTE_TABLE);
        if (place.routeTablesOf(vpc.id).count() >= cloud.limit(place, Ec2Limit.ROUTE_TABLES_PER_VPC)) {
            throw Ec2Faults.limit("RouteTableLimitExceeded", "route tables");
        }
        return place.routeTables.add(new FakeRouteTable(place.routeTables.newId(), vpc, null, tags));
    }

    private DescribeRouteTablesResponse describe(DescribeRouteTablesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeRouteTable> page = filters(place)
                .page(
                        place.routeTables,
                        request.routeTableIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken());
        return DescribeRouteTablesResponse.builder()
                .routeTables(
                        page.items().stream().map(table -> table.view(place)).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteRouteTableResponse delete(DeleteRouteTableRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable table = place.routeTables.get(request.routeTableId(), "routeTableId");
        if (table.isMain() || !table.associations.isEmpty()) {
            throw Ec2Faults.dependencies("routeTable", table.id);
        }
        place.routeTables.remove(table);
        return DeleteRouteTableResponse.builder().build();
    }

    private AssociateRouteTableResponse associate(AssociateRouteTableRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable table = place.routeTables.get(request.routeTableId(), "routeTableId");
        String member = request.gatewayId() == null ? subnet(place, table, request) : gateway(place, table, request);
        return AssociateRouteTableResponse.builder()
                .associationId(associate(place, table, member))
                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build();
    }

    private static String subnet(RegionalState place, FakeRouteTable table, AssociateRouteTableRequest request) {
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        if (!subnet.vpc.id.equals(table.vpcId)) {
            throw Ec2Faults.invalid(
                    "route table " + table.id + " and subnet " + subnet.id + " belong to different networks");
        }
        return subnet.id;
    }

    /** A table for what comes in through the VPC's internet gateway, a gateway route table. */
    private String gateway(RegionalState place, FakeRouteTable table, AssociateRouteTableRequest request) {
        if (request.subnetId() != null) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination", "The parameters subnetId and gatewayId cannot be used together.");
        }
        FakeInternetGateway gateway = place.internetGateways.get(request.gatewayId(), "gatewayId");
        if (!cloud.world.isLenient() && !table.vpcId.equals(gateway.vpcId)) {
            throw Ec2Faults.invalid(
                    "route table " + table.id + " and network gateway " + gateway.id + " belong to different networks");
        }
        return gateway.id;
    }

    /** The same association again is the one that there is. */
    private String associate(RegionalState place, FakeRouteTable table, String member) {
        for (Map.Entry<String, String> present : table.associations.entrySet()) {
            if (present.getValue().equals(member)) {
                return present.getKey();
            }
        }
        if (place.routeTablesOf(table.vpcId).anyMatch(other -> other.associations.containsValue(member))) {
            throw Ec2Faults.refuse(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table " + table.id
                            + " conflicts with an existing association");
        }
        String association = cloud.world.ids().ec2("rtbassoc");
        table.associations.put(association, member);
        return association;
    }

    private DisassociateRouteTableResponse disassociate(DisassociateRouteTableRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable table = associated(place, request.associationId());
        if (request.associationId().equals(table.mainAssociationId)) {
            throw Ec2Faults.invalid("cannot disassociate the main route table association " + request.associationId());
        }
        table.associations.remove(request.associationId());
        return DisassociateRouteTableResponse.builder().build();
    }

    private ReplaceRouteTableAssociationResponse replaceAssociation(
            ReplaceRouteTableAssociationRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable before = associated(place, request.associationId());
        FakeRouteTable after = place.routeTables.get(request.routeTableId(), "routeTableId");
        if (!before.vpcId.equals(after.vpcId)) {
            throw Ec2Faults.invalid("route tables " + before.id + " and " + after.id + " belong to different networks");
        }
        String association =
                before == after ? request.associationId() : cloud.world.ids().ec2("rtbassoc");
        @Nullable String subnet = before.associations.remove(request.associationId());
        if (subnet == null) {
            before.mainAssociationId = null;
            after.mainAssociationId = association;
        } else {
            after.associations.put(association, subnet);
        }
        return ReplaceRouteTableAssociationResponse.builder()
                .newAssociationId(association)
                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build();
    }

    /** @throws AwsFault if no table has this association */
    private static FakeRouteTable associated(RegionalState place, @Nullable String associationId) {
        String association = Ec2Faults.required(associationId, "associationId");
        return place.routeTables.all().stream()
                .filter(table -> associationIds(table).contains(association))
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidAssociationID.NotFound", "The association ID '" + association + "' does not exist"));
    }
}
