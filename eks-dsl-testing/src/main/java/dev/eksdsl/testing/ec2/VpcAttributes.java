package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcTenancyRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcTenancyResponse;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** The operations on attributes of VPCs. */
final class VpcAttributes {

    private final Ec2State cloud;

    VpcAttributes(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(ModifyVpcAttributeRequest.class, this::modify);
        operations.on(DescribeVpcAttributeRequest.class, this::describe);
        operations.on(ModifyVpcTenancyRequest.class, this::tenancy);
    }

    private ModifyVpcAttributeResponse modify(ModifyVpcAttributeRequest request, Caller caller) {
        FakeVpc vpc = cloud.in(caller).vpcs.get(request.vpcId(), "vpcId");
        long attributes = Stream.of(
                        request.enableDnsSupport() != null,
                        request.enableDnsHostnames() != null,
                        request.enableNetworkAddressUsageMetrics() != null)
                .filter(given -> given)
                .count();
        if (attributes != 1) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination", "Exactly one attribute of a VPC can be modified by a request.");
        }
        if (request.enableDnsSupport() != null) {
            vpc.dnsSupport = Boolean.TRUE.equals(request.enableDnsSupport().value());
        } else if (request.enableDnsHostnames() != null) {
            boolean hostnames = Boolean.TRUE.equals(request.enableDnsHostnames().value());
            if (hostnames && !vpc.dnsSupport) {
                throw Ec2Faults.invalid(
                        "DNS hostnames cannot be enabled while DNS support is disabled for VPC " + vpc.id);
            }
            vpc.dnsHostnames = hostnames;
        } else {
            vpc.addressUsageMetrics = Boolean.TRUE.equals(
                    request.enableNetworkAddressUsageMetrics().value());
        }
        return ModifyVpcAttributeResponse.builder().build();
    }

    /** @throws AwsFault if the request names no attribute, or one that VPCs do not have */
    private DescribeVpcAttributeResponse describe(DescribeVpcAttributeRequest request, Caller caller) {
        FakeVpc vpc = cloud.in(caller).vpcs.get(request.vpcId(), "vpcId");
        String attribute = Ec2Faults.required(request.attributeAsString(), "attribute");
        DescribeVpcAttributeResponse.Builder response =
                DescribeVpcAttributeResponse.builder().vpcId(vpc.id);
        switch (attribute) {
            case "enableDnsSupport" -> response.enableDnsSupport(value -> value.value(vpc.dnsSupport));
            case "enableDnsHostnames" -> response.enableDnsHostnames(value -> value.value(vpc.dnsHostnames));
            case "enableNetworkAddressUsageMetrics" ->
                response.enableNetworkAddressUsageMetrics(value -> value.value(vpc.addressUsageMetrics));
            default -> throw Ec2Faults.invalid(attribute, "attribute", "Unknown VPC attribute.");
        }
        return response.build();
    }

    private ModifyVpcTenancyResponse tenancy(ModifyVpcTenancyRequest request, Caller caller) {
        FakeVpc vpc = cloud.in(caller).vpcs.get(request.vpcId(), "vpcId");
        String wanted = Ec2Faults.required(request.instanceTenancyAsString(), "instanceTenancy");
        // a VPC can only be changed from dedicated to default
        if (!wanted.equals("default")) {
            throw Ec2Faults.refuse("UnsupportedTenancy", "The tenancy value " + wanted + " is not supported.");
        }
        vpc.tenancy = Tenancy.DEFAULT;
        return ModifyVpcTenancyResponse.builder().returnValue(true).build();
    }
}
