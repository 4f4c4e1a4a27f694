package dev.eksdsl.benchmarks.waiting;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** A VPC of three zones, with public and private subnets and one NAT gateway: the library's default. */
final class Network {

    static final int ZONES = 3;

    private final Site site;

    Network(Site site) {
        this.site = site;
    }

    List<Task> creation() {
        return List.of(
                Task.of("vpc/all", this::vpc),
                Task.of("gateway/internet", this::internetGateway, "vpc/all"),
                Task.of("subnets/all", this::subnets, "vpc/all"),
                Task.of("group/sg", this::securityGroup, "vpc/all"),
                Task.of("routes/public", () -> routes("public", "gateway/internet"), "gateway/internet", "subnets/all"),
                Task.of("nat/1", this::nat, () -> isNat(NatGatewayState.AVAILABLE), "gateway/internet", "subnets/all"),
                Task.of("routes/private", () -> routes("private", "nat/1"), "nat/1"));
    }

    List<Task> removal() {
        return List.of(
                Task.of(
                        "nat/1",
                        () -> site.ec2.deleteNatGateway(q -> q.natGatewayId(site.id("nat/1"))),
                        () -> isNat(NatGatewayState.DELETED)),
                Task.of("address/1", () -> site.ec2.releaseAddress(q -> q.allocationId(site.id("address/1"))), "nat/1"),
                Task.of("gateway/internet", this::dropInternetGateway, "nat/1", "address/1"),
                Task.of("subnets/all", this::dropSubnets, "nat/1", "cluster/" + Site.CLUSTER),
                Task.of("routes/all", this::dropRoutes, "subnets/all"),
                Task.of(
                        "group/sg",
                        () -> site.ec2.deleteSecurityGroup(q -> q.groupId(site.id("group/sg"))),
                        "cluster/" + Site.CLUSTER),
                Task.of(
                        "vpc/all",
                        () -> site.ec2.deleteVpc(q -> q.vpcId(site.id("vpc/all"))),
                        "gateway/internet",
                        "routes/all",
                        "group/sg"));
    }

    private void vpc() {
        String id = site.ec2.createVpc(q -> q.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        site.ec2.modifyVpcAttribute(q -> q.vpcId(id).enableDnsSupport(on -> on.value(true)));
        site.ec2.modifyVpcAttribute(q -> q.vpcId(id).enableDnsHostnames(on -> on.value(true)));
        site.knows("vpc/all", id);
    }

    private void internetGateway() {
        String id = site.ec2.createInternetGateway().internetGateway().internetGatewayId();
        site.ec2.attachInternetGateway(q -> q.internetGatewayId(id).vpcId(site.id("vpc/all")));
        site.knows("gateway/internet", id);
    }

    private void subnets() {
        for (int zone = 1; zone <= ZONES; zone++) {
            subnet("public-" + zone, zone, zone - 1);
            subnet("private-" + zone, zone, ZONES + zone - 1);
        }
    }

    /** The blocks are the library's: eighths of the VPC's. */
    private void subnet(String name, int zone, int block) {
        String id = site.ec2
                .createSubnet(q -> q.vpcId(site.id("vpc/all"))
                        .availabilityZone("us-east-1" + (char) ('a' + zone - 1))
                        .cidrBlock("10.0." + 32 * block + ".0/19"))
                .subnet()
                .subnetId();
        if (name.startsWith("public")) {
            site.ec2.modifySubnetAttribute(q -> q.subnetId(id).mapPublicIpOnLaunch(on -> on.value(true)));
        }
        site.knows("subnet/" + name, id);
    }

    private void securityGroup() {
        String id = site.ec2
                .createSecurityGroup(q ->
                        q.vpcId(site.id("vpc/all")).groupName("control-plane").description("The API"))
                .groupId();
        site.ec2.authorizeSecurityGroupIngress(
                q -> q.groupId(id).ipProtocol("tcp").fromPort(443).toPort(443).cidrIp("10.0.0.0/16"));
        site.knows("group/sg", id);
    }

    private void nat() {
        String address = site.ec2.allocateAddress(q -> q.domain(DomainType.VPC)).allocationId();
        site.knows("address/1", address);
        site.knows(
                "nat/1",
                site.ec2
                        .createNatGateway(
                                q -> q.subnetId(site.id("subnet/public-1")).allocationId(address))
                        .natGateway()
                        .natGatewayId());
    }

    private boolean isNat(NatGatewayState state) {
        return site.ec2.describeNatGateways(q -> q.natGatewayIds(site.id("nat/1"))).natGateways().stream()
                .allMatch(gateway -> gateway.state() == state);
    }

    private void routes(String side, String gateway) {
        String id = site.ec2
                .createRouteTable(q -> q.vpcId(site.id("vpc/all")))
                .routeTable()
                .routeTableId();
        site.ec2.createRoute(q -> {
            q.routeTableId(id).destinationCidrBlock("0.0.0.0/0");
            if (side.equals("public")) {
                q.gatewayId(site.id(gateway));
            } else {
                q.natGatewayId(site.id(gateway));
            }
        });
        IntStream.rangeClosed(1, ZONES)
                .forEach(zone -> site.ec2.associateRouteTable(
                        q -> q.routeTableId(id).subnetId(site.id("subnet/" + side + "-" + zone))));
        site.knows("routes/" + side, id);
    }

    private void dropInternetGateway() {
        String id = site.id("gateway/internet");
        site.ec2.detachInternetGateway(q -> q.internetGatewayId(id).vpcId(site.id("vpc/all")));
        site.ec2.deleteInternetGateway(q -> q.internetGatewayId(id));
    }

    private void dropSubnets() {
        site.names("subnet/").forEach(name -> site.ec2.deleteSubnet(q -> q.subnetId(site.id(name))));
    }

    private void dropRoutes() {
        Stream.of("public", "private")
                .forEach(side -> site.ec2.deleteRouteTable(q -> q.routeTableId(site.id("routes/" + side))));
    }
}
