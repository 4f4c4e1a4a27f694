package dev.eksdsl.resource.routetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

class RouteTableTypeTest {

    private static final ResourceId ID = new ResourceId("route-table", "private");
    private static final Inputs KNOWN =
            input -> input instanceof Input.Known known ? Optional.of(known.value()) : Optional.empty();

    private final RouteTableType type = new RouteTableType();

    @Test
    void tableAsWished_noChange() {
        assertThat(changes(toNat("nat-1", "subnet-a"), state("nat-1", "subnet-a")))
                .isEmpty();
    }

    @Test
    void routeToAnotherGateway_changedInPlace() {
        assertThat(changes(toNat("nat-2", "subnet-a"), state("nat-1", "subnet-a")))
                .containsExactly(new FieldChange("defaultRoute", "\"nat-1\"", "\"nat-2\"", "route"));
    }

    @Test
    void missingAssociation_changedInPlace() {
        assertThat(changes(toNat("nat-1", "subnet-a", "subnet-b"), state("nat-1", "subnet-a")))
                .containsExactly(new FieldChange("subnets", "[subnet-a]", "[subnet-a, subnet-b]", "associate"));
    }

    @Test
    void subnetStillToBeCreated_showsAsChangeByItsName() {
        Input later = Input.of(new ResourceId("subnet", "private-3").output("id"));
        RouteTableSpec spec = spec(Optional.empty(), List.of(Input.known("subnet-a"), later));

        assertThat(changes(
                        spec,
                        new RouteTableState("rtb-1", "vpc-1", Optional.empty(), Map.of("subnet-a", "a"), Map.of())))
                .hasToString("[subnets [subnet-a] → [(subnet/private-3.id), subnet-a]]");
    }

    @Test
    void noWayOutWished_gatewayRouteTakenAwayButTransitGatewayLeft() {
        RouteTableSpec isolated = spec(Optional.empty(), List.of(Input.known("subnet-a")));

        assertThat(changes(isolated, state("nat-1", "subnet-a"))).hasToString("[defaultRoute \"nat-1\" → \"none\"]");
        assertThat(changes(isolated, state("tgw-1", "subnet-a"))).isEmpty();
    }

    @Test
    void subnetOfAnotherTable_movedAndTheUnwishedOneLetGo() {
        ScriptedAws aws = new ScriptedAws()
                .on(AssociateRouteTableRequest.class, q -> {
                    throw Refusals.of("AssociateRouteTable", "Resource.AlreadyAssociated", "in use");
                })
                .on(
                        DescribeRouteTablesRequest.class,
                        q -> DescribeRouteTablesResponse.builder()
                                .routeTables(RouteTable.builder()
                                        .routeTableId("rtb-other")
                                        .associations(RouteTableAssociation.builder()
                                                .subnetId("subnet-b")
                                                .routeTableAssociationId("assoc-old")
                                                .build())
                                        .build())
                                .build())
                .on(
                        ReplaceRouteTableAssociationRequest.class,
                        q -> ReplaceRouteTableAssociationResponse.builder()
                                .newAssociationId("assoc-new")
                                .build())
                .on(
                        DisassociateRouteTableRequest.class,
                        q -> DisassociateRouteTableResponse.builder().build());
        RouteTableState state = state("nat-1", "subnet-a");

        Progress<RouteTableState> progress =
                type.update(new TestActing(aws, ID, false), toNat("nat-1", "subnet-b"), state, "associate", List.of());

        assertThat(progress)
                .isEqualTo(Progress.done(new RouteTableState(
                        "rtb-1", "vpc-1", Optional.of("nat-1"), Map.of("subnet-b", "assoc-new"), Map.of())));
        assertThat(aws.calls()).endsWith("ReplaceRouteTableAssociation", "DisassociateRouteTable");
    }

    private List<FieldChange> changes(RouteTableSpec spec, RouteTableState state) {
        return type.fields(KNOWN).compare(spec, state);
    }

    private static RouteTableSpec toNat(String nat, String... subnets) {
        return spec(
                Optional.of(new DefaultRoute.Nat(Input.known(nat))),
                List.of(subnets).stream().map(Input::known).toList());
    }

    private static RouteTableSpec spec(Optional<DefaultRoute> route, List<Input> subnets) {
        return new RouteTableSpec(Input.known("vpc-1"), route, subnets, Map.of());
    }

    private static RouteTableState state(String target, String subnet) {
        return new RouteTableState("rtb-1", "vpc-1", Optional.of(target), Map.of(subnet, "assoc-1"), Map.of());
    }
}
