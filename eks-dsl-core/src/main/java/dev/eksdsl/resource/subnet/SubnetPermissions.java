package dev.eksdsl.resource.subnet;

import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.ec2.Ec2Permissions;
import java.util.List;
import java.util.Optional;

/** What the caller must be allowed to do with subnets. */
final class SubnetPermissions {

    private SubnetPermissions() {}

    static List<Permission> of(Ec2Permissions ec2, Need need, Optional<SubnetSpec> spec) {
        return switch (need) {
            case OBSERVE ->
                spec.isPresent() ? List.of(ec2.read("DescribeAvailabilityZones")) : ec2.finding("DescribeSubnets");
            case CREATE ->
                ec2.making(
                        "CreateSubnet",
                        "subnet",
                        ec2.onOurs("CreateSubnet", "vpc"),
                        ec2.onOurs("ModifySubnetAttribute", "subnet"),
                        ec2.onOurs("DeleteSubnet", "subnet"));
            case UPDATE -> List.of();
            case DELETE ->
                List.of(
                        ec2.onOurs("DeleteSubnet", "subnet"),
                        ec2.read("DescribeNetworkInterfaces"),
                        ec2.onInterfacesOfCni("DeleteNetworkInterface"));
        };
    }
}
