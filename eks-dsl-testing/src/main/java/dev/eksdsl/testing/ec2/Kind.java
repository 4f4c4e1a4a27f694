package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A kind of EC2 resource: how its ids look, and how EC2 says that one is malformed or not there. */
enum Kind {
    VPC("vpc", ResourceType.VPC, "InvalidVpcID.NotFound", "InvalidVpcID.Malformed", "The vpc ID '%s' does not exist"),
    SUBNET(
            "subnet",
            ResourceType.SUBNET,
            "InvalidSubnetID.NotFound",
            "InvalidSubnetID.Malformed",
            "The subnet ID '%s' does not exist"),
    INTERNET_GATEWAY(
            "igw",
            ResourceType.INTERNET_GATEWAY,
            "InvalidInternetGatewayID.NotFound",
            "InvalidInternetGatewayId.Malformed",
            "The internetGateway ID '%s' does not exist"),
    ADDRESS(
            "eipalloc",
            ResourceType.ELASTIC_IP,
            "InvalidAllocationID.NotFound",
            "InvalidElasticIpID.Malformed",
            "The allocation ID '%s' does not exist"),
    NAT_GATEWAY(
            "nat",
            ResourceType.NATGATEWAY,
            "NatGatewayNotFound",
            "NatGatewayMalformed",
            "The Nat Gateway %s was not found"),
    ROUTE_TABLE(
            "rtb",
            ResourceType.ROUTE_TABLE,
            "InvalidRouteTableID.NotFound",
            "InvalidRouteTableId.Malformed",
            "The routeTable ID '%s' does not exist"),
    SECURITY_GROUP(
            "sg",
            ResourceType.SECURITY_GROUP,
            "InvalidGroup.NotFound",
            "InvalidGroupId.Malformed",
            "The security group '%s' does not exist"),
    SECURITY_GROUP_RULE(
            "sgr",
            ResourceType.SECURITY_GROUP_RULE,
            "InvalidSecurityGroupRuleId.NotFound",
            "InvalidSecurityGroupRuleId.Malformed",
            "The security group rule ID '%s' does not exist"),
    NETWORK_INTERFACE(
            "eni",
            ResourceType.NETWORK_INTERFACE,
            "InvalidNetworkInterfaceID.NotFound",
            "InvalidNetworkInterfaceId.Malformed",
            "The networkInterface ID '%s' does not exist"),
    NETWORK_ACL(
            "acl",
            ResourceType.NETWORK_ACL,
            "InvalidNetworkAclID.NotFound",
            "InvalidNetworkAclId.Malformed",
            "The networkAcl ID '%s' does not exist"),
    INSTANCE(
            "i",
            ResourceType.INSTANCE,
            "InvalidInstanceID.NotFound",
            "InvalidInstanceID.Malformed",
            "The instance ID '%s' does not exist"),
    VOLUME(
            "vol",
            ResourceType.VOLUME,
            "InvalidVolume.NotFound",
            "InvalidVolumeID.Malformed",
            "The volume '%s' does not exist."),
    LAUNCH_TEMPLATE(
            "lt",
            ResourceType.LAUNCH_TEMPLATE,
            "InvalidLaunchTemplateId.NotFound",
            "InvalidLaunchTemplateId.Malformed",
            "The specified launch template, with template ID %s, does not exist."),
    SPOT_REQUEST(
            "sir",
            ResourceType.SPOT_INSTANCES_REQUEST,
            "InvalidSpotInstanceRequestID.NotFound",
            "InvalidSpotInstanceRequestID.Malformed",
            "The spot instance request ID '%s' does not exist"),
    FLEET(
            "fleet",
            ResourceType.FLEET,
            "InvalidFleetId.NotFound",
            "InvalidFleetId.Malformed",
            "The fleet ID '%s' does not exist"),
    KEY_PAIR(
            "key",
            ResourceType.KEY_PAIR,
            "InvalidKeyPair.NotFound",
            "InvalidKeyPairId.Malformed",
            "The key pair '%s' does not exist"),
    PLACEMENT_GROUP(
            "pg",
            ResourceType.PLACEMENT_GROUP,
            "InvalidPlacementGroup.Unknown",
            "InvalidPlacementGroupId.Malformed",
            "The Placement Group '%s' is unknown."),
    IMAGE(
            "ami",
            ResourceType.IMAGE,
            "InvalidAMIID.NotFound",
            "InvalidAMIID.Malformed",
            "The image id '[%s]' does not exist"),
    SNAPSHOT(
            "snap",
            ResourceType.SNAPSHOT,
            "InvalidSnapshot.NotFound",
            "InvalidSnapshotID.Malformed",
            "The snapshot '%s' does not exist."),
    EGRESS_ONLY_GATEWAY(
            "eigw",
            ResourceType.EGRESS_ONLY_INTERNET_GATEWAY,
            "InvalidGatewayID.NotFound",
            "InvalidEgressOnlyInternetGatewayId.Malformed",
            "The eigw ID '%s' does not exist"),
    VPC_ENDPOINT(
            "vpce",
            ResourceType.VPC_ENDPOINT,
            "InvalidVpcEndpointId.NotFound",
            "InvalidVpcEndpointId.Malformed",
            "The Vpc Endpoint Id '%s' does not exist"),
    PREFIX_LIST(
            "pl",
            ResourceType.PREFIX_LIST,
            "InvalidPrefixListID.NotFound",
            "InvalidPrefixListId.Malformed",
            "The prefix list ID '%s' does not exist"),
    DHCP_OPTIONS(
            "dopt",
            ResourceType.DHCP_OPTIONS,
            "InvalidDhcpOptionID.NotFound",
            "InvalidDhcpOptionsId.Malformed",
            "The dhcpOption ID '%s' does not exist"),
    PEERING(
            "pcx",
            ResourceType.VPC_PEERING_CONNECTION,
            "InvalidVpcPeeringConnectionID.NotFound",
            "InvalidVpcPeeringConnectionId.Malformed",
            "The vpcPeeringConnection ID '%s' does not exist"),
    SUBNET_RESERVATION(
            "scr",
            ResourceType.SUBNET_CIDR_RESERVATION,
            "InvalidSubnetCidrReservationID.NotFound",
            "InvalidSubnetCidrReservationId.Malformed",
            "The specified subnet CIDR reservation id (%s) does not exist"),
    FLOW_LOG(
            "fl",
            ResourceType.VPC_FLOW_LOG,
            "InvalidFlowLogId.NotFound",
            "InvalidFlowLogId.Malformed",
            "These flow log ids in the input list are not found: [TotalCount: 1] %s");

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

