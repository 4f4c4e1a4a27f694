package dev.eksdsl.testing.ec2;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DomainType;

/** An Elastic IP address, in use on one network interface or none. */
final class FakeAddress extends FakeResource {

    final String publicIp;

    @Nullable
    String associationId;

    @Nullable
    FakeInterface networkInterface;

    /** The private address that it is on; null if it is not in use. */
    @Nullable
    String privateIp;

    /** The name that the reverse lookup gives; null for Amazon's own. */
    @Nullable
    String domainName;

    FakeAddress(String id, String publicIp, Map<String, String> tags) {
        super(id, tags);
        this.publicIp = publicIp;
    }

    boolean inUse() {
        return networkInterface != null;
    }

    void associate(String association, FakeInterface target, String onPrivateIp) {
        associationId = association;
        networkInterface = target;
        privateIp = onPrivateIp;
        target.addresses.put(onPrivateIp, this);
    }

    void disassociate() {
        if (networkInterface != null && privateIp != null) {
            networkInterface.addresses.remove(privateIp);
        }
        networkInterface = null;
        privateIp = null;
        associationId = null;
    }

    Address view(RegionalState place) {
        Address.Builder view = Address.builder()
                .allocationId(id)
                .publicIp(publicIp)
                .domain(DomainType.VPC)
                .publicIpv4Pool("amazon")
                .networkBorderGroup(place.region)
                .tags(tagViews());
        FakeInterface target = networkInterface;
        if (target != null) {
            view.associationId(associationId)
                    .networkInterfaceId(target.id)
                    .networkInterfaceOwnerId(place.accountId)
                    .privateIpAddress(privateIp)
                    .instanceId(target.instanceId() == null ? "" : target.instanceId());
        }
        return view.build();
    }
}
