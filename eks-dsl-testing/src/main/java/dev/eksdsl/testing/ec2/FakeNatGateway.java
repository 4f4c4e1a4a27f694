package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** A NAT gateway. Holds a network interface, and an Elastic IP address if it is public, until it is deleted. */
final class FakeNatGateway extends FakeResource {

    final FakeSubnet subnet;
    final ConnectivityType connectivity;
    final Instant created;
    final @Nullable FakeAddress address;
    NatGatewayState state = NatGatewayState.PENDING;

    @Nullable
    FakeInterface networkInterface;

    @Nullable
    String failureCode;

    @Nullable
    String failureMessage;

    @Nullable
    Instant deleted;

    private @Nullable String lastPrivateIp;
    private @Nullable String lastInterfaceId;

    FakeNatGateway(
            String id,
            FakeSubnet subnet,
            ConnectivityType connectivity,
            @Nullable FakeAddress address,
            Instant created,
            Map<String, String> tags) {
        super(id, tags);
        this.subnet = subnet;
        this.connectivity = connectivity;
        this.address = address;
        this.created = created;
    }

    /** Takes the interface; what it was stays readable after it has been given back. */
    void hold(FakeInterface held) {
        networkInterface = held;
        lastInterfaceId = held.id;
        lastPrivateIp = held.privateIp;
    }

    /** Whether it counts against the quota: pending, available or deleting. */
    boolean counts() {
        return state != NatGatewayState.DELETED && state != NatGatewayState.FAILED;
    }

    NatGateway view() {
        NatGatewayAddress.Builder used = NatGatewayAddress.builder()
                .isPrimary(true)
                .networkInterfaceId(lastInterfaceId)
                .privateIp(lastPrivateIp);
        if (address != null) {
            used.allocationId(address.id).publicIp(address.publicIp).associationId(address.associationId);
        }
        return NatGateway.builder()
                .natGatewayId(id)
                .subnetId(subnet.id)
                .vpcId(subnet.vpc.id)
                .connectivityType(connectivity)
                .state(state)
                .createTime(created)
                .deleteTime(deleted)
                .failureCode(failureCode)
                .failureMessage(failureMessage)
                .natGatewayAddresses(used.build())
                .tags(tagViews())
                .build();
    }
}
