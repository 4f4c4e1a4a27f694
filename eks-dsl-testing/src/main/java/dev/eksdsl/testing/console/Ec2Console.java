package dev.eksdsl.testing.console;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Networks and instances, changed by hand: see {@link Console}. */
public final class Ec2Console {

    private final Ec2Client ec2;
    private final Waiting waiting;

    Ec2Console(Ec2Client ec2, Waiting waiting) {
        this.ec2 = ec2;
        this.waiting = waiting;
    }

    /** Lets TCP connections from some addresses in. */
    public void openPort(String securityGroup, int port, String cidr) {
        String id = group(securityGroup).groupId();
        ec2.authorizeSecurityGroupIngress(
                q -> q.groupId(id).ipProtocol("tcp").fromPort(port).toPort(port).cidrIp(cidr));
    }

    /** Revokes every rule that lets TCP connections to this port in, from wherever. */
    public void closePort(String securityGroup, int port) {
        SecurityGroup group = group(securityGroup);
        List<IpPermission> open = group.ipPermissions().stream()
                .filter(rule -> rule.ipProtocol().equals("tcp") && rule.fromPort() <= port && port <= rule.toPort())
                .toList();
        if (open.isEmpty()) {
            throw new IllegalArgumentException("port %d of security group %s is not open".formatted(port, group));
        }
        ec2.revokeSecurityGroupIngress(q -> q.groupId(group.groupId()).ipPermissions(open));
    }

    /** Deletes a route. @param destination the addresses that it is for, such as {@code 0.0.0.0/0} */
    public void deleteRoute(String routeTable, String destination) {
        String id = table(routeTable).routeTableId();
        ec2.deleteRoute(q -> q.routeTableId(id).destinationCidrBlock(destination));
    }

    /** Takes a subnet from its route table, so that it falls back on the VPC's main one. */
    public void disassociateRouteTable(String subnet) {
        String id = subnet(subnet);
        String association = ec2.describeRouteTablesPaginator().routeTables().stream()
                .flatMap(table -> table.associations().stream())
                .filter(each -> id.equals(each.subnetId()))
                .map(RouteTableAssociation::routeTableAssociationId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(subnet + " is associated with no route table"));
        ec2.disassociateRouteTable(q -> q.associationId(association));
    }

    public void deleteNatGateway(String natGateway) {
        List<NatGateway> living = ec2.describeNatGatewaysPaginator().natGateways().stream()
                .filter(gateway -> gateway.state() != NatGatewayState.DELETED)
                .toList();
        String id = one("NAT gateway", natGateway, living, NatGateway::natGatewayId, NatGateway::tags);
        ec2.deleteNatGateway(q -> q.natGatewayId(id));
        waiting.until(
                "the deletion of NAT gateway " + id,
                () -> ec2.describeNatGateways(q -> q.natGatewayIds(id)).natGateways().stream()
                        .allMatch(gateway -> gateway.state() == NatGatewayState.DELETED));
    }

    /** Detaches an internet gateway from its VPC. */
    public void detachInternetGateway(String internetGateway) {
        List<InternetGateway> all = ec2.describeInternetGatewaysPaginator().internetGateways().stream()
                .toList();
        String id = one(
                "internet gateway", internetGateway, all, InternetGateway::internetGatewayId, InternetGateway::tags);
        String vpc = all.stream()
                .filter(gateway -> gateway.internetGatewayId().equals(id))
                .flatMap(gateway -> gateway.attachments().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " is attached to no VPC"))
                .vpcId();
        ec2.detachInternetGateway(q -> q.internetGatewayId(id).vpcId(vpc));
    }

    /** Whether instances that start in a subnet get public addresses. */
    public void publicAddresses(String subnet, boolean given) {
        String id = subnet(subnet);
        ec2.modifySubnetAttribute(q -> q.subnetId(id).mapPublicIpOnLaunch(v -> v.value(given)));
    }

    /** Whether instances of a VPC get DNS host names. */
    public void dnsHostnames(String vpc, boolean given) {
        String id = one("VPC", vpc, ec2.describeVpcsPaginator().vpcs().stream().toList(), Vpc::vpcId, Vpc::tags);
        ec2.modifyVpcAttribute(q -> q.vpcId(id).enableDnsHostnames(v -> v.value(given)));
    }

    /** Terminates an instance, and waits until it is. */
    public void terminateInstance(String instance) {
        List<Instance> living = instances().stream()
                .filter(each -> each.state().name() != InstanceStateName.TERMINATED)
                .toList();
        String id = one("instance", instance, living, Instance::instanceId, Instance::tags);
        ec2.terminateInstances(q -> q.instanceIds(id));
        waiting.until(
                "the termination of instance " + id,
                () -> instances().stream()
                        .filter(each -> each.instanceId().equals(id))
                        .allMatch(each -> each.state().name() == InstanceStateName.TERMINATED));
    }

    /** Sets a tag. @param id the id of anything that EC2 tags */
    public void changeTag(String id, String key, String value) {
        ec2.createTags(q -> q.resources(id).tags(t -> t.key(key).value(value)));
    }

    /** Removes a tag. @param id the id of anything that EC2 tags */
    public void removeTag(String id, String key) {
        ec2.deleteTags(q -> q.resources(id).tags(t -> t.key(key)));
    }

    /** Removes a tag of a subnet, such as the one by which controllers find it. */
    public void removeSubnetTag(String subnet, String key) {
        removeTag(subnet(subnet), key);
    }

    private List<Instance> instances() {
        return ec2.describeInstancesPaginator().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    private SecurityGroup group(String name) {
        List<SecurityGroup> all =
                ec2.describeSecurityGroupsPaginator().securityGroups().stream().toList();
        String id = one("security group", name, all, SecurityGroup::groupId, SecurityGroup::tags);
        return all.stream()
                .filter(group -> group.groupId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RouteTable table(String name) {
        List<RouteTable> all =
                ec2.describeRouteTablesPaginator().routeTables().stream().toList();
        String id = one("route table", name, all, RouteTable::routeTableId, RouteTable::tags);
        return all.stream()
                .filter(table -> table.routeTableId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String subnet(String name) {
        return one(
                "subnet",
                name,
                ec2.describeSubnetsPaginator().subnets().stream().toList(),
                Subnet::subnetId,
                Subnet::tags);
    }

    private static <T> String one(
            String kind, String name, Collection<T> all, Function<T, String> id, Function<T, List<Tag>> tags) {
        Map<String, String> names = new TreeMap<>();
        for (T each : all) {
            String own = tags.apply(each).stream()
                    .filter(tag -> tag.key().equals("Name"))
                    .map(Tag::value)
                    .findFirst()
                    .orElse("");
            names.put(id.apply(each), own);
        }
        return Names.one(kind, name, names);
    }
}
