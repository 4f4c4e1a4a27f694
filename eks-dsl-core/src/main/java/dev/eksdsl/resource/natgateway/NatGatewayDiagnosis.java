package dev.eksdsl.resource.natgateway;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.resource.Advice;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;

/** What to do about a NAT gateway that failed, by EC2's failure codes. Source: EC2 API reference, "NatGateway". */
final class NatGatewayDiagnosis {

    private static final Advice ADVICE = new Advice(Map.of(
            "Gateway.NotAttached",
            "the VPC has no internet gateway: attach one, then plan again, which makes the NAT gateway anew",
            "InsufficientFreeAddressesInSubnet",
            "free an address in the subnet, then plan again",
            "Resource.AlreadyAssociated",
            "something else has taken the elastic IP address: disassociate it there, then plan again",
            "InvalidAllocationID.NotFound",
            "the elastic IP address was released: plan again, which allocates another one",
            "InvalidSubnetID.NotFound",
            "the subnet was deleted: plan again, which makes it anew",
            "InternalError",
            "EC2 failed: plan again, which makes the NAT gateway anew"));

    private NatGatewayDiagnosis() {}

    /** @param owned finds the resource's own gateways */
    static List<String> of(AwsApi aws, List<Filter> owned) {
        return NatGateways.describe(aws, owned).stream()
                .filter(gateway -> gateway.failureCode() != null)
                .flatMap(gateway -> ADVICE.on(gateway.failureCode(), ids(gateway)).stream())
                .toList();
    }

    private static List<String> ids(NatGateway gateway) {
        return List.of(gateway.natGatewayId(), gateway.subnetId());
    }
}
