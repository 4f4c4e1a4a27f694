package dev.eksdsl.testing.elb;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

class LoadBalancersTest {

    private final Balancers aws = new Balancers();
    private final ElasticLoadBalancingV2Client elb = aws.elb;

    private LoadBalancer show(String arn) {
        return elb.describeLoadBalancers(describe -> describe.loadBalancerArns(arn))
                .loadBalancers()
                .get(0);
    }

    @Test
    void applicationLoadBalancer_isAsOnAws() {
        String arn = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        assertThat(arn)
                .matches("arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/[0-9a-f]{16}");
        LoadBalancer balancer = show(arn);
        assertThat(balancer.dnsName()).matches("web-\\d{10}\\.us-east-1\\.elb\\.amazonaws\\.com");
        assertThat(balancer.canonicalHostedZoneId()).isEqualTo("Z35SXDOTRQ7X7K");
        assertThat(balancer.scheme()).isEqualTo(LoadBalancerSchemeEnum.INTERNET_FACING);
        assertThat(balancer.securityGroups()).as("the default group").hasSize(1);
        assertThat(balancer.state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);
        aws.calls.pass(Duration.ofMinutes(2));
        assertThat(show(arn).state().code()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
    }

    @Test
    void sameSettings_areTheSameLoadBalancer() {
        String arn = aws.balancer("web", LoadBalancerTypeEnum.NETWORK);
        assertThat(aws.balancer("web", LoadBalancerTypeEnum.NETWORK)).isEqualTo(arn);
        assertRefused(() -> aws.balancer("web", LoadBalancerTypeEnum.APPLICATION), "DuplicateLoadBalancerName")
                .hasMessageContaining("A load balancer with the same name 'web' exists, but with different settings");
    }

    @Test
    void badPlaces_areRefused() {
        assertRefused(() -> create("web", aws.one), "ValidationError")
                .hasMessageContaining("At least two subnets in two different Availability Zones must be specified");
        assertRefused(() -> create("web", aws.one, "subnet-00000000"), "SubnetNotFound")
                .hasMessageContaining("The subnet ID 'subnet-00000000' does not exist");
        String same = aws.subnet("10.0.2.0/24", "us-east-1a");
        assertRefused(() -> create("web", aws.one, same), "InvalidConfigurationRequest")
                .hasMessageContaining("multiple subnets in the same Availability Zone");
        assertRefused(() -> create("-web", aws.one, aws.two), "ValidationError");
        assertRefused(() -> create("internal-web", aws.one, aws.two), "ValidationError");
        assertRefused(
                        () -> elb.createLoadBalancer(create ->
                                create.name("web").subnets(aws.one, aws.two).securityGroups("sg-00000000")),
                        "InvalidConfigurationRequest")
                .hasMessageContaining("One or more security groups are invalid");
        aws.ec2.detachInternetGateway(
                detach -> detach.internetGatewayId(aws.gateway).vpcId(aws.vpc));
        assertRefused(() -> create("web", aws.one, aws.two), "InvalidSubnet")
                .hasMessageContaining("has no internet gateway");
    }

    private void create(String name, String... subnets) {
        elb.createLoadBalancer(create -> create.name(name).subnets(subnets));
    }

    @Test
    void securityGroups_areHeldAndCanBeChanged() {
        String first = aws.securityGroup("first");
        String second = aws.securityGroup("second");
        String arn = elb.createLoadBalancer(
                        create -> create.name("web").subnets(aws.one, aws.two).securityGroups(first))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        assertRefused(() -> aws.ec2.deleteSecurityGroup(delete -> delete.groupId(first)), "DependencyViolation");
        Map<String, String> addresses = addressesWith(first);
        assertThat(addresses).hasSize(2);
        elb.setSecurityGroups(set -> set.loadBalancerArn(arn).securityGroups(second));
        assertThat(addressesWith(second)).isEqualTo(addresses);
        aws.ec2.deleteSecurityGroup(delete -> delete.groupId(first));
        assertThat(show(arn).securityGroups()).containsExactly(second);

        String network = aws.balancer("plain", LoadBalancerTypeEnum.NETWORK);
        assertRefused(
                () -> elb.setSecurityGroups(set -> set.loadBalancerArn(network).securityGroups(second)),
                "InvalidConfigurationRequest");
    }

    /** The interfaces that have this security group, with their addresses. */
    private Map<String, String> addressesWith(String group) {
        return aws
                .ec2
                .describeNetworkInterfaces(describe ->
                        describe.filters(filter -> filter.name("group-id").values(group)))
                .networkInterfaces()
                .stream()
                .collect(Collectors.toMap(NetworkInterface::networkInterfaceId, NetworkInterface::privateIpAddress));
    }

    @Test
    void subnets_canBeChanged() {
        String arn = aws.balancer("web", LoadBalancerTypeEnum.NETWORK);
        String third = aws.subnet("10.0.3.0/24", "us-east-1c");
        elb.setSubnets(set -> set.loadBalancerArn(arn).subnets(aws.one, third));
        assertThat(show(arn).availabilityZones())
                .extracting(AvailabilityZone::subnetId)
                .containsExactlyInAnyOrder(aws.one, third);
        assertThat(aws.ec2.describeNetworkInterfaces().networkInterfaces())
                .extracting(NetworkInterface::subnetId)
                .containsExactlyInAnyOrder(aws.one, third);
        aws.ec2.deleteSubnet(delete -> delete.subnetId(aws.two));
    }

    @Test
    void elasticAddresses_areHeldByNetworkLoadBalancers() {
        String allocation =
                aws.ec2.allocateAddress(allocate -> allocate.domain("vpc")).allocationId();
        SubnetMapping mapping = SubnetMapping.builder()
                .subnetId(aws.one)
                .allocationId(allocation)
                .build();
        assertRefused(
                () -> elb.createLoadBalancer(create -> create.name("web").subnetMappings(mapping)),
                "InvalidConfigurationRequest");
        String arn = elb.createLoadBalancer(create ->
                        create.name("web").type(LoadBalancerTypeEnum.NETWORK).subnetMappings(mapping))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        assertThat(show(arn)
                        .availabilityZones()
                        .get(0)
                        .loadBalancerAddresses()
                        .get(0)
                        .allocationId())
                .isEqualTo(allocation);
        assertRefused(
                () -> elb.createLoadBalancer(create ->
                        create.name("other").type(LoadBalancerTypeEnum.NETWORK).subnetMappings(mapping)),
                "ResourceInUse");
        elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(arn));
        aws.calls.pass(Duration.ofSeconds(10));
        aws.ec2.releaseAddress(release -> release.allocationId(allocation));
    }

