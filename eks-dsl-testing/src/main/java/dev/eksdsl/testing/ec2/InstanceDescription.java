package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.BootModeValues;
import software.amazon.awssdk.services.ec2.model.CapacityReservationPreference;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAutoRecoveryState;
import software.amazon.awssdk.services.ec2.model.InstanceBandwidthWeighting;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceBootModeValues;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceRebootMigrationState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateCpuOptions;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatePlacement;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** Shows instances as the API gives them. */
final class InstanceDescription {

    private InstanceDescription() {}

    static Instance of(RegionalState place, FakeInstance shown) {
        FakeInstance.Birth birth = shown.birth;
        ResponseLaunchTemplateData launch = shown.launch;
        Instance.Builder view = Instance.builder()
                .instanceId(shown.id)
                .instanceType(shown.type)
                .imageId(birth.imageId())
                .amiLaunchIndex(birth.index())
                .clientToken(birth.clientToken())
                .launchTime(birth.launched())
                .usageOperationUpdateTime(birth.launched())
                .usageOperation(birth.image().isWindows() ? "RunInstances:0002" : "RunInstances")
                .platform(birth.image().isWindows() ? "windows" : null)
                .platformDetails(birth.image().platform())
                .architecture(birth.image().architecture())
                .bootMode(BootModeValues.UEFI_PREFERRED)
                .currentInstanceBootMode(InstanceBootModeValues.UEFI)
                .virtualizationType(VirtualizationType.HVM)
                .hypervisor(HypervisorType.XEN)
                .enaSupport(true)
                .ebsOptimized(shown.ebsOptimized)
                .rootDeviceName(birth.image().rootDevice())
                .rootDeviceType(DeviceType.EBS)
                .keyName(launch.keyName())
                .state(shown.stateView())
                .stateReason(shown.stateReason)
                .stateTransitionReason(shown.transitionReason)
                .monitoring(monitoring ->
                        monitoring.state(shown.monitored ? MonitoringState.ENABLED : MonitoringState.DISABLED))
                .metadataOptions(shown.metadata)
                .maintenanceOptions(options -> options.autoRecovery(InstanceAutoRecoveryState.DEFAULT)
                        .rebootMigration(InstanceRebootMigrationState.DEFAULT))
                .enclaveOptions(options -> options.enabled(launch.enclaveOptions() != null
                        && Boolean.TRUE.equals(launch.enclaveOptions().enabled())))
                .hibernationOptions(options -> options.configured(launch.hibernationOptions() != null
                        && Boolean.TRUE.equals(launch.hibernationOptions().configured())))
                .capacityReservationSpecification(specification ->
                        specification.capacityReservationPreference(CapacityReservationPreference.OPEN))
                .networkPerformanceOptions(options -> options.bandwidthWeighting(InstanceBandwidthWeighting.DEFAULT))
                .operator(operator -> operator.managed(false))
                .placement(placement(shown))
                .cpuOptions(cpu(shown))
                .instanceLifecycle(shown.isSpot() ? InstanceLifecycleType.SPOT : null)
                .spotInstanceRequestId(birth.spotRequestId())
                .blockDeviceMappings(blockDevices(shown))
                .tags(shown.tagViews());
        if (birth.profileArn() != null) {
            view.iamInstanceProfile(profile -> profile.arn(birth.profileArn()).id(birth.profileId()));
        }
        if (!shown.isTerminated()) {
            network(place, shown, view);
        }
        return view.build();
    }

    private static Placement placement(FakeInstance shown) {
        LaunchTemplatePlacement asked = shown.launch.placement();
        Placement.Builder placement = asked == null ? Placement.builder() : MemberCopy.into(Placement.builder(), asked);
        return placement
                .availabilityZone(shown.subnet().zone.name())
                .availabilityZoneId(shown.subnet().zone.id())
                .groupName(asked == null || asked.groupName() == null ? "" : asked.groupName())
                .tenancy(asked == null || asked.tenancy() == null ? shown.subnet().vpc.tenancy : asked.tenancy())
                .build();
    }

    /** Cores have two threads, but for Arm and small ones. */
    private static CpuOptions cpu(FakeInstance shown) {
        LaunchTemplateCpuOptions asked = shown.launch.cpuOptions();
        int vcpus = InstanceCatalog.find(shown.type)
                .map(InstanceCatalog.Entry::vcpus)
                .orElse(1);
        boolean arm = shown.birth.image().architecture().equals("arm64");
        int threads = arm || vcpus == 1 ? 1 : 2;
        return CpuOptions.builder()
                .coreCount(asked == null || asked.coreCount() == null ? vcpus / threads : asked.coreCount())
                .threadsPerCore(asked == null || asked.threadsPerCore() == null ? threads : asked.threadsPerCore())
                .build();
    }

    private static List<InstanceBlockDeviceMapping> blockDevices(FakeInstance shown) {
        return shown.volumes.entrySet().stream()
                .flatMap(entry -> Stream.ofNullable(entry.getValue().attachment)
                        .map(attachment -> InstanceBlockDeviceMapping.builder()
                                .deviceName(entry.getKey())
                                .ebs(ebs -> ebs.volumeId(entry.getValue().id)
                                        .status(AttachmentStatus.ATTACHED)
                                        .attachTime(attachment.attached())
                                        .deleteOnTermination(attachment.deleteOnTermination()))
                                .build()))
                .toList();
    }

    /** A terminated instance no longer tells its network. */
    private static void network(RegionalState place, FakeInstance shown, Instance.Builder view) {
        FakeInterface primary = shown.networkInterface;
        String publicIp = primary.publicIp();
        view.subnetId(shown.subnet().id)
                .vpcId(shown.subnet().vpc.id)
                .privateIpAddress(primary.privateIp)
                .privateDnsName(shown.privateDnsName)
                .privateDnsNameOptions(options -> options.hostnameType(shown.subnet().hostnameType)
                        .enableResourceNameDnsARecord(shown.subnet().resourceNameDnsA)
                        .enableResourceNameDnsAAAARecord(shown.subnet().resourceNameDnsAaaa))
                .ipv6Address(primary.ipv6Addresses.isEmpty() ? null : primary.ipv6Addresses.get(0))
                .publicIpAddress(publicIp)
                .publicDnsName(
                        publicIp == null || !shown.subnet().vpc.dnsHostnames
                                ? ""
                                : HostNames.ofPublic(place.region, publicIp))
                .sourceDestCheck(primary.sourceDestCheck)
                .securityGroups(InterfaceView.groups(place, primary))
                .networkInterfaces(place.interfacesOf(shown)
                        .map(each -> networkInterface(place, each))
                        .toList());
    }

    private static InstanceNetworkInterface networkInterface(RegionalState place, FakeInterface shown) {
        return MemberCopy.into(InstanceNetworkInterface.builder(), InterfaceView.of(place, shown))
                .build();
    }
}
