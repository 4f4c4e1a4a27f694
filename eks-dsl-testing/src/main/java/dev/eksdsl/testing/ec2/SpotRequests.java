package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CancelSpotInstanceRequestState;
import software.amazon.awssdk.services.ec2.model.CancelSpotInstanceRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.CancelledSpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The Spot requests behind Spot instances. */
final class SpotRequests {

    private static final Describe<FakeSpotRequest> DESCRIBE = new Describe<FakeSpotRequest>()
            .by("spot-instance-request-id", request -> request.id)
            .none(
                    "availability-zone-group",
                    "fault-code",
                    "fault-message",
                    "launch-group",
                    "launch.kernel-id",
                    "launch.ramdisk-id",
                    "launch.block-device-mapping.snapshot-id",
                    "network-interface.private-ip-address",
                    "network-interface.addresses.primary",
                    "network-interface.delete-on-termination",
                    "network-interface.description",
                    "network-interface.device-index",
                    "network-interface.network-interface-id",
                    "launch.group-name",
                    "launch.block-device-mapping.delete-on-termination")
            .byEach("launch.block-device-mapping.device-name", request -> disks(request, disk -> disk.deviceName()))
            .byEach(
                    "launch.block-device-mapping.volume-size",
                    request -> disks(
                            request,
                            disk -> disk.ebs() == null ? null : disk.ebs().volumeSize()))
            .byEach(
                    "launch.block-device-mapping.volume-type",
                    request -> disks(
                            request,
                            disk -> disk.ebs() == null ? null : disk.ebs().volumeTypeAsString()))
            .by(
                    "launch.monitoring-enabled",
                    request -> request.order.data().monitoring() == null
                            ? false
                            : request.order.data().monitoring().enabled())
            .byEach(
                    "network-interface.group-id",
                    request -> request.order.data().securityGroupIds())
            .by("launch.key-name", request -> request.order.data().keyName())
            .byEach("launch.group-id", request -> request.order.data().securityGroupIds())
            .by("spot-price", request -> request.view().spotPrice())
            .by("status-message", request -> request.view().status().message())
            .by("product-description", request -> request.view().productDescriptionAsString())
            .by(
                    "launched-availability-zone-id",
                    request -> request.order.subnet().zone.id())
            .by("valid-from", request -> request.view().validFrom())
            .by("valid-until", request -> request.view().validUntil())
            .by("instance-id", request -> request.instanceId)
            .by("state", request -> request.state)
            .by("status-code", request -> request.status)
            .by("create-time", request -> request.created)
            .by(
                    "launched-availability-zone",
                    request -> request.order.subnet().zone.name())
            .by("launch.instance-type", request -> request.order.data().instanceTypeAsString())
            .by("launch.image-id", request -> request.order.image().id())
            .by("network-interface.subnet-id", request -> request.order.subnet().id)
            .by("type", request -> request.view().typeAsString());

    private static List<String> disks(
            FakeSpotRequest request, Function<LaunchTemplateBlockDeviceMapping, @Nullable Object> field) {
        return request.order.data().blockDeviceMappings().stream()
                .flatMap(disk -> Stream.ofNullable(field.apply(disk)))
                .map(Object::toString)
                .toList();
    }

    private final Ec2State cloud;

    SpotRequests(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(DescribeSpotInstanceRequestsRequest.class, this::describe);
        operations.on(CancelSpotInstanceRequestsRequest.class, this::cancel);
    }

    static String open(Ec2State cloud, RegionalState place, InstanceOrder order) {
        return place.spotRequests.add(new FakeSpotRequest(
                        place.spotRequests.newId(),
                        order,
                        cloud.world.now(),
                        order.tagsFor(ResourceType.SPOT_INSTANCES_REQUEST)))
                .id;
    }

    static void fulfilled(RegionalState place, String requestId, FakeInstance instance) {
        place.spotRequests.find(requestId).ifPresent(request -> {
            request.state = "active";
            request.status = "fulfilled";
            request.instanceId = instance.id;
        });
    }

    /** The instance of a request is on its way out. */
    static void ended(RegionalState place, @Nullable String requestId, String status) {
        place.spotRequests.find(requestId).ifPresent(request -> {
            request.state = "closed";
            request.status = status;
        });
    }

    private DescribeSpotInstanceRequestsResponse describe(DescribeSpotInstanceRequestsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeSpotRequest> page = DESCRIBE.page(
                place.spotRequests,
                request.spotInstanceRequestIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeSpotInstanceRequestsResponse.builder()
                .spotInstanceRequests(
                        page.items().stream().map(FakeSpotRequest::view).toList())
                .nextToken(page.next())
                .build();
    }

    private CancelSpotInstanceRequestsResponse cancel(CancelSpotInstanceRequestsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<FakeSpotRequest> all = place.spotRequests.visible(request.spotInstanceRequestIds());
        return CancelSpotInstanceRequestsResponse.builder()
                .cancelledSpotInstanceRequests(all.stream()
                        .map(cancelled -> {
                            cancelled.state = "cancelled";
                            cancelled.status = cancelled.instanceId == null
                                    ? "canceled-before-fulfillment"
                                    : "request-canceled-and-instance-running";
                            return CancelledSpotInstanceRequest.builder()
                                    .spotInstanceRequestId(cancelled.id)
                                    .state(CancelSpotInstanceRequestState.CANCELLED)
                                    .build();
                        })
                        .toList())
                .build();
    }
}
