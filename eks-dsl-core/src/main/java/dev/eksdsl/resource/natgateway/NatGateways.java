package dev.eksdsl.resource.natgateway;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.ec2.Ec2Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;

/** Reads NAT gateways. One that is deleted stays visible for about an hour; it is passed over here. */
final class NatGateways {

    private NatGateways() {}

    static List<NatGateway> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                        token -> aws.ec2(
                                Ec2Client::describeNatGateways,
                                DescribeNatGatewaysRequest.builder()
                                        .filter(filters)
                                        .nextToken(token)
                                        .build()),
                        DescribeNatGatewaysResponse::nextToken,
                        DescribeNatGatewaysResponse::natGateways)
                .stream()
                .filter(gateway -> !isDeleted(gateway))
                .toList();
    }

    static Optional<NatGateway> find(AwsApi aws, String id) {
        DescribeNatGatewaysRequest request =
                DescribeNatGatewaysRequest.builder().natGatewayIds(id).build();
        return aws.ec2(Ec2Client::describeNatGateways, request).natGateways().stream()
                .filter(gateway -> !isDeleted(gateway))
                .findFirst();
    }

    static Observation<NatGatewayState> observation(NatGateway gateway) {
        NatGatewayState state = state(gateway);
        return switch (gateway.state()) {
            case PENDING -> new Observation.Changing<>(state, gateway.stateAsString());
            case DELETING -> new Observation.Leaving<>(state, gateway.stateAsString());
            case FAILED -> new Observation.Broken<>(state, failure(gateway));
            default -> new Observation.Present<>(state);
        };
    }

    static NatGatewayState state(NatGateway gateway) {
        String allocation = gateway.natGatewayAddresses().stream()
                .flatMap(address -> Optional.ofNullable(address.allocationId()).stream())
                .findFirst()
                .orElse("");
        return new NatGatewayState(
                gateway.natGatewayId(), gateway.subnetId(), allocation, Ec2Tags.users(gateway.tags()));
    }

    static Instant made(NatGateway gateway) {
        return gateway.createTime() == null ? Ec2Tags.created(gateway.tags()) : gateway.createTime();
    }

    private static boolean isDeleted(NatGateway gateway) {
        return gateway.stateAsString().equals("deleted");
    }

    static String failure(NatGateway gateway) {
        return gateway.failureCode() + ": " + gateway.failureMessage();
    }
}
