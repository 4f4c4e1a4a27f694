package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreditSpecification;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceMonitoring;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesResponse;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesResponse;

/** The operations on attributes of instances. */
final class InstanceAttributes {

    private static final Filters<FakeInstance> CREDITS =
            new Filters<FakeInstance>().by("instance-id", instance -> instance.id);

    private final Ec2State cloud;

    InstanceAttributes(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(DescribeInstanceAttributeRequest.class, this::describe);
        operations.on(ModifyInstanceAttributeRequest.class, this::modify);
        operations.on(ModifyInstanceMetadataOptionsRequest.class, this::modifyMetadata);
        operations.on(MonitorInstancesRequest.class, this::monitor);
        operations.on(UnmonitorInstancesRequest.class, this::unmonitor);
        operations.on(DescribeInstanceCreditSpecificationsRequest.class, this::credits);
    }

    private DescribeInstanceAttributeResponse describe(DescribeInstanceAttributeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInstance instance = place.instances.get(request.instanceId(), "instanceId");
        DescribeInstanceAttributeResponse.Builder response =
                DescribeInstanceAttributeResponse.builder().instanceId(instance.id);
        String attribute = Ec2Faults.required(request.attributeAsString(), "attribute");
        switch (attribute) {
            case "instanceType" -> response.instanceType(value -> value.value(instance.type));
            case "userData" -> response.userData(value -> value.value(instance.launch.userData()));
            case "disableApiTermination" ->
                response.disableApiTermination(value -> value.value(instance.noTermination));
            case "disableApiStop" -> response.disableApiStop(value -> value.value(instance.noStop));
            case "instanceInitiatedShutdownBehavior" ->
                response.instanceInitiatedShutdownBehavior(value -> value.value(instance.onShutdown));
            case "rootDeviceName" ->
                response.rootDeviceName(
                        value -> value.value(instance.birth.image().rootDevice()));
            case "blockDeviceMapping" ->
                response.blockDeviceMappings(
                        InstanceDescription.of(place, instance).blockDeviceMappings());
            case "sourceDestCheck" ->
                response.sourceDestCheck(value -> value.value(instance.networkInterface.sourceDestCheck));
            case "groupSet" -> response.groups(InterfaceView.groups(place, instance.networkInterface));
            case "ebsOptimized" -> response.ebsOptimized(value -> value.value(instance.ebsOptimized));
            case "enaSupport" -> response.enaSupport(value -> value.value(true));
            case "enclaveOptions" -> response.enclaveOptions(options -> options.enabled(false));
            case "productCodes" -> response.productCodes(List.of());
            case "kernel" -> response.kernelId(value -> {});
            case "ramdisk" -> response.ramdiskId(value -> {});
            case "sriovNetSupport" -> response.sriovNetSupport(value -> {});
            default -> throw Ec2Faults.invalid(attribute, "attribute", "Unknown instance attribute.");
        }
        return response.build();
    }

    private ModifyInstanceAttributeResponse modify(ModifyInstanceAttributeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInstance instance = place.instances.get(request.instanceId(), "instanceId");
        if (request.attribute() != null) {
            modifyNamed(instance, request.attributeAsString(), Ec2Faults.required(request.value(), "value"));
        }
        if (request.instanceType() != null) {
            stopped(instance);
            instance.type = request.instanceType().value();
        }
        if (request.userData() != null) {
            stopped(instance);
            String text = request.userData().value() == null
                    ? null
                    : Base64.getEncoder()
                            .encodeToString(request.userData().value().asByteArray());
            instance.launch = instance.launch.toBuilder().userData(text).build();
        }
        if (request.disableApiTermination() != null) {
            instance.noTermination =
                    Boolean.TRUE.equals(request.disableApiTermination().value());
        }
        if (request.disableApiStop() != null) {
            instance.noStop = Boolean.TRUE.equals(request.disableApiStop().value());
        }
        if (request.ebsOptimized() != null) {
            stopped(instance);
            instance.ebsOptimized = Boolean.TRUE.equals(request.ebsOptimized().value());
        }
        if (request.instanceInitiatedShutdownBehavior() != null) {
            instance.onShutdown = request.instanceInitiatedShutdownBehavior().value();
        }
        if (request.sourceDestCheck() != null) {
            instance.networkInterface.sourceDestCheck =
                    Boolean.TRUE.equals(request.sourceDestCheck().value());
        }
        if (!request.groups().isEmpty()) {
            SecurityGroups.checkOfInterface(cloud, place, request.groups(), instance.subnet().vpc);
            instance.networkInterface.groupIds = request.groups();
        }
        for (InstanceBlockDeviceMappingSpecification mapping : request.blockDeviceMappings()) {
            FakeVolume volume = instance.volumes.get(mapping.deviceName());
            if (volume == null || volume.attachment == null) {
                throw Ec2Faults.refuse(
                        "InvalidInstanceAttributeValue", "No device is currently mapped at " + mapping.deviceName());
            }
            if (mapping.ebs() != null && mapping.ebs().deleteOnTermination() != null) {
                volume.attachment = new FakeVolume.Attachment(
                        volume.attachment.instanceId(),
                        volume.attachment.device(),
                        mapping.ebs().deleteOnTermination(),
                        volume.attachment.attached());
            }
        }
        return ModifyInstanceAttributeResponse.builder().build();
    }