    @Test
    void attributes_haveDefaultsAndLimits() {
        String arn = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        assertThat(elb.describeLoadBalancerAttributes(describe -> describe.loadBalancerArn(arn))
                        .attributes())
                .contains(attribute("idle_timeout.timeout_seconds", "60"), attribute("routing.http2.enabled", "true"));
        assertRefused(() -> modify(arn, "idle_timeout.timeout_seconds", "4001"), "ValidationError");
        assertRefused(() -> modify(arn, "no.such", "1"), "InvalidConfigurationRequest")
                .hasMessageContaining("Load balancer attribute key 'no.such' is not recognized");
        assertRefused(() -> modify(arn, "dns_record.client_routing_policy", "x"), "InvalidConfigurationRequest");
        modify(arn, "deletion_protection.enabled", "true");
        assertRefused(() -> elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(arn)), "OperationNotPermitted");
        modify(arn, "deletion_protection.enabled", "false");
        elb.deleteLoadBalancer(delete -> delete.loadBalancerArn(arn));
        assertRefused(() -> show(arn), "LoadBalancerNotFound");
    }

    private void modify(String arn, String key, String value) {
        elb.modifyLoadBalancerAttributes(modify -> modify.loadBalancerArn(arn).attributes(attribute(key, value)));
    }

    private static LoadBalancerAttribute attribute(String key, String value) {
        return LoadBalancerAttribute.builder().key(key).value(value).build();
    }

    @Test
    void tags_areOnAllResources() {
        String arn = aws.balancer("web", LoadBalancerTypeEnum.NETWORK);
        Tag team = Tag.builder().key("team").value("web").build();
        elb.addTags(add -> add.resourceArns(arn).tags(team));
        assertThat(elb.describeTags(describe -> describe.resourceArns(arn))
                        .tagDescriptions()
                        .get(0)
                        .tags())
                .containsExactly(team);
        assertRefused(() -> elb.addTags(add -> add.resourceArns(arn).tags(team, team)), "DuplicateTagKeys");
        elb.removeTags(remove -> remove.resourceArns(arn).tagKeys("team"));
        assertThat(elb.describeTags(describe -> describe.resourceArns(arn))
                        .tagDescriptions()
                        .get(0)
                        .tags())
                .isEmpty();
    }

    @Test
    void quotasAndPolicies_areListed() {
        assertThat(elb.describeAccountLimits().limits())
                .anyMatch(limit ->
                        limit.name().equals("target-groups") && limit.max().equals("3000"));
        assertThat(elb.describeSSLPolicies(describe -> describe.names("ELBSecurityPolicy-TLS13-1-2-2021-06"))
                        .sslPolicies()
                        .get(0)
                        .sslProtocols())
                .isEqualTo(List.of("TLSv1.3", "TLSv1.2"));
        assertRefused(() -> elb.describeSSLPolicies(describe -> describe.names("none")), "SSLPolicyNotFound");
    }

    @Test
    void operationThatIsNotModelled_isRefusedByName() {
        assertRefused(() -> elb.describeTrustStores(describe -> {}), "InvalidAction")
                .hasMessageContaining("DescribeTrustStores");
    }
}
