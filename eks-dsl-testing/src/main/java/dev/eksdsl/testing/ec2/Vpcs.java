package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** The operations on VPCs. Each VPC comes with a main route table, a default security group and a network ACL. */
final class Vpcs {

    private static final Describe<FakeVpc> DESCRIBE = new Describe<FakeVpc>()
            .by("vpc-id", vpc -> vpc.id)
            .by("cidr", vpc -> vpc.cidr)
            .by("cidr-block-association.cidr-block", vpc -> vpc.cidr)
            .by("cidr-block-association.association-id", vpc -> vpc.cidrAssociationId)
            .by("cidr-block-association.state", vpc -> "associated")
            .by("dhcp-options-id", vpc -> FakeVpc.DHCP_OPTIONS)
            .by("is-default", vpc -> vpc.isDefault)
            .by("state", vpc -> "available");

    private final Ec2State cloud;

    Vpcs(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateVpcRequest.class, this::create);
        operations.on(DescribeVpcsRequest.class, this::describe);
        operations.on(DeleteVpcRequest.class, this::delete);
        operations.on(ModifyVpcAttributeRequest.class, this::modifyAttribute);
        operations.on(DescribeVpcAttributeRequest.class, this::describeAttribute);
    }

    private CreateVpcResponse create(CreateVpcRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock()) || request.ipv4IpamPoolId() != null) {
            throw Ec2Faults.refuse("UnsupportedOperation", "The fake has no IPv6 blocks and no IPAM pools.");
        }
        Cidr cidr = cidr(request.cidrBlock());
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.VPC);
        Tenancy tenancy = request.instanceTenancy() == null ? Tenancy.DEFAULT : request.instanceTenancy();
        return CreateVpcResponse.builder()
                .vpc(add(place, cidr, tenancy, false, tags).view(place.accountId))
                .build();
    }

    /** Makes a VPC with all that comes with it. */
    FakeVpc add(RegionalState place, Cidr cidr, Tenancy tenancy, boolean isDefault, Map<String, String> tags) {
        if (place.vpcs.all().size() >= cloud.quotas.of(Ec2Quotas.Of.VPCS)) {
            throw Ec2Faults.limit("VpcLimitExceeded", "VPCs");
        }
        FakeVpc vpc = place.vpcs.add(new FakeVpc(
                place.vpcs.newId(), cidr, cloud.world.ids().ec2("vpc-cidr-assoc"), tenancy, isDefault, tags));
        place.routeTables.add(new FakeRouteTable(
                place.routeTables.newId(), vpc, cloud.world.ids().ec2("rtbassoc"), Map.of()));
        place.networkAcls.add(new FakeNetworkAcl(place.networkAcls.newId(), vpc.id));
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
                .vpcs(page.items().stream()
                        .map(vpc -> vpc.view(place.accountId))
                        .toList())
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
                .filter(acl -> acl.vpcId.equals(vpc.id))
                .toList()
                .forEach(place.networkAcls::remove);
        place.vpcs.remove(vpc);
        return DeleteVpcResponse.builder().build();
    }

    private static boolean hasDependencies(RegionalState place, FakeVpc vpc) {
        return Stream.of(
                        place.subnets.all().stream().filter(subnet -> subnet.vpc == vpc),
                        place.internetGatewayOf(vpc.id).stream(),
                        place.groupsOf(vpc.id).filter(group -> !group.isDefault()),
                        place.routeTablesOf(vpc.id).filter(table -> !table.isMain()))
                .anyMatch(dependents -> dependents.findAny().isPresent());
    }

    private ModifyVpcAttributeResponse modifyAttribute(ModifyVpcAttributeRequest request, Caller caller) {
        FakeVpc vpc = cloud.in(caller).vpcs.get(request.vpcId(), "vpcId");
        long attributes = Stream.of(
                        request.enableDnsSupport() != null,
                        request.enableDnsHostnames() != null,
                        request.enableNetworkAddressUsageMetrics() != null)
                .filter(given -> given)
                .count();
        if (attributes != 1) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination", "Exactly one attribute of a VPC can be modified by a request.");
        }
        if (request.enableDnsSupport() != null) {
            vpc.dnsSupport = Boolean.TRUE.equals(request.enableDnsSupport().value());
        } else if (request.enableDnsHostnames() != null) {
            boolean hostnames = Boolean.TRUE.equals(request.enableDnsHostnames().value());
            if (hostnames && !vpc.dnsSupport) {
                throw Ec2Faults.invalid(
                        "DNS hostnames cannot be enabled while DNS support is disabled for VPC " + vpc.id);
            }
            vpc.dnsHostnames = hostnames;
        } else {
            vpc.addressUsageMetrics = Boolean.TRUE.equals(
                    request.enableNetworkAddressUsageMetrics().value());
        }
        return ModifyVpcAttributeResponse.builder().build();
    }

    /** @throws AwsFault if the request names no attribute, or one that VPCs do not have */
    private DescribeVpcAttributeResponse describeAttribute(DescribeVpcAttributeRequest request, Caller caller) {
        FakeVpc vpc = cloud.in(caller).vpcs.get(request.vpcId(), "vpcId");
        String attribute = Ec2Faults.required(request.attributeAsString(), "attribute");
        DescribeVpcAttributeResponse.Builder response =
                DescribeVpcAttributeResponse.builder().vpcId(vpc.id);
        switch (attribute) {
            case "enableDnsSupport" -> response.enableDnsSupport(value -> value.value(vpc.dnsSupport));
            case "enableDnsHostnames" -> response.enableDnsHostnames(value -> value.value(vpc.dnsHostnames));
            case "enableNetworkAddressUsageMetrics" ->
                response.enableNetworkAddressUsageMetrics(value -> value.value(vpc.addressUsageMetrics));
            default -> throw Ec2Faults.invalid(attribute, "attribute", "Unknown VPC attribute.");
        }
        return response.build();
    }
}
