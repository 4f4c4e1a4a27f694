package dev.eksdsl.testing.engine.diagnosis;

import static dev.eksdsl.testing.engine.diagnosis.Building.CLUSTER;
import static dev.eksdsl.testing.engine.diagnosis.Building.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.PlanText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What keeps instances from becoming nodes: suspected within minutes, and told with the failure. */
class NodeJoinDiagnosisTest {

    /** A word that does not fit into a line, such as an ARN, is not broken. */
    private static final int LONGEST_WORD = 40;

    private Building building = Building.create();

    @AfterEach
    void close() {
        building.close();
    }

    /** The cause is found early and again at the end, beside EKS's own words, and nothing else is. */
    private String assertOneCause(Report report) {
        List<String> causes = Building.causes(report, NODES);
        assertThat(causes).hasSize(1);
        assertThat(building.suspicion(NODES)).isEqualTo(causes);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).contains("CREATE_FAILED", "NodeCreationFailure");
            assertThat(report.toString().replaceAll("\\s+", " ")).contains(failure.reason(), "→ " + causes.get(0));
        });
        assertThat(report.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(PlanText.WIDTH + LONGEST_WORD));
        return causes.get(0);
    }

    @Test
    void nothingInTheWay_nothingIsSaid() {
        Report report = building.addNodes();

        assertThat(report.isSuccess()).isTrue();
        assertThat(building.suspicion(NODES)).isEmpty();
        assertThat(Building.causes(report, NODES)).isEmpty();
    }

    @Test
    void roleWithoutAccessEntry() {
        Report report = building.addNodes(() -> building.aws
                .eksClient()
                .deleteAccessEntry(request -> request.clusterName(CLUSTER).principalArn(role())));

        assertThat(assertOneCause(report))
                .isEqualTo("the nodes' role " + role() + " has no access entry, so the cluster does not let nodes in,"
                        + " unless the ConfigMap aws-auth has it: create one of type EC2_LINUX");
    }

    @Test
    void accessEntryOfAnotherType() {
        Report report = building.addNodes(() -> {
            String role = role();
            building.aws
                    .eksClient()
                    .deleteAccessEntry(r -> r.clusterName(CLUSTER).principalArn(role));
            building.aws
                    .eksClient()
                    .createAccessEntry(r -> r.clusterName(CLUSTER).principalArn(role));
        });

        assertThat(assertOneCause(report)).contains("is of type STANDARD", "create one of type EC2_LINUX");
    }

    private String role() {
        return building.aws
                .eksClient()
                .describeNodegroup(request -> request.clusterName(CLUSTER).nodegroupName("workers"))
                .nodegroup()
                .nodeRole();
    }

    @Test
    void subnetsWithoutRouteOut() {
        Report report = building.addNodes(() -> privateTables()
                .forEach(table -> building.aws
                        .ec2Client()
                        .deleteRoute(r -> r.routeTableId(table.routeTableId()).destinationCidrBlock("0.0.0.0/0"))));

        assertThat(assertOneCause(report))
                .startsWith("subnets " + String.join(", ", subnets()) + ": no way out: ")
                .contains(
                        privateTables().get(0).routeTableId() + " has no route to 0.0.0.0/0",
                        "no endpoint of ec2, ecr.api, ecr.dkr, s3",
                        "lead the route to a NAT gateway");
        assertThat(building.heals()).isTrue();
    }

    @Test
    void natGatewayThatIsGone() {
        String gateway = natGateway().natGatewayId();

        Report report = building.addNodes(
                () -> building.aws.ec2Client().deleteNatGateway(request -> request.natGatewayId(gateway)));

        assertThat(assertOneCause(report))
                .contains("leads to NAT gateway " + gateway + ", which is deleted", "one that is available");
    }

    @Test
    void natGatewayInSubnetWithoutInternetGateway() {
        NatGateway gateway = natGateway();
        Report report = building.addNodes(() -> {
            RouteTable table = building.aws.ec2Client().describeRouteTables().routeTables().stream()
                    .filter(each -> each.associations().stream()
                            .anyMatch(one -> gateway.subnetId().equals(one.subnetId())))
                    .findFirst()
                    .orElseThrow();
            building.aws
                    .ec2Client()
                    .deleteRoute(r -> r.routeTableId(table.routeTableId()).destinationCidrBlock("0.0.0.0/0"));
        });

        assertThat(assertOneCause(report))
                .contains(
                        "NAT gateway " + gateway.natGatewayId() + " stands in subnet " + gateway.subnetId(),
                        "no route to an internet gateway; give it one");
    }

    private NatGateway natGateway() {
        return building.aws.ec2Client().describeNatGateways().natGateways().get(0);
    }

    private List<RouteTable> privateTables() {
        return building.aws
                .ec2Client()
                .describeRouteTables(request -> request.filters(
                        filter -> filter.name("association.subnet-id").values(subnets())))
                .routeTables();
    }

    /** The subnets of the nodes. */
    private List<String> subnets() {
        return building.aws
                .eksClient()
                .describeNodegroup(request -> request.clusterName(CLUSTER).nodegroupName("workers"))
                .nodegroup()
                .subnets();
    }

    @Test
    void controlPlaneGroups_thatLetNobodyIn() {
        Report report = building.addNodes(() -> controlPlaneGroups().stream()
                .filter(group -> !group.ipPermissions().isEmpty())
                .forEach(group -> building.aws
                        .ec2Client()
                        .revokeSecurityGroupIngress(
                                r -> r.groupId(group.groupId()).ipPermissions(group.ipPermissions()))));

        assertThat(assertOneCause(report))
                .contains("let nobody from " + building.vpc().clusterSecurityGroupId() + " in at port 443");
    }

    @Test
    void clusterSecurityGroup_thatLetsNobodyOut() {
        Report report = building.addNodes(() -> controlPlaneGroups().stream()
                .filter(group -> group.groupId().equals(building.vpc().clusterSecurityGroupId()))
                .forEach(group -> building.aws
                        .ec2Client()
                        .revokeSecurityGroupEgress(
                                r -> r.groupId(group.groupId()).ipPermissions(group.ipPermissionsEgress()))));

        assertThat(assertOneCause(report))
                .contains(
                        "the nodes' security group " + building.vpc().clusterSecurityGroupId(),
                        "lets nothing out to port 443");
    }

    private List<SecurityGroup> controlPlaneGroups() {
        List<String> ids = new ArrayList<>(building.vpc().securityGroupIds());
        ids.add(building.vpc().clusterSecurityGroupId());
        return building.aws
                .ec2Client()
                .describeSecurityGroups(request -> request.groupIds(ids))
                .securityGroups();
    }

    @Test
    void publicEndpoint_thatIsNotOpenToTheNatGateway() {
        building.close();
        building = Building.create(cluster -> cluster.endpoint(true, false).publicCidrs("198.51.100.0/24"));

        Report report = building.addNodes();

        String address = natGateway().natGatewayAddresses().get(0).publicIp();
        assertThat(assertOneCause(report))
                .contains(
                        "private access is off",
                        "open to 198.51.100.0/24 only, while nodes come from " + address,
                        ".publicCidrs(...)");
    }

    @Test
    void podNetworkThatIsNotThere() {
        Report report = building.addNodes(() ->
                building.aws.eksClient().deleteAddon(r -> r.clusterName(CLUSTER).addonName("vpc-cni")));

        assertThat(assertOneCause(report)).contains("no add-on vpc-cni", ".addon(\"vpc-cni\")");
        assertThat(building.heals()).isTrue();
    }

    @Test
    void roleThatMayNotDoWhatNodesDo() {
        Report report = building.addNodes(() -> {
            for (String policy : List.of(
                    "AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy")) {
                building.aws.console().iam().detachRolePolicy("production*node*", policy);
            }
        });

        assertThat(assertOneCause(report))
                .contains("lacks what nodes need: attach AmazonEKSWorkerNodePolicy,"
                        + " AmazonEC2ContainerRegistryPullOnly, AmazonEKS_CNI_Policy");
        assertThat(building.heals()).isTrue();
    }

    @Test
    void roleThatMayNotPullImages() {
        Report report = building.addNodes(() -> building.aws
                .console()
                .iam()
                .detachRolePolicy("production*node*", "AmazonEC2ContainerRegistryPullOnly"));

        assertThat(assertOneCause(report)).endsWith("attach AmazonEC2ContainerRegistryPullOnly");
        assertThat(report.failures().get(0).reason()).contains("Unhealthy nodes");
    }
}
