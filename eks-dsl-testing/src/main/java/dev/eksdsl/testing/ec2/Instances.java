package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** The operations on instances. Node groups start them; here they can be looked at and terminated. */
final class Instances {

    /** How long a terminated instance can still be described (EC2 user guide, "Terminate instances"). */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final Describe<FakeInstance> DESCRIBE = new Describe<FakeInstance>()
            .by("instance-id", instance -> instance.id)
            .by("instance-state-name", instance -> instance.state().nameAsString())
            .by("instance-state-code", instance -> instance.state().code())
            .by("instance-type", instance -> instance.type)
            .by("image-id", instance -> instance.imageId)
            .by("availability-zone", instance -> instance.subnet().zone.name())
            .by("subnet-id", instance -> instance.terminated ? null : instance.subnet().id)
            .by("vpc-id", instance -> instance.terminated ? null : instance.subnet().vpc.id)
            .by("private-dns-name", instance -> instance.terminated ? null : instance.privateDnsName)
            .by("private-ip-address", instance -> instance.terminated ? null : instance.networkInterface.privateIp)
            .by("reservation-id", instance -> instance.reservationId)
            .byEach("instance.group-id", instance -> instance.networkInterface.groupIds);

    private final Ec2State cloud;
    private final Interfaces interfaces;

    Instances(Ec2State cloud, Interfaces interfaces) {
        this.cloud = cloud;
        this.interfaces = interfaces;
    }

    void register(Operations operations) {
        operations.on(DescribeInstancesRequest.class, this::describe);
        operations.on(TerminateInstancesRequest.class, this::terminate);
    }

    FakeInstance launch(
            RegionalState place,
            FakeSubnet subnet,
            String type,
            String imageId,
            List<String> groupIds,
            Map<String, String> tags) {
        FakeInterface networkInterface = interfaces.add(
                place, subnet, groupIds, "", NetworkInterfaceType.INTERFACE, FakeInterface.Use.INSTANCE, Map.of());
        if (subnet.publicIpOnLaunch) {
            networkInterface.launchPublicIp = cloud.publicIp();
        }
        String domain = place.region.equals("us-east-1") ? "ec2.internal" : place.region + ".compute.internal";
        String dnsName = "ip-" + networkInterface.privateIp.replace('.', '-') + "." + domain;
        FakeInstance instance = place.instances.add(new FakeInstance(
                place.instances.newId(),
                networkInterface,
                type,
                imageId,
                cloud.world.ids().ec2("r"),
                cloud.world.now(),
                dnsName,
                tags));
        networkInterface.instanceId = instance.id;
        return instance;
    }

    void terminate(RegionalState place, FakeInstance instance) {
        if (!instance.terminated) {
            instance.terminated = true;
            interfaces.drop(place, instance.networkInterface);
            cloud.world.after(FORGOTTEN, () -> place.instances.remove(instance));
        }
    }

    private DescribeInstancesResponse describe(DescribeInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (!request.instanceIds().isEmpty() && request.maxResults() != null) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination",
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        Page<FakeInstance> page = DESCRIBE.page(
                place.instances, request.instanceIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeInstancesResponse.builder()
                .reservations(page.items().stream()
                        .map(instance -> Reservation.builder()
                                .reservationId(instance.reservationId)
                                .ownerId(place.accountId)
                                .instances(instance.view(place))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private TerminateInstancesResponse terminate(TerminateInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (request.instanceIds().isEmpty()) {
            throw Ec2Faults.missing("InstanceId");
        }
        List<FakeInstance> all = place.instances.visible(request.instanceIds());
        return TerminateInstancesResponse.builder()
                .terminatingInstances(all.stream()
                        .map(instance -> {
                            InstanceState before = instance.state();
                            terminate(place, instance);
                            return InstanceStateChange.builder()
                                    .instanceId(instance.id)
                                    .previousState(before)
                                    .currentState(instance.state())
                                    .build();
                        })
                        .toList())
                .build();
    }
}
