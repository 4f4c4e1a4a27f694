package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
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

    private List<NatGatewayAddress> last;

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
        // what a gateway that fails shows
        this.last = List.of(NatGatewayAddress.builder()
                .isPrimary(true)
                .allocationId(address == null ? null : address.id)
                .publicIp(address == null ? null : address.publicIp)
                .build());
    }

    /** Takes the interface; its addresses stay readable after it has been given back. */
    void hold(FakeInterface held) {
        networkInterface = held;
    }

    /** Whether it counts against the quota: pending, available or deleting. */
    boolean counts() {
        return state != NatGatewayState.DELETED && state != NatGatewayState.FAILED;
    }

    /** Gives the interface back. */
    void leave() {
        last = addresses();
        networkInterface = null;
    }

    /** The addresses, the primary one first; of a gateway that is gone those that it had. */
    List<NatGatewayAddress> addresses() {
        FakeInterface held = networkInterface;
        if (held == null) {
            return last;
        }
        return held.privateIps.stream().map(ip -> used(held, ip)).toList();
    }

    private static NatGatewayAddress used(FakeInterface held, String privateIp) {
        NatGatewayAddress.Builder used = NatGatewayAddress.builder()
                .isPrimary(privateIp.equals(held.privateIp))
                .networkInterfaceId(held.id)
                .privateIp(privateIp)
                .status(NatGatewayAddressStatus.SUCCEEDED);
        FakeAddress on = held.addresses.get(privateIp);
        if (on != null) {
            used.allocationId(on.id).publicIp(on.publicIp).associationId(on.associationId);
        }
        return used.build();
    }

    NatGateway view() {
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
                .natGatewayAddresses(addresses())
                .tags(tagViews())
                .build();
    }
}
