package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;

/** Shows instance types as the API gives them: figures from the catalogue, and what follows from type and family. */
final class InstanceTypeView {

    /** Families of the generations before the present ones (AWS, "Previous Generation Instances"). */
    private static final Set<String> PREVIOUS = Set.of(
            "a1", "c1", "c3", "c4", "cc2", "cr1", "g2", "g3", "g3s", "hi1", "hs1", "i2", "m1", "m2", "m3", "m4", "p2",
            "r3", "r4", "t1", "x1", "x1e");

    private InstanceTypeView() {}

    static boolean isCurrent(InstanceCatalog.Entry type) {
        return !PREVIOUS.contains(family(type));
    }

    private static String family(InstanceCatalog.Entry type) {
        return type.name().substring(0, type.name().indexOf('.'));
    }

    static boolean isBurstable(InstanceCatalog.Entry type) {
        return type.name().matches("t[2-9][a-z]*\\..*");
    }

    /** A {@code d} behind the generation, and the families for storage, tell of disks in the machine. */
    static boolean hasDisks(InstanceCatalog.Entry type) {
        return family(type)
                .matches("[a-z]+[0-9][a-z]*d[a-z]*|i[0-9].*|d[23].*|h1|c[13]|m[1-3]|r3|x1e?|g[45].*|p[345].*|z1d");
    }

    static boolean isNitro(InstanceCatalog.Entry type) {
        return type.hypervisor().equals("nitro") || type.bareMetal();
    }

    /** Arm processors and one vCPU alone have no second thread. */
    static int threadsPerCore(InstanceCatalog.Entry type) {
        return type.architecture().equals("arm64") || type.vcpus() == 1 ? 1 : 2;
    }

    static InstanceTypeInfo of(InstanceCatalog.Entry type) {
        int threads = threadsPerCore(type);
        boolean nitro = isNitro(type);
        return InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(isCurrent(type))
                .freeTierEligible(type.name().equals("t2.micro") || type.name().equals("t3.micro"))
                .bareMetal(type.bareMetal())
                .hypervisor(type.hypervisor().equals("unknown") ? null : type.hypervisor())
                .supportedUsageClassesWithStrings("on-demand", "spot")
                .supportedRootDeviceTypesWithStrings("ebs")
                .supportedVirtualizationTypesWithStrings("hvm")
                .supportedBootModesWithStrings(
                        type.architecture().equals("arm64") || !nitro
                                ? List.of(nitro ? "uefi" : "legacy-bios")
                                : List.of("legacy-bios", "uefi"))
                .burstablePerformanceSupported(isBurstable(type))
                .dedicatedHostsSupported(!isBurstable(type))
                .autoRecoverySupported(nitro && !type.bareMetal() && !hasDisks(type))
                .hibernationSupported(nitro && !type.bareMetal() && type.memoryMib() < 150 * 1024)
                .instanceStorageSupported(hasDisks(type))
                .nitroEnclavesSupport(nitro && type.vcpus() >= 4 ? "supported" : "unsupported")
                .nitroTpmSupport(nitro && !type.bareMetal() ? "supported" : "unsupported")
                .phcSupport("unsupported")
                .rebootMigrationSupport("supported")
                .vCpuInfo(vcpu -> vcpu.defaultVCpus(type.vcpus())
                        .defaultCores(type.vcpus() / threads)
                        .defaultThreadsPerCore(threads)
                        .validThreadsPerCore(threads == 1 ? List.of(1) : List.of(1, 2)))
                .memoryInfo(memory -> memory.sizeInMiB((long) type.memoryMib()))
                .processorInfo(processor -> processor
                        .supportedArchitecturesWithStrings(type.architecture())
                        .manufacturer(manufacturer(type)))
                .ebsInfo(ebs -> ebs.ebsOptimizedSupport(nitro ? "default" : "supported")
                        .encryptionSupport("supported")
                        .nvmeSupport(nitro ? "required" : "unsupported"))
                .placementGroupInfo(
                        placement -> placement.supportedStrategiesWithStrings("cluster", "partition", "spread"))
                .networkInfo(network -> network.maximumNetworkInterfaces(type.interfaces())
                        .maximumNetworkCards(type.cards())
                        .defaultNetworkCardIndex(0)
                        .networkCards(card(type))
                        .ipv4AddressesPerInterface(type.addressesPerInterface())
                        .ipv6AddressesPerInterface(type.addressesPerInterface())
                        .ipv6Supported(true)
                        .enaSupport(nitro ? "required" : "unsupported")
                        .efaSupported(false)
                        .encryptionInTransitSupported(nitro))
                .build();
    }

    private static NetworkCardInfo card(InstanceCatalog.Entry type) {
        return NetworkCardInfo.builder()
                .networkCardIndex(0)
                .maximumNetworkInterfaces(type.cardInterfaces())
                .build();
    }

    /** Arm is AWS's own; an {@code a} behind the generation is AMD (EC2 user guide, "naming conventions"). */
    private static String manufacturer(InstanceCatalog.Entry type) {
        if (type.architecture().equals("arm64")) {
            return "AWS";
        }
        return family(type).matches("[a-z]+[0-9]a.*") ? "AMD" : "Intel";
    }
}
