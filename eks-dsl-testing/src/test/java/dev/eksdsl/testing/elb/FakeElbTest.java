package dev.eksdsl.testing.elb;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static dev.eksdsl.testing.server.TypedCalls.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

class FakeElbTest {

    private final TypedCalls calls = new TypedCalls();
    private final FakeEc2 network = calls.with(new FakeEc2(calls.world()));
    private final FakeElb fake = calls.with(new FakeElb(calls.world(), network));
    private final Ec2Client ec2 = calls.client(Ec2Client.builder());
    private final ElasticLoadBalancingV2Client elb = calls.client(ElasticLoadBalancingV2Client.builder());
    private String vpc;
    private String subnet;
    private String gateway;

    @BeforeEach
    void publicSubnet() {
        vpc = ec2.createVpc(create -> create.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        subnet = ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(attach -> attach.internetGatewayId(gateway).vpcId(vpc));
    }

    @Test
    void newLoadBalancer_isProvisioningThenActive() {
        assertThat(fake.create(CALLER, wanted("web"))).startsWith("web-").endsWith(".elb.us-east-1.amazonaws.com");
        assertThat(state()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);

        calls.pass(Duration.ofMinutes(2));
        assertThat(state()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
        assertThat(elb.describeLoadBalancers(describe -> describe.names("web")).loadBalancers())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNET_FACING);
                    assertThat(found.vpcId()).isEqualTo(vpc);
                    assertThat(found.availabilityZones().get(0).subnetId()).isEqualTo(subnet);
                });
        assertThat(elb.describeTags(describe -> describe.resourceArns(arn()))
                        .tagDescriptions()
                        .get(0)
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("owned"));
    }

    @Test
    void sameLoadBalancer_isNotMadeAgain() {
        String dnsName = fake.create(CALLER, wanted("web"));
        assertThat(fake.create(CALLER, wanted("web"))).isEqualTo(dnsName);
        assertThat(elb.describeLoadBalancers().loadBalancers()).hasSize(1);
    }

    @Test
    void targets_areHealthyInTimeAndDrainWhenTheyAreNoLongerWanted() {
        fake.create(CALLER, wanted("web"));
        LoadBalancers.Target one = new LoadBalancers.Target("10.0.0.20", 8080);
        LoadBalancers.Target two = new LoadBalancers.Target("10.0.0.21", 8080);
        fake.targets(CALLER, "web", Map.of(80, List.of(one, two)));
        assertThat(health()).containsOnly(TargetHealthStateEnum.INITIAL);
        calls.pass(Duration.ofMinutes(3));
        assertThat(health()).containsExactly(TargetHealthStateEnum.HEALTHY, TargetHealthStateEnum.HEALTHY);

        fake.targets(CALLER, "web", Map.of(80, List.of(two)));
        assertThat(health()).containsExactly(TargetHealthStateEnum.DRAINING, TargetHealthStateEnum.HEALTHY);
        calls.pass(Duration.ofSeconds(300));
        assertThat(health()).containsExactly(TargetHealthStateEnum.HEALTHY);
    }

    private List<TargetHealthStateEnum> health() {
        String group = elb.describeListeners(describe -> describe.loadBalancerArn(arn()))
                .listeners()
                .get(0)
                .defaultActions()
                .get(0)
                .targetGroupArn();
        return elb.describeTargetHealth(describe -> describe.targetGroupArn(group)).targetHealthDescriptions().stream()
                .map(target -> target.targetHealth().state())
                .toList();
    }

    @Test
    void securityGroup_comesAndGoesWithTheLoadBalancer() {
        fake.create(CALLER, wanted("web"));
        String group = elb.describeLoadBalancers()
                .loadBalancers()
                .get(0)
                .securityGroups()
                .get(0);
        assertThat(ec2.describeSecurityGroups(describe -> describe.groupIds(group))
                        .securityGroups()
                        .get(0)
                        .description())
                .isEqualTo("[k8s] Managed SecurityGroup for LoadBalancer");
        assertRefused(() -> ec2.deleteSecurityGroup(delete -> delete.groupId(group)), "DependencyViolation");

        fake.delete(CALLER, "web");
        calls.pass(Duration.ofSeconds(10));
        assertRefused(() -> ec2.describeSecurityGroups(describe -> describe.groupIds(group)), "InvalidGroup.NotFound");
    }

    @Test
    void loadBalancer_holdsItsSubnetAndTheInternetGateway() {
        fake.create(CALLER, wanted("web"));
        String arn = arn();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                .extracting(NetworkInterface::description)
                .singleElement()
                .asString()
                .startsWith("ELB net/web/");

        elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(arn));
        assertRefused(
                () -> elb.describeLoadBalancers(describe -> describe.loadBalancerArns(arn)), "LoadBalancerNotFound");
        assertRefused(this::detach, "DependencyViolation");
        assertRefused(() -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)), "DependencyViolation");

        calls.pass(Duration.ofSeconds(10));
        detach();
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
    }

    @Test
    void targetGroup_isInUseUntilItsLoadBalancerIsGone() {
        fake.create(CALLER, wanted("web"));
        String arn = arn();
        String group = elb.describeTargetGroups(describe -> describe.loadBalancerArn(arn))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(arn));
        assertRefused(() -> elb.deleteTargetGroup(delete -> delete.targetGroupArn(group)), "ResourceInUse");

        calls.pass(Duration.ofSeconds(10));
        elb.deleteTargetGroup(delete -> delete.targetGroupArn(group));
        assertThat(fake.inventory()).isEmpty();
    }

    @Test
    void controller_deletesTargetGroupsToo() {
        fake.create(CALLER, wanted("web"));
        assertThat(fake.inventory()).hasSize(3);
        fake.delete(CALLER, "web");
        calls.pass(Duration.ofSeconds(10));
        assertThat(fake.inventory()).isEmpty();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    void classicLoadBalancer_holdsItsSubnetUnseenByTheNewerApi() {
        LoadBalancers.Wanted classic = new LoadBalancers.Wanted(
                "old",
                LoadBalancers.Type.CLASSIC,
                LoadBalancers.Scheme.INTERNAL,
                vpc,
                List.of(subnet),
                List.of(new LoadBalancers.Listener(80, 30080, "TCP")),
                false,
                false,
                Map.of());
        assertThat(fake.create(CALLER, classic)).startsWith("internal-old-").endsWith(".us-east-1.elb.amazonaws.com");

        assertThat(elb.describeLoadBalancers().loadBalancers()).isEmpty();
        assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
        assertThat(fake.inventory()).extracting(InventoryItem::type).containsExactly("classic-loadbalancer");
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).hasSize(1);
        fake.delete(CALLER, "old");
        calls.pass(Duration.ofSeconds(10));
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    void subnets_areFoundByTheirTags() {
        ec2.createTags(tags -> tags.resources(subnet)
                .tags(Tag.builder().key("kubernetes.io/role/elb").value("1").build()));
        assertThat(fake.subnetTags(CALLER, vpc)).isEqualTo(Map.of(subnet, Map.of("kubernetes.io/role/elb", "1")));
        assertThat(fake.subnetTags(CALLER, "vpc-00000000")).isEmpty();
    }

    @Test
    void wishThatCannotBe_isRefused() {
        fake.create(CALLER, wanted("web"));
        LoadBalancers.Wanted internal = new LoadBalancers.Wanted(
                "web",
                LoadBalancers.Type.NETWORK,
                LoadBalancers.Scheme.INTERNAL,
                vpc,
                List.of(subnet),
                List.of(),
                true,
                true,
                Map.of());
        assertRefused(() -> fake.create(CALLER, internal), "DuplicateLoadBalancerName");
        assertRefused(() -> fake.create(CALLER, wanted("w".repeat(33))), "ValidationError");
        subnet = ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock("10.0.1.0/28"))
                .subnet()
                .subnetId();
        network.createServiceInterface(CALLER, subnet, List.of(), "", Map.of());
        network.createServiceInterface(CALLER, subnet, List.of(), "", Map.of());
        network.createServiceInterface(CALLER, subnet, List.of(), "", Map.of());
        network.createServiceInterface(CALLER, subnet, List.of(), "", Map.of());
        assertRefused(() -> fake.create(CALLER, wanted("small")), "InvalidSubnet")
                .hasMessageContaining("at least 8 free IP addresses");
        subnet = "subnet-00000000";
        assertRefused(() -> fake.create(CALLER, wanted("nowhere")), "SubnetNotFound");
    }

    private LoadBalancers.Wanted wanted(String name) {
        return new LoadBalancers.Wanted(
                name,
                LoadBalancers.Type.NETWORK,
                LoadBalancers.Scheme.INTERNET_FACING,
                vpc,
                List.of(subnet),
                List.of(new LoadBalancers.Listener(80, 8080, "TCP")),
                true,
                true,
                Map.of("kubernetes.io/cluster/demo", "owned"));
    }

    private String arn() {
        return elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
    }

    private LoadBalancerStateEnum state() {
        return elb.describeLoadBalancers().loadBalancers().get(0).state().code();
    }

    private void detach() {
        ec2.detachInternetGateway(detach -> detach.internetGatewayId(gateway).vpcId(vpc));
    }
}
