package dev.eksdsl.resource.subnet;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Owned;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * The network interfaces that the VPC CNI leaves behind when a node ends while it holds spare ones. They belong to nobody
 * any more, but keep their subnet from being deleted (Terraform deletes them too: {@code deleteLingeringENIs}).
 */
final class LeftInterfaces {

    private LeftInterfaces() {}

    /** Deletes those of the cluster's CNI in the subnet that are attached to nothing. */
    static void delete(AwsApi aws, String cluster, String subnetId) {
        List<Filter> filters = List.of(
                filter("subnet-id", subnetId),
                filter("status", "available"),
                filter("tag:cluster.k8s.amazonaws.com/name", cluster));
        for (NetworkInterface one : describe(aws, filters)) {
            DeleteNetworkInterfaceRequest request = DeleteNetworkInterfaceRequest.builder()
                    .networkInterfaceId(one.networkInterfaceId())
                    .build();
            Creation.unlessGone(
                    () -> aws.ec2(Ec2Client::deleteNetworkInterface, request),
                    () -> describe(aws, Owned.id("network-interface-id", one.networkInterfaceId()))
                            .isEmpty());
        }
    }

    private static List<NetworkInterface> describe(AwsApi aws, List<Filter> filters) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeNetworkInterfaces,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(filters)
                                .nextToken(token)
                                .build()),
                DescribeNetworkInterfacesResponse::nextToken,
                DescribeNetworkInterfacesResponse::networkInterfaces);
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
