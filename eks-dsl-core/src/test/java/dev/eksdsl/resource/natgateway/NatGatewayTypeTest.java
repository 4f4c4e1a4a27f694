package dev.eksdsl.resource.natgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Found;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

class NatGatewayTypeTest {

    private static final ResourceId ID = new ResourceId("nat-gateway", "main");
    private static final NatGatewaySpec SPEC =
            new NatGatewaySpec(Input.known("subnet-1"), Input.known("eipalloc-1"), Map.of());

    private final NatGatewayType type = new NatGatewayType();
    private final ScriptedAws aws = new ScriptedAws()
            .on(
                    CreateNatGatewayRequest.class,
                    q -> CreateNatGatewayResponse.builder()
                            .natGateway(gateway("nat-1", "pending"))
                            .build())
            .on(
                    DescribeClusterRequest.class,
                    q -> DescribeClusterResponse.builder()
                            .cluster(cluster -> cluster.name(q.name()))
                            .build())
            .on(
                    DeleteNatGatewayRequest.class,
                    q -> DeleteNatGatewayResponse.builder().build());
    private final TestActing acting = new TestActing(aws, ID, false);

    @Test
    void newGateway_waitedForUntilAvailable() {
        there(gateway("nat-1", "pending"));
        Progress<NatGatewayState> progress = type.create(acting, SPEC);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        progress = next(progress);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        there(gateway("nat-1", "available"));

        assertThat(next(progress)).isEqualTo(Progress.done(state("nat-1")));
        assertThat(aws.requests(CreateNatGatewayRequest.class).get(0).clientToken())
                .isEqualTo("token");
    }

    @Test
    void gatewayThatFails_reportedWithReasonsOfAws() {
        there(failed("nat-1"));
        Progress<NatGatewayState> made = type.create(acting, SPEC);

        assertThatThrownBy(() -> next(made))
                .isInstanceOf(ResourceFailedException.class)
                .hasMessage("NAT gateway nat-1 is failed: Gateway.NotAttached: no internet gateway");
    }

    /** A run that died has created it in the same moment, and has the address. */
    @Test
    void gatewayThatFailsBesideItsTwin_givesWay() {
        there(failed("nat-1"), gateway("nat-2", "pending"));
        Progress<NatGatewayState> progress = next(type.create(acting, SPEC));
        assertThat(aws.requests(DeleteNatGatewayRequest.class))
                .extracting(DeleteNatGatewayRequest::natGatewayId)
                .containsExactly("nat-1");
        there(gateway("nat-1", "deleting"), gateway("nat-2", "available"));
        progress = next(progress);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        there(gateway("nat-1", "deleted"), gateway("nat-2", "available"));

        assertThat(next(progress)).isEqualTo(Progress.done(state("nat-2")));
    }

    /** Only one of them has the address, and which one shows later. */
    @Test
    void gatewaysOfOneMoment_bothWaitedFor() {
        there(gateway("nat-0", "pending"), gateway("nat-1", "pending"));
        Progress<NatGatewayState> progress = next(type.create(acting, SPEC));

        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        assertThat(aws.requests(DeleteNatGatewayRequest.class)).isEmpty();
    }

    @Test
    void olderGatewayThere_ownDeleted_andThatTaken() {
        Instant first = Instant.parse("2026-01-02T03:04:05Z");
        there(
                gateway("nat-1", "pending").toBuilder()
                        .createTime(first.plusMillis(1))
                        .build(),
                gateway("nat-9", "available").toBuilder().createTime(first).build());

        assertThat(next(type.create(acting, SPEC))).isInstanceOf(Progress.Done.class);
        assertThat(aws.requests(DeleteNatGatewayRequest.class))
                .extracting(DeleteNatGatewayRequest::natGatewayId)
                .containsExactly("nat-1");
    }

    @Test
    void deletedGateway_waitedForUntilItIsGone() {
        Progress<NatGatewayState> progress = type.delete(acting, state("nat-1"));
        there(gateway("nat-1", "deleting"));
        progress = next(progress);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        there(gateway("nat-1", "deleted"));

        assertThat(next(progress)).isEqualTo(Progress.gone());
    }

    @Test
    void gatewayForgottenByEc2_countsAsDeleted() {
        aws.on(DescribeNatGatewaysRequest.class, q -> {
            throw Refusals.of("DescribeNatGateways", "NatGatewayNotFound", "not found");
        });

        assertThat(next(type.delete(acting, state("nat-1")))).isEqualTo(Progress.gone());
    }

    @Test
    void deletedFailedAndLivingOfOneId_livingKeptFailedNamedForDeletion() {
        there(gateway("nat-1", "deleted"), failed("nat-2"), gateway("nat-3", "available"));

        assertThat(Found.by(type, aws, Map.of(ID, SPEC)))
                .containsExactly(
                        Map.entry(ID, new Observation.Present<>(state("nat-3"))),
                        Map.entry(
                                new ResourceId("nat-gateway", "main~nat-2"),
                                new Observation.Broken<>(state("nat-2"), "Gateway.NotAttached: no internet gateway")));
    }

    private Progress<NatGatewayState> next(Progress<NatGatewayState> progress) {
        return ((Progress.Waiting<NatGatewayState>) progress).next().look(acting);
    }

    private void there(NatGateway... gateways) {
        aws.on(
                DescribeNatGatewaysRequest.class,
                q -> DescribeNatGatewaysResponse.builder()
                        .natGateways(Stream.of(gateways)
                                .filter(each -> q.natGatewayIds().isEmpty()
                                        || q.natGatewayIds().contains(each.natGatewayId()))
                                .toList())
                        .build());
    }

    private static NatGatewayState state(String id) {
        return new NatGatewayState(id, "subnet-1", "eipalloc-1", Map.of());
    }

    private static NatGateway failed(String id) {
        return gateway(id, "failed").toBuilder()
                .failureCode("Gateway.NotAttached")
                .failureMessage("no internet gateway")
                .build();
    }

    private static NatGateway gateway(String id, String state) {
        return NatGateway.builder()
                .natGatewayId(id)
                .subnetId("subnet-1")
                .state(state)
                .natGatewayAddresses(
                        NatGatewayAddress.builder().allocationId("eipalloc-1").build())
                .tags(
                        Tag.builder().key("eks-dsl/cluster").value("production").build(),
                        Tag.builder()
                                .key("eks-dsl/id")
                                .value("nat-gateway/main")
                                .build())
                .build();
    }
}
