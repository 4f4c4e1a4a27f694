package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** An instance, from its launch until it is forgotten. */
final class FakeInstance extends FakeResource {

    /** What an instance was launched with that never changes. */
    record Birth(
            String reservationId,
            int index,
            Instant launched,
            String imageId,
            ImageFacts image,
            @Nullable String profileArn,
            @Nullable String profileId,
            @Nullable String spotRequestId,
            @Nullable String clientToken,
            @Nullable String requesterId) {}

    final Birth birth;

    /** The primary interface; it goes with the instance, and is still known afterwards. */
    final FakeInterface networkInterface;

    final String privateDnsName;

    /** What it was launched with, with what its launch template gave. */
    ResponseLaunchTemplateData launch;

    String type;
    InstanceStateName state = InstanceStateName.PENDING;
    String transitionReason = "";

    @Nullable
    StateReason stateReason;

    boolean noTermination;
    boolean noStop;
    boolean ebsOptimized;
    boolean monitored;
    String onShutdown;
    InstanceMetadataOptionsResponse metadata;

    /** Volumes by the names of the devices. */
    final Map<String, FakeVolume> volumes = new TreeMap<>();

    FakeInstance(
            String id,
            Birth birth,
            FakeInterface networkInterface,
            String privateDnsName,
            ResponseLaunchTemplateData launch,
            Map<String, String> tags) {
        super(id, tags);
        this.birth = birth;
        this.networkInterface = networkInterface;
        this.privateDnsName = privateDnsName;
        this.launch = launch;
        this.type = launch.instanceTypeAsString();
        this.noTermination = Boolean.TRUE.equals(launch.disableApiTermination());
        this.noStop = Boolean.TRUE.equals(launch.disableApiStop());
        this.ebsOptimized = Boolean.TRUE.equals(launch.ebsOptimized());
        this.monitored = launch.monitoring() != null
                && Boolean.TRUE.equals(launch.monitoring().enabled());
        this.onShutdown = launch.instanceInitiatedShutdownBehavior() == null
                ? "stop"
                : launch.instanceInitiatedShutdownBehaviorAsString();
        this.metadata = InstanceMetadata.applied(InstanceMetadata.DEFAULTS, launch.metadataOptions());
    }

    FakeSubnet subnet() {
        return networkInterface.subnet;
    }

    boolean isSpot() {
        return birth.spotRequestId() != null;
    }

    /** Whether it is gone: it can still be described, but has nothing any more. */
    boolean isTerminated() {
        return state == InstanceStateName.TERMINATED;
    }

    /** Whether it exists and is not on its way out. */
    boolean isAlive() {
        return !isTerminated() && state != InstanceStateName.SHUTTING_DOWN;
    }

    /** The state with its number (EC2 API reference, "InstanceState"). */
    InstanceState stateView() {
        int code = switch (state) {
            case PENDING -> 0;
            case RUNNING -> 16;
            case SHUTTING_DOWN -> 32;
            case TERMINATED -> 48;
            case STOPPING -> 64;
            default -> 80;
        };
        return InstanceState.builder().code(code).name(state).build();
    }
}
