package dev.eksdsl.resource.routetable;

import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.ec2.Ec2Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the caller must be allowed to do with route tables. */
record RouteTablePermissions(Ec2Permissions ec2) {

    private static final String TYPE = "route-table";
    private static final String SUBNET = "subnet";

    List<Permission> of(Need need, Optional<RouteTableSpec> spec) {
        return switch (need) {
            case OBSERVE -> ec2.finding("DescribeRouteTables");
            case CREATE -> making(spec);
            case UPDATE -> List.of();
            case DELETE ->
                List.of(ec2.onOurs("DisassociateRouteTable", TYPE, SUBNET), ec2.onOurs("DeleteRouteTable", TYPE));
        };
    }

    /** One that is there already, of which the answer was lost, may lead and serve elsewhere: that is put right, too. */
    private List<Permission> making(Optional<RouteTableSpec> spec) {
        List<Permission> all = new ArrayList<>(ec2.making(
                "CreateRouteTable", TYPE, ec2.onOurs("CreateRouteTable", "vpc"), ec2.onOurs("DeleteRouteTable", TYPE)));
        all.addAll(associating());
        if (spec.flatMap(RouteTableSpec::defaultRoute).isPresent()) {
            all.addAll(leading());
        }
        return all;
    }

    /** To make the default route what is wished for. */
    List<Permission> routing(RouteTableSpec spec) {
        return spec.defaultRoute().isPresent() ? leading() : List.of(ec2.onOurs("DeleteRoute", TYPE));
    }

    /** A route may be there already, whoever made it; then it is replaced. */
    private List<Permission> leading() {
        return List.of(ec2.onOurs("CreateRoute", TYPE), ec2.onOurs("ReplaceRoute", TYPE));
    }

    /** A subnet may use another table; then it is moved. */
    List<Permission> associating() {
        return List.of(
                ec2.onOurs("AssociateRouteTable", TYPE, SUBNET),
                ec2.onOurs("ReplaceRouteTableAssociation", TYPE, SUBNET),
                ec2.onOurs("DisassociateRouteTable", TYPE, SUBNET));
    }

    List<Permission> tagging() {
        return ec2.tagging(TYPE);
    }
}