    private final String prefix;
    private final ResourceType type;
    private final String notFoundCode;
    private final String malformedCode;
    private final String notFoundText;

    Kind(String prefix, ResourceType type, String notFoundCode, String malformedCode, String notFoundText) {
        this.prefix = prefix;
        this.type = type;
        this.notFoundCode = notFoundCode;
        this.malformedCode = malformedCode;
        this.notFoundText = notFoundText;
    }

    /** What ids of this kind begin with, without the dash. */
    String prefix() {
        return prefix;
    }

    /** The kind's name in tag specifications and in DescribeTags. */
    ResourceType type() {
        return type;
    }

    AwsFault notFound(String id) {
        return Ec2Faults.refuse(notFoundCode, String.format(notFoundText, id));
    }

    /** @throws AwsFault if the id cannot be one of this kind */
    void check(String id) {
        if (!id.startsWith(prefix + "-")) {
            throw Ec2Faults.refuse(malformedCode, "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
        }
        if (!DIGITS.matcher(id.substring(prefix.length() + 1)).matches()) {
            throw Ec2Faults.refuse(malformedCode, "Invalid id: \"" + id + "\"");
        }
    }

    /** Whether the id has the form of this kind's. */
    boolean takes(String id) {
        return id.startsWith(prefix + "-")
                && DIGITS.matcher(id.substring(prefix.length() + 1)).matches();
    }

    /** The kind that ids with this id's prefix belong to. */
    static Optional<Kind> of(String id) {
        int dash = id.indexOf('-');
        for (Kind kind : values()) {
            if (dash > 0 && kind.prefix.equals(id.substring(0, dash))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
