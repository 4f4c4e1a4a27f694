package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.IdempotencyTokens;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All EC2 resources of one account in one region. */
final class RegionalState {

    /** Whoever called first: tells account and region. */
    final Caller owner;

    final String accountId;
    final String region;
    final String partition;

    /** The refusal's text is from github.com/ubicloud/ubicloud/pull/5898. */
    final IdempotencyTokens tokens = new IdempotencyTokens(token -> Ec2Faults.refuse(
            "IdempotentParameterMismatch",
            "Arguments on this idempotent request are inconsistent with arguments used in previous request(s)."));

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
    final Shelf<FakeLaunchTemplate> launchTemplates;
    final Shelf<FakeSpotRequest> spotRequests;
    final Shelf<FakeKeyPair> keyPairs;
    final Shelf<Images.Own> images;
    final Shelf<FakeFleet> fleets;
    final Shelf<PlacementGroups.Group> placementGroups;
    final Shelf<FakeSnapshot> snapshots;
    final Shelf<FakeEgressOnlyGateway> egressOnlyGateways;
    final Shelf<FakeEndpoint> endpoints;
    final Shelf<FakePrefixList> prefixLists;
    final Shelf<FakeDhcpOptions> dhcpOptions;
    final Shelf<FakePeering> peerings;
    final Shelf<FakeFlowLog> flowLogs;
    final Shelf<FakeReservation> subnetReservations;

    /** The id of the DHCP options that new VPCs get; null until there was a VPC. */
    @Nullable
    String defaultDhcpOptionsId;

    RegionalState(Caller caller, World world) {
        owner = caller;
        accountId = caller.accountId();
        region = caller.region();
        partition = caller.partition();
        vpcs = new Shelf<>(world, Kind.VPC, accountId);
        subnets = new Shelf<>(world, Kind.SUBNET, accountId);
        internetGateways = new Shelf<>(world, Kind.INTERNET_GATEWAY, accountId);
        addresses = new Shelf<>(world, Kind.ADDRESS, accountId);
        natGateways = new Shelf<>(world, Kind.NAT_GATEWAY, accountId);
        routeTables = new Shelf<>(world, Kind.ROUTE_TABLE, accountId);
        securityGroups = new Shelf<>(world, Kind.SECURITY_GROUP, accountId);
        rules = new Shelf<>(world, Kind.SECURITY_GROUP_RULE, accountId);
        networkAcls = new Shelf<>(world, Kind.NETWORK_ACL, accountId);
        interfaces = new Shelf<>(world, Kind.NETWORK_INTERFACE, accountId);
        instances = new Shelf<>(world, Kind.INSTANCE, accountId);
        volumes = new Shelf<>(world, Kind.VOLUME, accountId);
        launchTemplates = new Shelf<>(world, Kind.LAUNCH_TEMPLATE, accountId);
        spotRequests = new Shelf<>(world, Kind.SPOT_REQUEST, accountId);
        keyPairs = new Shelf<>(world, Kind.KEY_PAIR, accountId);
        images = new Shelf<>(world, Kind.IMAGE, accountId);
        fleets = new Shelf<>(world, Kind.FLEET, accountId);
        placementGroups = new Shelf<>(world, Kind.PLACEMENT_GROUP, accountId);
        snapshots = new Shelf<>(world, Kind.SNAPSHOT, accountId);
        egressOnlyGateways = new Shelf<>(world, Kind.EGRESS_ONLY_GATEWAY, accountId);
        endpoints = new Shelf<>(world, Kind.VPC_ENDPOINT, accountId);
        prefixLists = new Shelf<>(world, Kind.PREFIX_LIST, accountId);
        dhcpOptions = new Shelf<>(world, Kind.DHCP_OPTIONS, accountId);
        peerings = new Shelf<>(world, Kind.PEERING, accountId);
        subnetReservations = new Shelf<>(world, Kind.SUBNET_RESERVATION, accountId);
        flowLogs = new Shelf<>(world, Kind.FLOW_LOG, accountId);
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
                volumes,
                launchTemplates,
                spotRequests,
                keyPairs,
                images,
                fleets,
                placementGroups,
                snapshots,
                egressOnlyGateways,
                endpoints,
                prefixLists,
                dhcpOptions,
                peerings,
                flowLogs,
                subnetReservations);
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

    /** The interfaces that are attached to an instance, the primary one among them. */
    Stream<FakeInterface> interfacesOf(FakeInstance instance) {
        return interfaces.all().stream().filter(each -> instance.id.equals(each.instanceId()));
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
