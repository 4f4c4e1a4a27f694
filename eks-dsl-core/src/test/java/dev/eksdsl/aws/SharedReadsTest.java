package dev.eksdsl.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

class SharedReadsTest {

    private static final DescribeVpcsRequest ALL = DescribeVpcsRequest.builder().build();

    private final VirtualTimeline time = new VirtualTimeline(Instant.EPOCH);
    private final ScriptedAws aws = new ScriptedAws()
            .on(DescribeVpcsRequest.class, q -> DescribeVpcsResponse.builder().build())
            .on(CreateVpcRequest.class, q -> CreateVpcResponse.builder().build());
    private final SharedReads shared = new SharedReads(aws, time);
    private final AwsApi one = shared.view();
    private final AwsApi other = shared.view();

    @Test
    void equalReadsAtOneTime_areMadeOnce() {
        read(one);
        read(other);
        other.ec2(
                Ec2Client::describeVpcs,
                DescribeVpcsRequest.builder().vpcIds("vpc-1").build());

        assertThat(aws.calls()).containsExactly("DescribeVpcs", "DescribeVpcs");
    }

    @Test
    void later_areMadeAgain() {
        read(one);
        time.advance(SharedReads.KEPT.plus(Duration.ofMillis(1)));
        read(other);

        assertThat(aws.calls()).hasSize(2);
    }

    @Test
    void afterAWriteOfItsOwn_aViewReadsAgain_andOthersNeedNot() {
        read(one);
        write(one);
        read(other);
        assertThat(aws.calls()).containsExactly("DescribeVpcs", "CreateVpc");

        read(one);
        assertThat(aws.calls()).containsExactly("DescribeVpcs", "CreateVpc", "DescribeVpcs");
        read(other);
        assertThat(aws.calls()).hasSize(3);
    }

    @Test
    void aNewView_showsNothingFromBeforeAnyWrite() {
        read(one);
        write(other);
        read(shared.view());

        assertThat(aws.calls()).containsExactly("DescribeVpcs", "CreateVpc", "DescribeVpcs");
    }

    @Test
    void aReadThatFails_isMadeAgain() {
        aws.on(DescribeVpcsRequest.class, q -> {
            throw Refusals.of("DescribeVpcs", "RequestLimitExceeded", "slower");
        });
        assertThatThrownBy(() -> read(one)).isInstanceOf(AwsCallException.class);
        assertThatThrownBy(() -> read(other)).isInstanceOf(AwsCallException.class);

        assertThat(aws.calls()).hasSize(2);
    }

    private static void read(AwsApi view) {
        view.ec2(Ec2Client::describeVpcs, ALL);
    }

    private static void write(AwsApi view) {
        view.ec2(Ec2Client::createVpc, CreateVpcRequest.builder().build());
    }
}
