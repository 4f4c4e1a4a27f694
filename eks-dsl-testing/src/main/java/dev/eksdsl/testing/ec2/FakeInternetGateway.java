package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** An internet gateway, attached to one VPC or none. */
final class FakeInternetGateway extends FakeResource {

    @Nullable
    String vpcId;

    FakeInternetGateway(String id, Map<String, String> tags) {
        super(id, tags);
    }

    InternetGateway view(String ownerId) {
        // EC2 answers "available" here, which is no value of the SDK's AttachmentStatus
        List<InternetGatewayAttachment> attachments = vpcId == null
                ? List.of()
                : List.of(InternetGatewayAttachment.builder()
                        .vpcId(vpcId)
                        .state("available")
                        .build());
        return InternetGateway.builder()
                .internetGatewayId(id)
                .ownerId(ownerId)
                .attachments(attachments)
                .tags(tagViews())
                .build();
    }
}
