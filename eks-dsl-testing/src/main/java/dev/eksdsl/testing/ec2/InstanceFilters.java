package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** The filters of DescribeInstances and DescribeInstanceStatus (EC2 API reference). */
final class InstanceFilters {

    /** Filters on hosts, reservations, partitions and the like, which instances of the fake never have. */
    private static final String[] OF_WHAT_IS_NOT_THERE = {
        "affinity",
        "capacity-reservation-id",
        "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id",
        "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn",
        "host-id",
        "kernel-id",
        "operator.principal",
        "outpost-arn",
        "placement-partition-number",
        "product-code",
        "product-code.type",
        "ramdisk-id",
        "tpm-support"
    };

    private InstanceFilters() {}

    static Describe<FakeInstance> all(RegionalState place) {
        return InstanceInterfaceFilters.added(place, new Describe<FakeInstance>())
                .byOwner()
                .by("instance-id", instance -> instance.id)
                .by("instance-state-name", instance -> instance.state)
                .by("instance-state-code", instance -> instance.stateView().code())
                .by("instance-type", instance -> instance.type)
                .by("instance-lifecycle", instance -> instance.isSpot() ? "spot" : null)
                .by("spot-instance-request-id", instance -> instance.birth.spotRequestId())
                .by("image-id", instance -> instance.birth.imageId())
                .by("architecture", instance -> instance.birth.image().architecture())
                .by("platform", instance -> instance.birth.image().isWindows() ? "windows" : null)
                .by("platform-details", instance -> instance.birth.image().platform())
                .by("root-device-name", instance -> instance.birth.image().rootDevice())
                .by("root-device-type", instance -> "ebs")
                .by("virtualization-type", instance -> "hvm")
                .by("hypervisor", instance -> "xen")
                .by("availability-zone", instance -> instance.subnet().zone.name())
                .by("availability-zone-id", instance -> instance.subnet().zone.id())
                .by("subnet-id", instance -> instance.isTerminated() ? null : instance.subnet().id)
                .by("vpc-id", instance -> instance.isTerminated() ? null : instance.subnet().vpc.id)
                .by("private-dns-name", instance -> instance.isTerminated() ? null : instance.privateDnsName)
                .by(
                        "private-ip-address",
                        instance -> instance.isTerminated() ? null : instance.networkInterface.privateIp)
                .by("ip-address", instance -> instance.isTerminated() ? null : instance.networkInterface.publicIp())
                .by("reservation-id", instance -> instance.birth.reservationId())
                .by("requester-id", instance -> instance.birth.requesterId())
                .by("client-token", instance -> instance.birth.clientToken())
                .by("launch-index", instance -> instance.birth.index())
                .by("launch-time", instance -> instance.birth.launched())
                .by("key-name", instance -> instance.launch.keyName())
                .by("iam-instance-profile.arn", instance -> instance.birth.profileArn())
                .by("iam-instance-profile.id", instance -> instance.birth.profileId())
                .by("monitoring-state", instance -> instance.monitored ? "enabled" : "disabled")
                .by("source-dest-check", instance -> instance.networkInterface.sourceDestCheck)
                .by("state-reason-code", instance -> instance.stateReason == null ? null : instance.stateReason.code())
                .by(
                        "placement-group-name",
                        instance -> instance.launch.placement() == null
                                ? null
                                : instance.launch.placement().groupName())
                .by("tenancy", instance -> instance.subnet().vpc.tenancy)
                .by("metadata-options.http-tokens", instance -> instance.metadata.httpTokensAsString())
                .by("metadata-options.http-endpoint", instance -> instance.metadata.httpEndpointAsString())
                .by(
                        "metadata-options.http-put-response-hop-limit",
                        instance -> instance.metadata.httpPutResponseHopLimit())
                .by("network-interface.network-interface-id", instance -> instance.networkInterface.id)
                .by("network-interface.subnet-id", instance -> instance.subnet().id)
                .by("network-interface.vpc-id", instance -> instance.subnet().vpc.id)
                .byEach(
                        "network-interface.addresses.private-ip-address",
                        instance -> instance.networkInterface.privateIps)
                .by("network-interface.private-dns-name", instance -> instance.privateDnsName)
                .byEach(
                        "block-device-mapping.volume-id",
                        instance -> instance.volumes.values().stream()
                                .map(volume -> volume.id)
                                .toList())
                .byEach("block-device-mapping.device-name", instance -> instance.volumes.keySet())
                .byEach("network-interface.group-id", instance -> instance.networkInterface.groupIds)
                .byEach("instance.group-id", instance -> instance.networkInterface.groupIds)
                .by("operator.managed", instance -> false)
                .by("dns-name", instance -> publicName(instance.networkInterface))
                .by("ebs-optimized", instance -> instance.ebsOptimized)
                .by("ena-support", instance -> true)
                .by("boot-mode", instance -> "uefi-preferred")
                .by("current-instance-boot-mode", instance -> "uefi")
                .by("reason", instance -> instance.transitionReason)
                .by(
                        "state-reason-message",
                        instance -> instance.stateReason == null ? null : instance.stateReason.message())
                .by(
                        "usage-operation",
                        instance -> instance.birth.image().isWindows() ? "RunInstances:0002" : "RunInstances")
                .by("usage-operation-update-time", instance -> instance.birth.launched())
                .by("private-dns-name-options.hostname-type", instance -> instance.subnet().hostnameType)
                .by(
                        "private-dns-name-options.enable-resource-name-dns-a-record",
                        instance -> instance.subnet().resourceNameDnsA)
                .by(
                        "private-dns-name-options.enable-resource-name-dns-aaaa-record",
                        instance -> instance.subnet().resourceNameDnsAaaa)
                .by("metadata-options.http-protocol-ipv4", instance -> "enabled")
                .by("metadata-options.http-protocol-ipv6", instance -> instance.metadata.httpProtocolIpv6AsString())
                .by(
                        "metadata-options.instance-metadata-tags",
                        instance -> instance.metadata.instanceMetadataTagsAsString())
                .by("metadata-options.state", instance -> instance.metadata.stateAsString())
                .by("maintenance-options.auto-recovery", instance -> "default")
                .by("network-performance-options.bandwidth-weighting", instance -> "default")
                .by("capacity-reservation-specification.capacity-reservation-preference", instance -> "open")
                .by(
                        "enclave-options.enabled",
                        instance -> instance.launch.enclaveOptions() != null
                                && Boolean.TRUE.equals(
                                        instance.launch.enclaveOptions().enabled()))
                .by(
                        "hibernation-options.configured",
                        instance -> instance.launch.hibernationOptions() != null
                                && Boolean.TRUE.equals(
                                        instance.launch.hibernationOptions().configured()))
                .byEach("block-device-mapping.status", instance -> ofVolumes(instance, attachment -> "attached"))
                .byEach(
                        "block-device-mapping.attach-time",
                        instance -> ofVolumes(instance, FakeVolume.Attachment::attached))
                .byEach(
                        "block-device-mapping.delete-on-termination",
                        instance -> ofVolumes(instance, FakeVolume.Attachment::deleteOnTermination))
                .none(OF_WHAT_IS_NOT_THERE);
    }

