package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

class VpcPartsTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;
    private final String vpc = net.vpc();

    @Test
    void secondaryBlock_takesSubnetsAndIsThenInUse() {
        String association = ec2.associateVpcCidrBlock(
                        associate -> associate.vpcId(vpc).cidrBlock("100.64.0.0/16"))
                .cidrBlockAssociation()
                .associationId();
        net.subnet(vpc, "100.64.0.0/20");

        assertThat(net.fake.vpcCidrs(TypedCalls.CALLER, vpc)).contains(List.of("10.0.0.0/16", "100.64.0.0/16"));
        assertRefused(
                () -> ec2.disassociateVpcCidrBlock(disassociate -> disassociate.associationId(association)),
                "InvalidCidrBlock.InUse");
        assertRefused(
                () -> ec2.associateVpcCidrBlock(
                        associate -> associate.vpcId(vpc).cidrBlock("192.168.0.0/16")),
                "InvalidVpc.Range");
    }

    @Test
    void ipv6_goesFromVpcToSubnetToInterface() {
        ec2.associateVpcCidrBlock(associate -> associate.vpcId(vpc).amazonProvidedIpv6CidrBlock(true));
        String block = ec2.describeVpcs(describe -> describe.vpcIds(vpc))
                .vpcs()
                .get(0)
                .ipv6CidrBlockAssociationSet()
                .get(0)
                .ipv6CidrBlock();
        assertThat(block).endsWith("::/56");
        String subnet = ec2.createSubnet(
                        create -> create.vpcId(vpc).cidrBlock("10.0.0.0/24").ipv6CidrBlock(block.replace("/56", "/64")))
                .subnet()
                .subnetId();
        ec2.modifySubnetAttribute(modify -> modify.subnetId(subnet).assignIpv6AddressOnCreation(on -> on.value(true)));

        String address = ec2.createNetworkInterface(create -> create.subnetId(subnet))
                .networkInterface()
                .ipv6Addresses()
                .get(0)
                .ipv6Address();
        assertThat(Ipv6Block.parse(block)
                        .orElseThrow()
                        .contains(Ipv6Block.parse(address).orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32",
        "::/0, ::/0",
        "2001:db8:1:2::5/64, 2001:db8:1:2::/64",
        "fd00:0:0:1:0:0:0:1/128, fd00:0:0:1::1/128"
    })
    void ipv6Block_isWrittenShort(String given, String text) {
        assertThat(Ipv6Block.parse(given)).map(Ipv6Block::toString).contains(text);
    }

    @Test
    void gatewayEndpoint_isARouteToAPrefixList() {
        String table =
                ec2.createRouteTable(create -> create.vpcId(vpc)).routeTable().routeTableId();
        VpcEndpoint endpoint = ec2.createVpcEndpoint(create -> create.vpcId(vpc)
                        .serviceName("com.amazonaws.us-east-1.s3")
                        .routeTableIds(table))
                .vpcEndpoint();

        assertThat(endpoint.stateAsString()).isEqualTo("available");
        assertThat(ec2.describeRouteTables(describe -> describe.routeTableIds(table))
                        .routeTables()
                        .get(0)
                        .routes())
                .filteredOn(route -> route.destinationPrefixListId() != null)
                .singleElement()
                .satisfies(route -> assertThat(route.gatewayId()).isEqualTo(endpoint.vpcEndpointId()));
        ec2.deleteVpcEndpoints(delete -> delete.vpcEndpointIds(endpoint.vpcEndpointId()));
        ec2.deleteRouteTable(delete -> delete.routeTableId(table));
    }

    @Test
    void interfaceEndpoint_needsDnsAndHoldsItsSubnet() {
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        CreateVpcEndpointRequest request = CreateVpcEndpointRequest.builder()
                .vpcId(vpc)
                .vpcEndpointType(VpcEndpointType.INTERFACE)
                .serviceName("com.amazonaws.us-east-1.ecr.api")
                .subnetIds(subnet)
                .build();
        assertRefused(() -> ec2.createVpcEndpoint(request), "InvalidParameter");
        ec2.modifyVpcAttribute(modify -> modify.vpcId(vpc).enableDnsHostnames(on -> on.value(true)));

        VpcEndpoint endpoint = ec2.createVpcEndpoint(request).vpcEndpoint();
        assertThat(endpoint.stateAsString()).isEqualTo("pending");
        net.pass(Duration.ofMinutes(2));
        assertThat(ec2.describeVpcEndpoints().vpcEndpoints().get(0).stateAsString())
                .isEqualTo("available");
        assertRefused(() -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)), "DependencyViolation");
        ec2.deleteVpcEndpoints(delete -> delete.vpcEndpointIds(endpoint.vpcEndpointId()));
        net.pass(Duration.ofMinutes(2));
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
    }

    @Test
    void networkAcl_takesEntriesAndSubnets() {
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        NetworkAcl standard = ec2.describeNetworkAcls().networkAcls().get(0);
        assertThat(standard.associations())
                .extracting(NetworkAclAssociation::subnetId)
                .containsExactly(subnet);
        String own =
                ec2.createNetworkAcl(create -> create.vpcId(vpc)).networkAcl().networkAclId();
        ec2.createNetworkAclEntry(create -> create.networkAclId(own)
                .ruleNumber(100)
                .egress(false)
                .protocol("tcp")
                .ruleAction(RuleAction.ALLOW)
                .cidrBlock("10.0.0.0/8")
                .portRange(range -> range.from(443).to(443)));
        ec2.replaceNetworkAclAssociation(
                replace -> replace.associationId(standard.associations().get(0).networkAclAssociationId())
                        .networkAclId(own));

        assertRefused(() -> ec2.deleteNetworkAcl(delete -> delete.networkAclId(own)), "DependencyViolation");
        assertThat(ec2.describeNetworkAcls(describe -> describe.networkAclIds(own))
                        .networkAcls()
                        .get(0)
                        .entries())
                .extracting(NetworkAclEntry::ruleNumber)
                .containsExactly(32767, 100, 32767);
    }

    @Test
    void prefixList_keepsItsVersions() {
        ManagedPrefixList list = ec2.createManagedPrefixList(create -> create.prefixListName("offices")
                        .addressFamily("IPv4")
                        .maxEntries(2)
                        .entries(
                                AddPrefixListEntry.builder().cidr("10.9.0.0/16").build()))
                .prefixList();
        ec2.modifyManagedPrefixList(modify -> modify.prefixListId(list.prefixListId())
                .currentVersion(1L)
                .addEntries(AddPrefixListEntry.builder().cidr("10.8.0.0/16").build()));

        assertThat(ec2.getManagedPrefixListEntries(get -> get.prefixListId(list.prefixListId()))
                        .entries())
                .hasSize(2);
        assertThat(ec2.getManagedPrefixListEntries(
                                get -> get.prefixListId(list.prefixListId()).targetVersion(1L))
                        .entries())
                .hasSize(1);
        assertRefused(
                () -> ec2.modifyManagedPrefixList(modify -> modify.prefixListId(list.prefixListId())
                        .currentVersion(1L)
                        .addEntries(
                                AddPrefixListEntry.builder().cidr("10.7.0.0/16").build())),
                "PrefixListVersionMismatch");
    }

    @Test
    void rule_isChangedById() {
        String group = ec2.createSecurityGroup(
                        create -> create.groupName("g").description("g").vpcId(vpc))
                .groupId();
        String rule = ec2.describeSecurityGroupRules(describe -> describe.filters(Net.filter("group-id", group)))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
        ec2.modifySecurityGroupRules(modify -> modify.groupId(group)
                .securityGroupRules(SecurityGroupRuleUpdate.builder()
                        .securityGroupRuleId(rule)
                        .securityGroupRule(change -> change.ipProtocol("tcp")
                                .fromPort(443)
                                .toPort(443)
                                .cidrIpv4("10.0.0.0/8")
                                .description("web"))
                        .build()));

        assertThat(ec2.describeSecurityGroups(
                                describe -> describe.filters(Net.filter("egress.ip-permission.cidr", "10.0.0.0/8")))
                        .securityGroups())
                .extracting(SecurityGroup::groupId)
                .containsExactly(group);
    }

    @Test
    void attachedInterface_staysWhenTheInstanceGoes() {
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        String instance = net.launch(subnet, Map.of()).id();
        net.pass(Duration.ofMinutes(1));
        String second = ec2.createNetworkInterface(
                        create -> create.subnetId(subnet).secondaryPrivateIpAddressCount(2))
                .networkInterface()
                .networkInterfaceId();
        ec2.attachNetworkInterface(
                attach -> attach.networkInterfaceId(second).instanceId(instance).deviceIndex(1));
        assertRefused(
                () -> ec2.deleteNetworkInterface(delete -> delete.networkInterfaceId(second)), "InvalidParameterValue");
        ec2.terminateInstances(terminate -> terminate.instanceIds(instance));
        net.pass(Duration.ofMinutes(1));

        assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.networkInterfaceId()).isEqualTo(second);
                    assertThat(left.statusAsString()).isEqualTo("available");
                    assertThat(left.privateIpAddresses()).hasSize(3);
                });
    }

    @Test
    void defaultVpc_isMadeOnceAndFoundAsSuch() {
        ec2.createDefaultVpc(create -> {});
        assertThat(ec2.describeVpcs(describe -> describe.filters(Net.filter("isDefault", "true")))
                        .vpcs())
                .hasSize(1);
        assertRefused(() -> ec2.createDefaultVpc(create -> {}), "DefaultVpcAlreadyExists");
    }

    @Test
    void resources_areTaggedByArn() {
        String arn = "arn:aws:ec2:us-east-1:111122223333:vpc/" + vpc;
        assertThat(net.fake.retag(TypedCalls.CALLER, arn, Map.of("team", "a"), Set.of()))
                .isTrue();
        assertThat(net.fake.tagged(TypedCalls.CALLER)).singleElement().satisfies(tagged -> {
            assertThat(tagged.arn()).isEqualTo(arn);
            assertThat(tagged.type()).isEqualTo("ec2:vpc");
        });
        assertThat(net.fake.retag(TypedCalls.CALLER, arn + "0", Map.of(), Set.of()))
                .isFalse();
    }

    @Test
    void unknownFilter_isRefused() {
        assertRefused(
                        () -> ec2.describeVpcEndpoints(describe -> describe.filters(Net.filter("colour", "red"))),
                        "InvalidParameterValue")
                .hasMessage("The filter 'colour' is invalid");
    }
}
