package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** An instance: running from its launch, or terminated. */
final class FakeInstance extends FakeResource {

    /** The state as EC2 gives it, with its number. */
    static final InstanceState RUNNING =
            InstanceState.builder().code(16).name(InstanceStateName.RUNNING).build();

    static final InstanceState TERMINATED =
            InstanceState.builder().code(48).name(InstanceStateName.TERMINATED).build();

    final FakeInterface networkInterface;
    final String type;
    final String imageId;
    final String reservationId;
    final Instant launched;
    final String privateDnsName;
    boolean terminated;

    FakeInstance(
            String id,
            FakeInterface networkInterface,
            String type,
            String imageId,
            String reservationId,
            Instant launched,
            String privateDnsName,
            Map<String, String> tags) {
        super(id, tags);
        this.networkInterface = networkInterface;
        this.type = type;
        this.imageId = imageId;
        this.reservationId = reservationId;
        this.launched = launched;
        this.privateDnsName = privateDnsName;
    }

    FakeSubnet subnet() {
        return networkInterface.subnet;
    }

    InstanceState state() {
        return terminated ? TERMINATED : RUNNING;
    }

    Instance view(RegionalState place) {
        Instance.Builder view = Instance.builder()
                .instanceId(id)
                .instanceType(type)
                .imageId(imageId)
                .launchTime(launched)
                .state(state())
                .placement(placement -> placement
                        .availabilityZone(subnet().zone.name())
                        .availabilityZoneId(subnet().zone.id()))
                .tags(tagViews());
        if (!terminated) {
            // a terminated instance no longer tells its network
            view.subnetId(subnet().id)
                    .vpcId(subnet().vpc.id)
                    .privateIpAddress(networkInterface.privateIp)
                    .privateDnsName(privateDnsName)
                    .publicIpAddress(networkInterface.publicIp())
                    .securityGroups(networkInterface.view(place).groups());
        }
        return view.build();
    }
}