    private static @Nullable String publicName(FakeInterface shown) {
        String publicIp = shown.publicIp();
        return publicIp == null ? null : HostNames.ofPublic(shown.subnet.zone.region(), publicIp);
    }

    private static List<String> ofVolumes(FakeInstance instance, Function<FakeVolume.Attachment, Object> field) {
        return instance.volumes.values().stream()
                .flatMap(volume -> Stream.ofNullable(volume.attachment))
                .map(attachment -> field.apply(attachment).toString())
                .toList();
    }

    static Filters<FakeInstance> ofStatus() {
        return new Filters<FakeInstance>()
                .none(
                        "event.code",
                        "event.description",
                        "event.instance-event-id",
                        "event.not-after",
                        "event.not-before",
                        "event.not-before-deadline",
                        "operator.principal")
                .by("operator.managed", instance -> false)
                .by("attached-ebs-status.status", InstanceFilters::health)
                .by("availability-zone", instance -> instance.subnet().zone.name())
                .by("availability-zone-id", instance -> instance.subnet().zone.id())
                .by("instance-state-name", instance -> instance.state)
                .by("instance-state-code", instance -> instance.stateView().code())
                .by("instance-status.status", InstanceFilters::health)
                .by("instance-status.reachability", instance -> health(instance).equals("ok") ? "passed" : null)
                .by("system-status.status", InstanceFilters::health)
                .by("system-status.reachability", instance -> health(instance).equals("ok") ? "passed" : null);
    }

    private static String health(FakeInstance instance) {
        return instance.state == InstanceStateName.RUNNING ? "ok" : "not-applicable";
    }
}
