package dev.eksdsl.resource.routetable;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Owned;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** Which subnets use a table: reads it, adds and removes. All calls may be repeated. */
final class Associations {

    private Associations() {}

    /** By subnet id, the association's id. */
    static Map<String, String> of(RouteTable table) {
        return table.associations().stream()
                .filter(association -> association.subnetId() != null && isThere(association))
                .collect(Collectors.toMap(
                        RouteTableAssociation::subnetId, RouteTableAssociation::routeTableAssociationId, (a, b) -> b));
    }

    /** Makes the subnet use the table, whatever table it uses now. Gives back the association's id. */
    static String add(AwsApi aws, String tableId, String subnetId) {
        AssociateRouteTableRequest request = AssociateRouteTableRequest.builder()
                .routeTableId(tableId)
                .subnetId(subnetId)
                .build();
        try {
            return aws.ec2(Ec2Client::associateRouteTable, request).associationId();
        } catch (AwsCallException e) {
            if (!e.is("Resource.AlreadyAssociated")) {
                throw e;
            }
            return move(aws, tableId, subnetId, e);
        }
    }

    static void remove(AwsApi aws, String associationId) {
        DisassociateRouteTableRequest request = DisassociateRouteTableRequest.builder()
                .associationId(associationId)
                .build();
        DescribeRouteTablesRequest left = DescribeRouteTablesRequest.builder()
                .filters(Owned.id("association.route-table-association-id", associationId))
                .build();
        Creation.unlessGone(
                () -> aws.ec2(Ec2Client::disassociateRouteTable, request),
                () -> aws.ec2(Ec2Client::describeRouteTables, left)
                        .routeTables()
                        .isEmpty());
    }

    /** One call moves the subnet from table to table, so that it never falls back to the VPC's main table in between. */
    private static String move(AwsApi aws, String tableId, String subnetId, AwsCallException refusal) {
        DescribeRouteTablesRequest describe = DescribeRouteTablesRequest.builder()
                .filters(Owned.id("association.subnet-id", subnetId))
                .build();
        RouteTable used = aws.ec2(Ec2Client::describeRouteTables, describe).routeTables().stream()
                .filter(table -> of(table).containsKey(subnetId))
                .findFirst()
                .orElseThrow(() -> refusal);
        String association = of(used).getOrDefault(subnetId, "");
        if (used.routeTableId().equals(tableId)) {
            return association;
        }
        ReplaceRouteTableAssociationRequest replace = ReplaceRouteTableAssociationRequest.builder()
                .associationId(association)
                .routeTableId(tableId)
                .build();
        return aws.ec2(Ec2Client::replaceRouteTableAssociation, replace).newAssociationId();
    }

    private static boolean isThere(RouteTableAssociation association) {
        if (association.associationState() == null) {
            return true;
        }
        RouteTableAssociationStateCode code = association.associationState().state();
        return code == RouteTableAssociationStateCode.ASSOCIATED || code == RouteTableAssociationStateCode.ASSOCIATING;
    }
}
