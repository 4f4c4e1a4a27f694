package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** The operations on VPCs. Each VPC comes with a main route table, a default security group and a network ACL. */
final class Vpcs {

    private static final Describe<FakeVpc> DESCRIBE = new Describe<FakeVpc>()
            .byOwner()
            .by("vpc-id", vpc -> vpc.id)
            .by("cidr", vpc -> vpc.cidr)
            .byEach("cidr-block-association.cidr-block", vpc -> texts(vpc.cidrs.values()))
            .byEach("cidr-block-association.association-id", vpc -> vpc.cidrs.keySet())
            .by("cidr-block-association.state", vpc -> "associated")
            .byEach("ipv6-cidr-block-association.ipv6-cidr-block", vpc -> texts(vpc.ipv6Blocks.values()))
            .byEach("ipv6-cidr-block-association.association-id", vpc -> vpc.ipv6Blocks.keySet())
            .by("ipv6-cidr-block-association.state", vpc -> vpc.ipv6Blocks.isEmpty() ? null : "associated")
            .by("ipv6-cidr-block-association.ipv6-pool", vpc -> vpc.ipv6Blocks.isEmpty() ? null : "Amazon")
            .by("dhcp-options-id", vpc -> vpc.dhcpOptionsId)
            .by("is-default", vpc -> vpc.isDefault)
            .by("isDefault", vpc -> vpc.isDefault)
            .by("state", vpc -> "available");

    private static List<String> texts(Collection<?> blocks) {
        return blocks.stream().map(Object::toString).toList();
    }

    private final Ec2State cloud;
    private final VpcCidrs cidrs;

    Vpcs(Ec2State cloud, VpcCidrs cidrs) {
        this.cloud = cloud;
        this.cidrs = cidrs;
    }

    void register(Operations operations) {
        operations.on(CreateVpcRequest.class, this::create);
        operations.on(DescribeVpcsRequest.class, this::describe);
        operations.on(DeleteVpcRequest.class, this::delete);
    }

    private CreateVpcResponse create(CreateVpcRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (request.ipv4IpamPoolId() != null || request.ipv6IpamPoolId() != null || request.ipv6Pool() != null) {
            throw Ec2Faults.refuse("UnsupportedOperation", "The fake has no address pools.");
        }
        Cidr cidr = cidr(request.cidrBlock());
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.VPC);
        Tenancy tenancy = request.instanceTenancy() == null ? Tenancy.DEFAULT : request.instanceTenancy();
        FakeVpc vpc = add(place, cidr, tenancy, false, tags);
        if (Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock())) {
            cidrs.addIpv6(place, vpc);
        }
        // what the answer shows is still pending; a moment later it is not
        return CreateVpcResponse.builder()
                .vpc(vpc.view(place).toBuilder().state(VpcState.PENDING).build())
                .build();
    }

    /** Makes a VPC with all that comes with it. */
    FakeVpc add(RegionalState place, Cidr cidr, Tenancy tenancy, boolean isDefault, Map<String, String> tags) {
        if (place.vpcs.all().size() >= cloud.limit(place, Ec2Limit.VPCS)) {
            throw Ec2Faults.limit("VpcLimitExceeded", "VPCs");
        }
        FakeVpc vpc = place.vpcs.add(new FakeVpc(
                place.vpcs.newId(),
                cidr,
                cloud.world.ids().ec2("vpc-cidr-assoc"),
                tenancy,
                isDefault,
                DhcpOptions.ofPlace(cloud, place).id,
                tags));
        place.routeTables.add(new FakeRouteTable(
                place.routeTables.newId(), vpc, cloud.world.ids().ec2("rtbassoc"), Map.of()));
        place.networkAcls.add(FakeNetworkAcl.byDefault(place.networkAcls.newId(), vpc.id));
        FakeSecurityGroup group = place.securityGroups.add(new FakeSecurityGroup(
                place.securityGroups.newId(), vpc.id, "default", "default VPC security group", Map.of()));
        SecurityGroups.allow(place, group, false, new FakeRule.Peer(FakeRule.Form.GROUP, group.id));
        SecurityGroups.allow(place, group, true, SecurityGroups.EVERYWHERE);
        return vpc;
    }

    /** EC2 takes blocks from /16 to /28, and drops bits behind the prefix. */
    static Cidr cidr(String given) {
        Cidr cidr = Cidr.around(Ec2Faults.required(given, "cidrBlock"))
                .orElseThrow(() -> Ec2Faults.invalid(given, "cidrBlock", "This is not a valid CIDR block."));
        if (cidr.prefix() < 16 || cidr.prefix() > 28) {
            throw Ec2Faults.refuse("InvalidVpc.Range", "The CIDR '" + given + "' is invalid.");
        }
        return cidr;
    }

    private DescribeVpcsResponse describe(DescribeVpcsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeVpc> page = DESCRIBE.page(
                place.vpcs, request.vpcIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeVpcsResponse.builder()
                .vpcs(page.items().stream().map(vpc -> vpc.view(place)).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteVpcResponse delete(DeleteVpcRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        if (hasDependencies(place, vpc)) {
            throw Ec2Faults.dependencies("vpc", vpc.id);
        }
        place.routeTablesOf(vpc.id).toList().forEach(place.routeTables::remove);
        place.dropGroup(place.defaultGroupOf(vpc.id));
        place.networkAcls.all().stream()
                .filter(acl -> acl.vpcId.equals(vpc.id) && acl.isDefault)
                .toList()
                .forEach(place.networkAcls::remove);
        place.vpcs.remove(vpc);
        return DeleteVpcResponse.builder().build();
    }

    private static boolean hasDependencies(RegionalState place, FakeVpc vpc) {
        return Stream.of(
                        place.subnets.all().stream().filter(subnet -> subnet.vpc == vpc),
                        place.internetGatewayOf(vpc.id).stream(),
                        place.egressOnlyGateways.all().stream().filter(gateway -> gateway.vpcId.equals(vpc.id)),
                        place.endpoints.all().stream().filter(endpoint -> endpoint.blocks(vpc)),
                        place.networkAcls.all().stream().filter(acl -> acl.vpcId.equals(vpc.id) && !acl.isDefault),
                        place.peerings.all().stream().filter(peering -> peering.blocks(vpc)),
                        place.groupsOf(vpc.id).filter(group -> !group.isDefault()),
                        place.routeTablesOf(vpc.id).filter(table -> !table.isMain()))
                .anyMatch(dependents -> dependents.findAny().isPresent());
    }
}
