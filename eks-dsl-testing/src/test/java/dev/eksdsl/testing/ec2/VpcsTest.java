package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

class VpcsTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;

    @Test
    void newVpc_comesWithRouteTableGroupAndAcl() {
        String id = net.vpc();

        RouteTable table = ec2.describeRouteTables(
                        tables -> tables.filters(Net.filter("vpc-id", id), Net.filter("association.main", "true")))
                .routeTables()
                .get(0);
        assertThat(table.routes()).singleElement().satisfies(route -> {
            assertThat(route.destinationCidrBlock()).isEqualTo("10.0.0.0/16");
            assertThat(route.gatewayId()).isEqualTo("local");
            assertThat(route.state()).isEqualTo(RouteState.ACTIVE);
        });
        SecurityGroup group = ec2.describeSecurityGroups(groups -> groups.filters(Net.filter("vpc-id", id)))
                .securityGroups()
                .get(0);
        assertThat(group.groupName()).isEqualTo("default");
        assertThat(group.ipPermissions().get(0).userIdGroupPairs().get(0).groupId())
                .isEqualTo(group.groupId());
        assertThat(ec2.describeNetworkAcls(acls -> acls.filters(Net.filter("vpc-id", id)))
                        .networkAcls())
                .singleElement()
                .satisfies(acl -> assertThat(acl.isDefault()).isTrue());
    }

    @Test
    void deletedVpc_takesAllThatCameWithIt() {
        String id = net.vpc();
        ec2.deleteVpc(vpc -> vpc.vpcId(id));

        assertThat(net.fake.inventory()).isEmpty();
        assertRefused(() -> ec2.describeVpcs(vpcs -> vpcs.vpcIds(id)), "InvalidVpcID.NotFound")
                .hasMessage("The vpc ID '" + id + "' does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/15, InvalidVpc.Range",
        "10.0.0.0/29, InvalidVpc.Range",
        "10.0.0.256/16, InvalidParameterValue",
        "10.0.0.0, InvalidParameterValue",
        "ten, InvalidParameterValue"
    })
    void blockThatAVpcCannotHave_isRefused(String cidr, String code) {
        assertRefused(() -> net.vpc(cidr), code).hasMessageContaining(cidr);
        assertThat(net.fake.inventory()).isEmpty();
    }

    @Test
    void bitsBehindThePrefix_areDropped() {
        Vpc vpc = ec2.createVpc(wanted -> wanted.cidrBlock("10.1.2.3/16")).vpc();
        assertThat(vpc.cidrBlock()).isEqualTo("10.1.0.0/16");
    }

    @Test
    void vpcBeyondTheQuota_isRefused() {
        for (int i = 0; i < 5; i++) {
            net.vpc();
        }
        assertRefused(net::vpc, "VpcLimitExceeded").hasMessage("The maximum number of VPCs has been reached.");

        net.calls.world().quotas().set("vpc", "L-F678F1CE", 6);
        assertThat(net.vpc()).startsWith("vpc-0");
    }

    @Test
    void vpcWithSubnet_isNotDeleted() {
        String vpc = net.vpc();
        String subnet = net.subnet(vpc, "10.0.0.0/24");

        assertRefused(() -> ec2.deleteVpc(delete -> delete.vpcId(vpc)), "DependencyViolation")
                .hasMessage("The vpc '" + vpc + "' has dependencies and cannot be deleted.");

        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
        ec2.deleteVpc(delete -> delete.vpcId(vpc));
    }

    @Test
    void dnsAttributes_areKept() {
        String id = net.vpc();
        ec2.modifyVpcAttribute(modify -> modify.vpcId(id).enableDnsHostnames(on -> on.value(true)));

        assertThat(ec2.describeVpcAttribute(
                                describe -> describe.vpcId(id).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                        .enableDnsHostnames()
                        .value())
                .isTrue();
        assertThat(ec2.describeVpcAttribute(
                                describe -> describe.vpcId(id).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT))
                        .enableDnsSupport()
                        .value())
                .isTrue();
    }

    @Test
    void twoAttributesInOneRequest_areRefused() {
        String id = net.vpc();
        assertRefused(
                () -> ec2.modifyVpcAttribute(modify -> modify.vpcId(id)
                        .enableDnsHostnames(on -> on.value(true))
                        .enableDnsSupport(on -> on.value(true))),
                "InvalidParameterCombination");
    }

    @Test
    void otherRegionsAndAccounts_seeNothing() {
        net.vpc();
        Ec2Client otherRegion =
                net.calls.client(Ec2Client.builder(), new Caller("111122223333", "eu-west-1", "arn:aws:iam::1:user/a"));
        Ec2Client otherAccount =
                net.calls.client(Ec2Client.builder(), new Caller("444455556666", "us-east-1", "arn:aws:iam::4:user/a"));

        assertThat(otherRegion.describeVpcs().vpcs()).isEmpty();
        assertThat(otherAccount.describeVpcs().vpcs()).isEmpty();
        assertThat(ec2.describeVpcs().vpcs()).hasSize(1);
    }

    @Test
    void dryRun_changesNothing() {
        assertRefused(() -> ec2.createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16").dryRun(true)), "DryRunOperation");
        assertThat(net.fake.inventory()).isEmpty();
    }

    @Test
    void defaultVpc_existsOnceItIsAskedFor() {
        assertThat(ec2.describeVpcs().vpcs()).isEmpty();
        String id = net.fake.addDefaultVpc(TypedCalls.CALLER);

        assertThat(ec2.describeVpcs(vpcs -> vpcs.filters(Net.filter("is-default", "true")))
                        .vpcs())
                .extracting(Vpc::vpcId)
                .containsExactly(id);
        assertThat(ec2.describeSubnets(subnets -> subnets.filters(Net.filter("default-for-az", "true")))
                        .subnets())
                .hasSize(6)
                .allMatch(subnet -> subnet.mapPublicIpOnLaunch());
    }
}
