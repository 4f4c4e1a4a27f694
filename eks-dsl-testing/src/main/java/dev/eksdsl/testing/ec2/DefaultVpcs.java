package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** The default VPC, as AWS gives one to a new account, and the operations that make it again. */
final class DefaultVpcs {

    private static final Cidr BLOCK = Cidr.around("172.31.0.0/16").orElseThrow();
    private static final int SUBNET_PREFIX = 20;

    private final Ec2State cloud;
    private final Vpcs vpcs;
    private final Subnets subnets;
    private final InternetGateways gateways;

    DefaultVpcs(Ec2State cloud, Vpcs vpcs, Subnets subnets, InternetGateways gateways) {
        this.cloud = cloud;
        this.vpcs = vpcs;
        this.subnets = subnets;
        this.gateways = gateways;
    }

    void register(Operations operations) {
        operations.on(CreateDefaultVpcRequest.class, this::create);
        operations.on(CreateDefaultSubnetRequest.class, this::createSubnet);
    }

    private static Optional<FakeVpc> present(RegionalState place) {
        return place.vpcs.all().stream().filter(vpc -> vpc.isDefault).findFirst();
    }

    /** 172.31.0.0/16 with a public subnet in each zone, and an internet gateway. */
    FakeVpc add(RegionalState place) {
        FakeVpc vpc = vpcs.add(place, BLOCK, Tenancy.DEFAULT, true, Map.of());
        FakeInternetGateway gateway = gateways.add(place, Map.of());
        gateway.vpcId = vpc.id;
        place.routeTablesOf(vpc.id).forEach(table -> table.routes().add(new FakeRoute("0.0.0.0/0", gateway.id)));
        Zones.of(place.region).forEach(zone -> addSubnet(place, vpc, zone));
        return vpc;
    }

    private FakeSubnet addSubnet(RegionalState place, FakeVpc vpc, Zones.Zone zone) {
        long first = BLOCK.first();
        Cidr cidr = new Cidr(first, SUBNET_PREFIX);
        while (isTaken(place, vpc, cidr)) {
            first += cidr.size();
            cidr = new Cidr(first, SUBNET_PREFIX);
        }
        FakeSubnet subnet = subnets.add(place, vpc, cidr, zone, Map.of());
        subnet.defaultForZone = true;
        subnet.publicIpOnLaunch = true;
        return subnet;
    }

    private static boolean isTaken(RegionalState place, FakeVpc vpc, Cidr cidr) {
        return place.subnets.all().stream().anyMatch(subnet -> subnet.vpc == vpc && subnet.cidr.overlaps(cidr));
    }

    private CreateDefaultVpcResponse create(CreateDefaultVpcRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (present(place).isPresent()) {
            throw Ec2Faults.refuse(
                    "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.");
        }
        return CreateDefaultVpcResponse.builder().vpc(add(place).view(place)).build();
    }

    private CreateDefaultSubnetResponse createSubnet(CreateDefaultSubnetRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = present(place)
                .orElseThrow(() -> Ec2Faults.refuse(
                        "DefaultVpcDoesNotExist", "A default VPC does not exist for this account in this region."));
        String name = Ec2Faults.required(request.availabilityZone(), "availabilityZone");
        Zones.Zone zone = Zones.byName(place.region, name)
                .orElseThrow(() -> Ec2Faults.invalid("Invalid availability zone: [" + name + "]"));
        boolean taken =
                place.subnets.all().stream().anyMatch(subnet -> subnet.defaultForZone && subnet.zone.equals(zone));
        if (taken) {
            throw Ec2Faults.refuse(
                    "DefaultSubnetAlreadyExistsInAvailabilityZone",
                    "A default subnet already exists in Availability Zone " + name + ".");
        }
        return CreateDefaultSubnetResponse.builder()
                .subnet(addSubnet(place, vpc, zone).view(place))
                .build();
    }
}
