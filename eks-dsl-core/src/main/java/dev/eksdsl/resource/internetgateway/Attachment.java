package dev.eksdsl.resource.internetgateway;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Owned;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.InternetGateway;

/** Attaches an internet gateway to a VPC, and detaches it. Both may be repeated. */
final class Attachment {

    private Attachment() {}

    static Optional<String> of(InternetGateway gateway) {
        return gateway.attachments().stream().map(a -> a.vpcId()).findFirst();
    }

    static void attach(AwsApi aws, String gatewayId, String vpcId) {
        AttachInternetGatewayRequest request = AttachInternetGatewayRequest.builder()
                .internetGatewayId(gatewayId)
                .vpcId(vpcId)
                .build();
        try {
            aws.ec2(Ec2Client::attachInternetGateway, request);
        } catch (AwsCallException e) {
            // An earlier call whose answer was lost may have done it.
            if (!e.is("Resource.AlreadyAssociated") || !isAttached(aws, gatewayId, vpcId)) {
                throw e;
            }
        }
    }

    static void detach(AwsApi aws, String gatewayId, String vpcId) {
        DetachInternetGatewayRequest request = DetachInternetGatewayRequest.builder()
                .internetGatewayId(gatewayId)
                .vpcId(vpcId)
                .build();
        try {
            Creation.unlessGone(
                    () -> aws.ec2(Ec2Client::detachInternetGateway, request),
                    () -> describe(aws, gatewayId).isEmpty());
        } catch (AwsCallException e) {
            if (!e.is("Gateway.NotAttached")) {
                throw e;
            }
        }
    }

    private static boolean isAttached(AwsApi aws, String gatewayId, String vpcId) {
        return describe(aws, gatewayId).stream()
                .anyMatch(gateway -> of(gateway).filter(vpcId::equals).isPresent());
    }

    private static List<InternetGateway> describe(AwsApi aws, String gatewayId) {
        DescribeInternetGatewaysRequest request = DescribeInternetGatewaysRequest.builder()
                .filters(Owned.id("internet-gateway-id", gatewayId))
                .build();
        return aws.ec2(Ec2Client::describeInternetGateways, request).internetGateways();
    }
}
