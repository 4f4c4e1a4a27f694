package dev.eksdsl.testing.engine.diagnosis;

import static dev.eksdsl.testing.engine.diagnosis.Building.CLUSTER;
import static dev.eksdsl.testing.engine.diagnosis.Building.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.execute.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What EKS itself knows to be wrong with a node group, and what to do about it. */
class NodeHealthDiagnosisTest {

    private Building building = Building.create();

    @AfterEach
    void close() {
        building.close();
    }

    @Test
    void noCapacity_isSuspectedLongBeforeEksGivesUp() {
        building.aws.capacity().none("m6i.large", "*");

        Report report = building.addNodes();

        assertThat(building.suspicion(NODES))
                .singleElement()
                .asString()
                .startsWith(
                        "no instance starts: EC2 lacks capacity"
                                + " for m6i.large, or the account's quota is used up; the activities of Auto Scaling group eks-workers-");
        assertThat(Building.causes(report, NODES))
                .singleElement()
                .asString()
                .startsWith("AsgInstanceLaunchFailures (eks-workers-")
                .endsWith(
                        "): EC2 has no such instances at the moment: name further types with .instanceTypes(...), or more"
                                + " zones with .subnets(...), or try again later");
        building.aws.capacity().restore();
        assertThat(building.heals()).isTrue();
    }

    @Test
    void quotaOfCpus() {
        building.aws.quotas().set("ec2", "L-1216C47A", 1);

        Report report = building.addNodes();

        assertThat(report.failures().get(0).reason()).contains("CREATE_FAILED: InstanceLimitExceeded: ");
        assertThat(Building.causes(report, NODES))
                .singleElement()
                .asString()
                .startsWith("InstanceLimitExceeded (eks-workers-")
                .contains("ask Service Quotas for more", "L-1216C47A");
    }

    @Test
    void subnetsWithoutFreeAddresses() {
        List<String> full = building.aws.ec2Client().describeSubnets().subnets().stream()
                .filter(subnet -> !Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                .map(subnet -> small(subnet, 240))
                .toList();

        Report report = building.apply(into(full), NODES, () -> full.forEach(this::fill));

        assertThat(Building.causes(report, NODES))
                .singleElement()
                .asString()
                .startsWith(
                        "InsufficientFreeAddresses (" + String.join(", ", full) + "): free addresses in the subnets");
    }

    /** A subnet of sixteen addresses at the end of the same VPC and zone, with the same way out. */
    private String small(Subnet like, int third) {
        long taken = building.aws.ec2Client().describeSubnets().subnets().stream()
                .filter(subnet -> subnet.cidrBlock().endsWith("/28"))
                .count();
        String id = building.aws
                .ec2Client()
                .createSubnet(r -> r.vpcId(like.vpcId())
                        .availabilityZone(like.availabilityZone())
                        .cidrBlock("10.0." + third + "." + 16 * taken + "/28"))
                .subnet()
                .subnetId();
        String table = building.aws.ec2Client().describeRouteTables().routeTables().stream()
                .filter(each -> each.associations().stream()
                        .anyMatch(one -> like.subnetId().equals(one.subnetId())))
                .findFirst()
                .orElseThrow()
                .routeTableId();
        building.aws.ec2Client().associateRouteTable(r -> r.routeTableId(table).subnetId(id));
        return id;
    }

    private void fill(String subnet) {
        int free = building.aws
                .ec2Client()
                .describeSubnets(r -> r.subnetIds(subnet))
                .subnets()
                .get(0)
                .availableIpAddressCount();
        for (int i = 0; i < free; i++) {
            building.aws.ec2Client().createNetworkInterface(r -> r.subnetId(subnet));
        }
    }

    @Test
    void publicSubnets_thatGiveNoPublicAddress() {
        List<String> open = building.aws.ec2Client().describeSubnets().subnets().stream()
                .filter(subnet -> Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                .map(Subnet::subnetId)
                .toList();

        Report report = building.apply(
                into(open),
                NODES,
                () -> open.forEach(id -> building.aws.console().ec2().publicAddresses(id, false)));

        assertThat(Building.causes(report, NODES))
                .first()
                .asString()
                .startsWith("Ec2SubnetInvalidConfiguration (subnet-")
                .endsWith("): let the subnet give public addresses, or put the nodes into private subnets with"
                        + " .subnets(...)");
    }

    private static EksClusterSpec into(List<String> subnets) {
        return Eks.cluster(CLUSTER)
                .version("1.35")
                .nodeGroup(
                        "workers",
                        group -> group.instanceTypes("m6i.large")
                                .scaling(1, 1, 3)
                                .subnets(subnets.toArray(String[]::new)))
                .spec();
    }

    @Test
    void nothingToBeSeen_inAClusterThatLetsRolesInByItsConfigMap() {
        building.close();
        building = Building.create(cluster -> cluster.authenticationMode("CONFIG_MAP"));
        building.aws.nodes().neverJoin("workers");

        Report report = building.addNodes();

        assertThat(building.suspicion(NODES)).isEmpty();
        assertThat(Building.causes(report, NODES))
                .singleElement()
                .asString()
                .contains(
                        "nothing in AWS is in the nodes' way",
                        "kube-system/aws-auth maps arn:aws:iam::123456789012:role/");
    }

    @Test
    void nothingToBeSeen_nothingIsInvented() {
        building.aws.nodes().neverJoin("workers");

        Report report = building.addNodes();

        assertThat(report.failures().get(0).reason()).contains("Instances failed to join the kubernetes cluster");
        assertThat(Building.causes(report, NODES)).isEmpty();
    }

    @Test
    void lookThatIsNotAllowed_isSaidAndTheOthersAreTaken() {
        building.aws
                .faults()
                .on("DescribeRouteTables")
                .after(Duration.ofSeconds(30))
                .always()
                .deny();

        Report report = building.addNodes(() -> building.aws
                .eksClient()
                .deleteAccessEntry(r -> r.clusterName(CLUSTER).principalArn(role())));

        assertThat(Building.causes(report, NODES)).hasSize(2);
        assertThat(Building.causes(report, NODES).get(0)).contains("has no access entry");
        assertThat(Building.causes(report, NODES).get(1))
                .isEqualTo("not looked into: DescribeRouteTables failed with UnauthorizedOperation");
    }

    private String role() {
        return building.aws
                .eksClient()
                .describeNodegroup(request -> request.clusterName(CLUSTER).nodegroupName("workers"))
                .nodegroup()
                .nodeRole();
    }
}
