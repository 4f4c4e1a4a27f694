package dev.eksdsl.resource.internetgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

class InternetGatewayTypeTest {

    private static final ResourceId ID = new ResourceId("internet-gateway", "main");
    private static final InternetGatewaySpec SPEC = new InternetGatewaySpec(Input.known("vpc-1"), Map.of());
    private static final InternetGatewayState DETACHED = new InternetGatewayState("igw-1", Optional.empty(), Map.of());
    private static final InternetGatewayState ATTACHED = DETACHED.attachedTo("vpc-1");

    private final InternetGatewayType type = new InternetGatewayType();
    private final ScriptedAws aws = new ScriptedAws();
    private final TestActing acting = new TestActing(aws, ID, false);

    @Test
    void creationThatEndedBeforeAttaching_attachedAsChangeInPlace() {
        aws.on(
                AttachInternetGatewayRequest.class,
                q -> AttachInternetGatewayResponse.builder().build());

        List<FieldChange> changes = type.fields(input -> Optional.of("vpc-1")).compare(SPEC, DETACHED);

        assertThat(changes).containsExactly(new FieldChange("vpc", "\"detached\"", "\"vpc-1\"", "attach"));
        assertThat(type.update(acting, SPEC, DETACHED, "attach", changes)).isEqualTo(Progress.done(ATTACHED));
        assertThat(aws.calls()).containsExactly("AttachInternetGateway");
    }

    @Test
    void attachedByCallWhoseAnswerWasLost_counts() {
        refuseToAttach("Resource.AlreadyAssociated");
        attachedTo("vpc-1");

        assertThat(type.update(acting, SPEC, DETACHED, "attach", List.of())).isEqualTo(Progress.done(ATTACHED));
    }

    @Test
    void attachedElsewhereMeanwhile_fails() {
        refuseToAttach("Resource.AlreadyAssociated");
        attachedTo("vpc-other");

        assertThatThrownBy(() -> type.update(acting, SPEC, DETACHED, "attach", List.of()))
                .hasMessageContaining("Resource.AlreadyAssociated");
    }

    @Test
    void gatewayGoneMeanwhile_countsAsDeleted() {
        aws.on(DetachInternetGatewayRequest.class, q -> {
                    throw Refusals.of("DetachInternetGateway", "Gateway.NotAttached", "not attached");
                })
                .on(DeleteInternetGatewayRequest.class, q -> {
                    throw Refusals.of("DeleteInternetGateway", "InvalidInternetGatewayID.NotFound", "gone");
                });

        assertThat(type.delete(acting, ATTACHED)).isEqualTo(Progress.gone());
        assertThat(aws.calls()).containsExactly("DetachInternetGateway", "DeleteInternetGateway");
    }

    private void refuseToAttach(String code) {
        aws.on(AttachInternetGatewayRequest.class, q -> {
            throw Refusals.of("AttachInternetGateway", code, "already attached");
        });
    }

    private void attachedTo(String vpc) {
        aws.on(
                DescribeInternetGatewaysRequest.class,
                q -> DescribeInternetGatewaysResponse.builder()
                        .internetGateways(InternetGateway.builder()
                                .internetGatewayId("igw-1")
                                .attachments(InternetGatewayAttachment.builder()
                                        .vpcId(vpc)
                                        .build())
                                .build())
                        .build());
    }
}