    /** The older form: the attribute by name, its value as text. */
    private static void modifyNamed(FakeInstance instance, String attribute, String value) {
        switch (attribute) {
            case "instanceType" -> {
                stopped(instance);
                instance.type = value;
            }
            case "disableApiTermination" -> instance.noTermination = Boolean.parseBoolean(value);
            case "disableApiStop" -> instance.noStop = Boolean.parseBoolean(value);
            case "instanceInitiatedShutdownBehavior" -> instance.onShutdown = value;
            case "sourceDestCheck" -> instance.networkInterface.sourceDestCheck = Boolean.parseBoolean(value);
            case "ebsOptimized" -> {
                stopped(instance);
                instance.ebsOptimized = Boolean.parseBoolean(value);
            }
            case "userData" -> {
                stopped(instance);
                instance.launch = instance.launch.toBuilder().userData(value).build();
            }
            default -> throw Ec2Faults.invalid(attribute, "attribute", "Unknown instance attribute.");
        }
    }

    private static void stopped(FakeInstance instance) {
        if (instance.state != InstanceStateName.STOPPED) {
            throw Ec2Faults.refuse(
                    "IncorrectInstanceState", "The instance '" + instance.id + "' is not in the 'stopped' state.");
        }
    }

    private ModifyInstanceMetadataOptionsResponse modifyMetadata(
            ModifyInstanceMetadataOptionsRequest request, Caller caller) {
        FakeInstance instance = cloud.in(caller).instances.get(request.instanceId(), "instanceId");
        instance.metadata = InstanceMetadata.applied(instance.metadata, request);
        return ModifyInstanceMetadataOptionsResponse.builder()
                .instanceId(instance.id)
                .instanceMetadataOptions(
                        instance.metadata.toBuilder().state("pending").build())
                .build();
    }

    private MonitorInstancesResponse monitor(MonitorInstancesRequest request, Caller caller) {
        return MonitorInstancesResponse.builder()
                .instanceMonitorings(monitor(caller, request.instanceIds(), true))
                .build();
    }

    private UnmonitorInstancesResponse unmonitor(UnmonitorInstancesRequest request, Caller caller) {
        return UnmonitorInstancesResponse.builder()
                .instanceMonitorings(monitor(caller, request.instanceIds(), false))
                .build();
    }

    private List<InstanceMonitoring> monitor(Caller caller, List<String> ids, boolean on) {
        List<FakeInstance> all = cloud.in(caller).instances.visible(ids);
        all.forEach(instance -> instance.monitored = on);
        return all.stream()
                .map(instance -> InstanceMonitoring.builder()
                        .instanceId(instance.id)
                        .monitoring(monitoring -> monitoring.state(on ? "enabled" : "disabled"))
                        .build())
                .toList();
    }

    /** Only burstable types have credits; {@code t2} ones are standard without a word, later ones unlimited. */
    private DescribeInstanceCreditSpecificationsResponse credits(
            DescribeInstanceCreditSpecificationsRequest request, Caller caller) {
        List<FakeInstance> burstable =
                CREDITS.apply(cloud.in(caller).instances.visible(request.instanceIds()), request.filters()).stream()
                        .filter(instance -> instance.type.startsWith("t"))
                        .toList();
        Page<FakeInstance> page =
                Pages.of(burstable, FakeResource::order, 1000, request.maxResults(), request.nextToken());
        return DescribeInstanceCreditSpecificationsResponse.builder()
                .instanceCreditSpecifications(page.items().stream()
                        .map(instance -> InstanceCreditSpecification.builder()
                                .instanceId(instance.id)
                                .cpuCredits(credits(instance))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static String credits(FakeInstance instance) {
        CreditSpecification asked = instance.launch.creditSpecification();
        if (asked != null && asked.cpuCredits() != null) {
            return asked.cpuCredits();
        }
        return instance.type.startsWith("t2.") ? "standard" : "unlimited";
    }
}
