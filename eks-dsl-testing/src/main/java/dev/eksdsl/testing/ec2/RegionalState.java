package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All EC2 resources of one account in one region. */
final class RegionalState {

    final String accountId;
    final String region;
    final String partition;
    final ClientTokens tokens = new ClientTokens();
    final Shelf<FakeVpc> vpcs;
    final Shelf<FakeSubnet> subnets;
    final Shelf<FakeInternetGateway> internetGateways;
    final Shelf<FakeAddress> addresses;
    final Shelf<FakeNatGateway> natGateways;
    final Shelf<FakeRouteTable> routeTables;
    final Shelf<FakeSecurityGroup> securityGroups;
    final Shelf<FakeRule> rules;
    final Shelf<FakeNetworkAcl> networkAcls;
    final Shelf<FakeInterface> interfaces;
    final Shelf<FakeInstance> instances;
    final Shelf<FakeVolume> volumes;

    RegionalState(Caller caller, World world) {
        accountId = caller.accountId();
        region = caller.region();
        partition = caller.partition();
        vpcs = new Shelf<>(world, Kind.VPC);
        subnets = new Shelf<>(world, Kind.SUBNET);
        internetGateways = new Shelf<>(world, Kind.INTERNET_GATEWAY);
        addresses = new Shelf<>(world, Kind.ADDRESS);
        natGateways = new Shelf<>(world, Kind.NAT_GATEWAY);
        routeTables = new Shelf<>(world, Kind.ROUTE_TABLE);
        securityGroups = new Shelf<>(world, Kind.SECURITY_GROUP);
        rules = new Shelf<>(world, Kind.SECURITY_GROUP_RULE);
        networkAcls = new Shelf<>(world, Kind.NETWORK_ACL);
        interfaces = new Shelf<>(world, Kind.NETWORK_INTERFACE);
        instances = new Shelf<>(world, Kind.INSTANCE);
        volumes = new Shelf<>(world, Kind.VOLUME);
    }

    List<Shelf<? extends FakeResource>> shelves() {
        return List.of(
                vpcs,
                subnets,
                internetGateways,
                addresses,
                natGateways,
                routeTables,
                securityGroups,
                rules,
                networkAcls,
                interfaces,
                instances,
                volumes);
    }

    Shelf<? extends FakeResource> shelf(Kind kind) {
        return shelves().stream()
                .filter(shelf -> shelf.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    Optional<FakeInternetGateway> internetGatewayOf(String vpcId) {
        return internetGateways.all().stream()
                .filter(gateway -> vpcId.equals(gateway.vpcId))
                .findFirst();
    }

    FakeSecurityGroup defaultGroupOf(String vpcId) {
        return groupsOf(vpcId).filter(FakeSecurityGroup::isDefault).findFirst().orElseThrow();
    }

    Stream<FakeSecurityGroup> groupsOf(String vpcId) {
        return securityGroups.all().stream().filter(group -> group.vpcId.equals(vpcId));
    }

    Stream<FakeRouteTable> routeTablesOf(String vpcId) {
        return routeTables.all().stream().filter(table -> table.vpcId.equals(vpcId));
    }

    /** The route table that the subnet uses: its own, else the VPC's main one. */
    FakeRouteTable routeTableFor(FakeSubnet subnet) {
        return routeTablesOf(subnet.vpc.id)
                .filter(table -> table.associations.containsValue(subnet.id))
                .findFirst()
                .orElseGet(() -> routeTablesOf(subnet.vpc.id)
                        .filter(FakeRouteTable::isMain)
                        .findFirst()
                        .orElseThrow());
    }

    Stream<FakeInterface> interfacesIn(FakeSubnet subnet) {
        return interfaces.all().stream().filter(networkInterface -> networkInterface.subnet == subnet);
    }

    Stream<FakeRule> rulesOf(FakeSecurityGroup group) {
        return rules.all().stream().filter(rule -> rule.groupId.equals(group.id));
    }

    /** Takes a security group and its rules away, asking nothing. */
    void dropGroup(FakeSecurityGroup group) {
        rulesOf(group).toList().forEach(rules::remove);
        securityGroups.remove(group);
    }

    String arn(String resource) {
        return "arn:" + partition + ":ec2:" + region + ":" + accountId + ":" + resource;
    }
}
