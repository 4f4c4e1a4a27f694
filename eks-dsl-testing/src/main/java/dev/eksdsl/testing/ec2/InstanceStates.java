package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Starts, stops, reboots and terminates instances, and tells those who listen of instances that go. */
final class InstanceStates {

    /** How long a terminated instance can still be described (EC2 user guide, "Terminate instances"). */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final DateTimeFormatter REASON_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Ec2State cloud;
    private final Interfaces interfaces;
    private final List<CloudNetwork.InstanceGone> listeners = new ArrayList<>();

    InstanceStates(Ec2State cloud, Interfaces interfaces) {
        this.cloud = cloud;
        this.interfaces = interfaces;
    }

    void register(Operations operations) {
        operations.on(StartInstancesRequest.class, this::start);
        operations.on(StopInstancesRequest.class, this::stop);
        operations.on(RebootInstancesRequest.class, this::reboot);
        operations.on(TerminateInstancesRequest.class, this::terminate);
    }

    void listen(CloudNetwork.InstanceGone listener) {
        listeners.add(listener);
    }

    static AwsFault incorrect(FakeInstance instance) {
        return Ec2Faults.refuse(
                "IncorrectInstanceState",
                "The instance '" + instance.id + "' is not in a state from which it can be changed: it is '"
                        + instance.state + "'.");
    }

    private static List<FakeInstance> named(RegionalState place, List<String> ids) {
        if (ids.isEmpty()) {
            throw Ec2Faults.missing("InstanceId");
        }
        return place.instances.visible(ids);
    }

    private static InstanceStateChange change(FakeInstance instance, Runnable what) {
        InstanceState before = instance.stateView();
        what.run();
        return InstanceStateChange.builder()
                .instanceId(instance.id)
                .previousState(before)
                .currentState(instance.stateView())
                .build();
    }

    private StartInstancesResponse start(StartInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<FakeInstance> all = named(place, request.instanceIds());
        for (FakeInstance instance : all) {
            if (!instance.isAlive() || instance.state == InstanceStateName.STOPPING) {
                throw incorrect(instance);
            }
        }
        return StartInstancesResponse.builder()
                .startingInstances(all.stream()
                        .map(instance -> change(instance, () -> start(place, instance)))
                        .toList())
                .build();
    }

    private void start(RegionalState place, FakeInstance instance) {
        if (instance.state == InstanceStateName.STOPPED) {
            instance.stateReason = null;
            instance.transitionReason = "";
            cloud.enter(place, instance, InstanceStateName.PENDING);
            later(Durations.Of.INSTANCE_START, place, instance, InstanceStateName.PENDING, InstanceStateName.RUNNING);
        }
    }

    private StopInstancesResponse stop(StopInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<FakeInstance> all = named(place, request.instanceIds());
        for (FakeInstance instance : all) {
            if (!instance.isAlive()) {
                throw incorrect(instance);
            }
            if (instance.noStop) {
                throw Ec2Faults.refuse(
                        "OperationNotPermitted",
                        "The instance '" + instance.id
                                + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.");
            }
            if (instance.isSpot()) {
                throw Ec2Faults.refuse(
                        "UnsupportedOperation",
                        "You can't stop the Spot Instance '" + instance.id
                                + "' because it is associated with a one-time Spot Instance request. You can only stop"
                                + " Spot Instances associated with persistent Spot Instance requests.");
            }
        }
        return StopInstancesResponse.builder()
                .stoppingInstances(all.stream()
                        .map(instance -> change(instance, () -> stop(place, instance)))
                        .toList())
                .build();
    }

    private void stop(RegionalState place, FakeInstance instance) {
        if (instance.state == InstanceStateName.PENDING || instance.state == InstanceStateName.RUNNING) {
            reason(instance, "Client.UserInitiatedShutdown", "User initiated shutdown");
            instance.networkInterface.launchPublicIp = null;
            cloud.enter(place, instance, InstanceStateName.STOPPING);
            later(Durations.Of.INSTANCE_STOP, place, instance, InstanceStateName.STOPPING, InstanceStateName.STOPPED);
        }
    }

    private void later(
            Durations.Of what,
            RegionalState place,
            FakeInstance instance,
            InstanceStateName from,
            InstanceStateName to) {
        cloud.world.lifecycle(cloud.world.durations().of(what), () -> {
            if (instance.state == from) {
                cloud.enter(place, instance, to);
            }
        });
    }

    private RebootInstancesResponse reboot(RebootInstancesRequest request, Caller caller) {
        for (FakeInstance instance : named(cloud.in(caller), request.instanceIds())) {
            if (!instance.isAlive()) {
                throw incorrect(instance);
            }
        }
        return RebootInstancesResponse.builder().build();
    }

    private TerminateInstancesResponse terminate(TerminateInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<FakeInstance> all = named(place, request.instanceIds());
        for (FakeInstance instance : all) {
            if (instance.noTermination) {
                throw Ec2Faults.refuse(
                        "OperationNotPermitted",
                        "The instance '" + instance.id
                                + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and try"
                                + " again.");
            }
        }
        return TerminateInstancesResponse.builder()
                .terminatingInstances(all.stream()
                        .map(instance -> change(
                                instance,
                                () -> terminate(
                                        place,
                                        caller,
                                        instance,
                                        "Client.UserInitiatedShutdown",
                                        "User initiated shutdown")))
                        .toList())
                .build();
    }

    /**
     * Terminates an instance: it shuts down, then gives back what it has, and is forgotten an hour later.
     *
     * @param owner who hears of it: the instance's account and region
     * @param code of the state reason, such as {@code Client.UserInitiatedShutdown}
     */
    void terminate(RegionalState place, Caller owner, FakeInstance instance, String code, String reason) {
        if (!instance.isAlive()) {
            return;
        }
        reason(instance, code, reason);
        cloud.enter(place, instance, InstanceStateName.SHUTTING_DOWN);
        SpotRequests.ended(
                place,
                instance.birth.spotRequestId(),
                code.startsWith("Server.Spot") ? "instance-terminated-no-capacity" : "instance-terminated-by-user");
        listeners.forEach(listener -> listener.gone(owner, instance.id, code));
        cloud.world.lifecycle(
                cloud.world.durations().of(Durations.Of.INSTANCE_TERMINATE), () -> terminated(place, instance));
    }

    private void terminated(RegionalState place, FakeInstance instance) {
        cloud.enter(place, instance, InstanceStateName.TERMINATED);
        for (FakeInterface attached : place.interfacesOf(instance).toList()) {
            boolean goes = attached.attachment != null && attached.attachment.deleteOnTermination();
            if (goes) {
                interfaces.drop(place, attached);
            } else {
                attached.attachment = null;
                attached.use = FakeInterface.Use.NONE;
            }
        }
        for (FakeVolume volume : instance.volumes.values()) {
            boolean goes = volume.attachment != null && volume.attachment.deleteOnTermination();
            volume.attachment = null;
            if (goes) {
                place.volumes.remove(volume);
            }
        }
        instance.volumes.clear();
        cloud.world.after(FORGOTTEN, () -> place.instances.remove(instance));
    }

    private void reason(FakeInstance instance, String code, String reason) {
        instance.stateReason =
                StateReason.builder().code(code).message(code + ": " + reason).build();
        instance.transitionReason = reason + " (" + REASON_TIME.format(cloud.world.now()) + ")";
    }
}
