package dev.eksdsl.testing.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** Bursts and refills to the token. */
class RateLimitsTest {

    private static final SdkPojo NOTHING = CreateNatGatewayRequest.builder().build();
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";

    private final RateLimits limits = limits().on();
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "ec2, DescribeVpcs, true, 100, 20",
        "ec2, DescribeInstances, true, 50, 10",
        "ec2, CreateVpc, false, 50, 5",
        "ec2, AuthorizeSecurityGroupIngress, false, 50, 5",
        "ec2, CreateNatGateway, false, 10, 1",
        "ec2, DeleteNatGateway, false, 10, 1",
        "ec2, CreateVpcEndpoint, false, 4, 0.3",
        "ec2, CreateTags, false, 100, 10",
        "ec2, CreateNetworkInterface, false, 100, 5",
        "ec2, TerminateInstances, false, 100, 5",
        "ec2, RunInstances, false, 5, 2",
        "ec2, CreateSubnetCidrReservation, false, 5, 1",
        "ec2, DescribeInstanceTopology, true, 1, 1",
        "eks, DescribeCluster, true, 40, 20",
        "eks, CreateCluster, false, 10, 2",
        "iam, GetRole, true, 40, 20",
        "iam, CreateRole, false, 15, 5",
        "sts, GetCallerIdentity, true, 600, 600",
        "ssm, GetParameter, true, 40, 40",
        "logs, CreateLogGroup, false, 10, 10",
        "autoscaling, DescribeAutoScalingGroups, true, 100, 20",
        "autoscaling, SetDesiredCapacity, false, 20, 5",
        "elasticloadbalancing, DescribeLoadBalancers, true, 200, 50",
        "elasticloadbalancing, CreateLoadBalancer, false, 20, 3",
        "elasticloadbalancing, RegisterTargets, false, 20, 4"
    })
    void burstThenRefill(String service, String operation, boolean read, int burst, double perSecond) {
        assertThat(allowed(service, operation, read)).isEqualTo(burst);
        assertThat(allowed(service, operation, read)).as("no time has passed").isZero();

        now = now.plusSeconds(10);
        assertThat(allowed(service, operation, read)).isEqualTo((int) Math.min(burst, perSecond * 10));
        now = now.plus(Duration.ofHours(1));
        assertThat(allowed(service, operation, read))
                .as("full again, not fuller")
                .isEqualTo(burst);
    }

    @Test
    void tokens_comeBackOneByOne() {
        assertThat(allowed("ec2", "CreateNatGateway", false)).isEqualTo(10);

        now = now.plusMillis(999);
        assertThat(isAllowed("ec2", "CreateNatGateway", false)).isFalse();
        now = now.plusMillis(1);
        assertThat(isAllowed("ec2", "CreateNatGateway", false)).isTrue();
        assertThat(isAllowed("ec2", "CreateNatGateway", false)).isFalse();
    }

    @Test
    void operationsOfEc2_haveABucketEach_thoseOfEksShare() {
        allowed("ec2", "CreateVpc", false);
        allowed("eks", "CreateCluster", false);

        assertThat(allowed("ec2", "CreateSubnet", false)).isEqualTo(50);
        assertThat(allowed("eks", "DeleteCluster", false)).isZero();
        assertThat(allowed("eks", "DescribeCluster", true)).isEqualTo(40);
    }

    @Test
    void accountsAndRegions_haveBucketsOfTheirOwn_butIamIsGlobal() {
        allowed("ec2", "CreateVpc", false);
        allowed("iam", "CreateRole", false);

        assertThat(limits.allow(call("ec2", "CreateVpc", NOTHING, false, ACCOUNT, "us-east-1")))
                .isTrue();
        assertThat(limits.allow(call("ec2", "CreateVpc", NOTHING, false, "444455556666", REGION)))
                .isTrue();
        assertThat(limits.allow(call("iam", "CreateRole", NOTHING, false, ACCOUNT, "us-east-1")))
                .isFalse();
        assertThat(limits.allow(call("iam", "CreateRole", NOTHING, false, "444455556666", REGION)))
                .isTrue();
    }

    @Test
    void narrowedDescribe_hasTheLargerBucket() {
        SdkPojo filtered = DescribeInstancesRequest.builder()
                .filters(Filter.builder().name("vpc-id").values("vpc-1").build())
                .build();
        SdkPojo paged = DescribeInstancesRequest.builder().maxResults(5).build();
        int count = 0;
        while (limits.allow(
                call("ec2", "DescribeInstances", count % 2 == 0 ? filtered : paged, true, ACCOUNT, REGION))) {
            count++;
        }

        assertThat(count).isEqualTo(100);
        assertThat(allowed("ec2", "DescribeInstances", true)).isEqualTo(50);
    }

    @Test
    void instances_areCounted() {
        SdkPojo many = RunInstancesRequest.builder().minCount(1).maxCount(400).build();
        SdkPojo few = RunInstancesRequest.builder().minCount(1).maxCount(200).build();

        assertThat(runs(many)).isTrue();
        assertThat(runs(many)).isTrue();
        assertThat(runs(many)).as("200 of 1000 are left").isFalse();
        assertThat(runs(few)).as("a refused call has taken nothing").isTrue();
        now = now.plusSeconds(100);
        assertThat(runs(few)).as("2 come back each second").isTrue();
        assertThat(limits.allow(call(
                        "ec2",
                        "TerminateInstances",
                        TerminateInstancesRequest.builder()
                                .instanceIds(Collections.nCopies(1000, "i-1"))
                                .build(),
                        false,
                        ACCOUNT,
                        REGION)))
                .isTrue();
    }

    @Test
    void ownLimit_replacesTheUsual_andTurnsLimitsOn() {
        RateLimits own = limits().set("eks", "CreateNodegroup", 2, 0.5);

        assertThat(own.isOn()).isTrue();
        assertThat(own.allow(call("eks", "CreateNodegroup", NOTHING, false, ACCOUNT, REGION)))
                .isTrue();
        assertThat(own.allow(call("eks", "CreateNodegroup", NOTHING, false, ACCOUNT, REGION)))
                .isTrue();
        assertThat(own.allow(call("eks", "CreateNodegroup", NOTHING, false, ACCOUNT, REGION)))
                .isFalse();
        now = now.plusSeconds(2);
        assertThat(own.allow(call("eks", "CreateNodegroup", NOTHING, false, ACCOUNT, REGION)))
                .isTrue();
        own.off();
        assertThat(own.allow(call("eks", "CreateNodegroup", NOTHING, false, ACCOUNT, REGION)))
                .isTrue();
        assertThatThrownBy(() -> own.set("eks", "CreateNodegroup", 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void off_byDefault_andServicesThatAreNotKnown_haveNone() {
        assertThat(limits().isOn()).isFalse();
        for (int i = 0; i < 10_000; i++) {
            assertThat(isAllowed("pricing", "GetProducts", true)).isTrue();
        }
    }

    private boolean runs(SdkPojo request) {
        return limits.allow(call("ec2", "RunInstances", request, false, ACCOUNT, REGION));
    }

    private int allowed(String service, String operation, boolean read) {
        int count = 0;
        while (isAllowed(service, operation, read)) {
            count++;
        }
        return count;
    }

    private boolean isAllowed(String service, String operation, boolean read) {
        return limits.allow(call(service, operation, NOTHING, read, ACCOUNT, REGION));
    }

    private RatedCall call(
            String service, String operation, SdkPojo request, boolean read, String account, String region) {
        return new RatedCall(service, operation, request, read, account, region, now);
    }

    private static RateLimits limits() {
        return new RateLimits(new World(new VirtualTimeline(Instant.EPOCH), 1, new Durations()).journal());
    }
}
