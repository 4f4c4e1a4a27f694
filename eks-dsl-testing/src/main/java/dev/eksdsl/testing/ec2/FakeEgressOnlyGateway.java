package dev.eksdsl.testing.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** A gateway that lets IPv6 out of a VPC and nothing in; attached to its VPC for life. */
final class FakeEgressOnlyGateway extends FakeResource {

    final String vpcId;

    FakeEgressOnlyGateway(String id, String vpcId, Map<String, String> tags) {
        super(id, tags);
        this.vpcId = vpcId;
    }

    EgressOnlyInternetGateway view() {
        return EgressOnlyInternetGateway.builder()
                .egressOnlyInternetGatewayId(id)
                .attachments(InternetGatewayAttachment.builder()
                        .vpcId(vpcId)
                        .state(AttachmentStatus.ATTACHED)
                        .build())
                .tags(tagViews())
                .build();
    }
}
