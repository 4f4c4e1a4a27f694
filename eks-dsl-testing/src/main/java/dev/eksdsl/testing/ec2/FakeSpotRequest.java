package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;

/** A Spot request as launching a Spot instance makes one. */
final class FakeSpotRequest extends FakeResource {

    final InstanceOrder order;
    final Instant created;
    String state = "open";
    String status = "pending-evaluation";

    @Nullable
    String instanceId;

    FakeSpotRequest(String id, InstanceOrder order, Instant created, Map<String, String> tags) {
        super(id, tags);
        this.order = order;
        this.created = created;
    }

    SpotInstanceRequest view() {
        boolean persistent = order.data().instanceMarketOptions().spotOptions() != null
                && order.data().instanceMarketOptions().spotOptions().spotInstanceType() == SpotInstanceType.PERSISTENT;
        return SpotInstanceRequest.builder()
                .spotInstanceRequestId(id)
                .createTime(created)
                .instanceId(instanceId)
                .state(state)
                .status(code -> code.code(status).message(status).updateTime(created))
                .type(persistent ? SpotInstanceType.PERSISTENT : SpotInstanceType.ONE_TIME)
                .instanceInterruptionBehavior(InstanceInterruptionBehavior.TERMINATE)
                .launchedAvailabilityZone(order.subnet().zone.name())
                .productDescription(order.image().isWindows() ? "Windows" : "Linux/UNIX")
                .spotPrice(SpotPrices.price(
                        order.data().instanceTypeAsString(), order.subnet().zone.name()))
                .launchSpecification(specification -> specification
                        .instanceType(order.data().instanceTypeAsString())
                        .imageId(order.image().id())
                        .subnetId(order.subnet().id))
                .tags(tagViews())
                .build();
    }
}
