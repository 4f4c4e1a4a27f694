package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;

/** Shows the network ACLs that come with VPCs; others cannot be made. */
final class NetworkAcls {

    private static final Describe<FakeNetworkAcl> DESCRIBE = new Describe<FakeNetworkAcl>()
            .by("network-acl-id", acl -> acl.id)
            .by("vpc-id", acl -> acl.vpcId)
            .by("default", acl -> true);

    private final Ec2State cloud;

    NetworkAcls(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(DescribeNetworkAclsRequest.class, this::describe);
    }

    private DescribeNetworkAclsResponse describe(DescribeNetworkAclsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeNetworkAcl> page = DESCRIBE.page(
                place.networkAcls,
                request.networkAclIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items().stream()
                        .map(acl -> acl.view(place.accountId))
                        .toList())
                .nextToken(page.next())
                .build();
    }
}
