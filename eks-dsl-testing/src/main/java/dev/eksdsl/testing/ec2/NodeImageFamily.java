package dev.eksdsl.testing.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A family of images for EKS nodes.
 *
 * @param amiType as EKS names it, such as {@code BOTTLEROCKET_ARM_64}
 * @param pattern the path of its public parameter, with {@code %s} for the Kubernetes version (EKS user guide, "Retrieve
 *     recommended AMI IDs")
 * @param name the images' names, with {@code %s} for the Kubernetes version and for the release's date
 */
record NodeImageFamily(String amiType, String architecture, String pattern, String name) {

    /** A volume that images of a family come with. */
    record Disk(String device, int sizeGib, String volumeType) {}

    /** Amazon Linux 2 ended with this minor version (EKS user guide). */
    private static final int LAST_MINOR_WITH_AL2 = 32;

    private static final List<NodeImageFamily> ALL = all();

    private static List<NodeImageFamily> all() {
        List<NodeImageFamily> all = new ArrayList<>();
        for (String variant : List.of("standard", "nvidia", "neuron")) {
            all.add(amazonLinux2023("x86_64", variant));
        }
        // there is no Neuron chip beside an Arm processor
        all.add(amazonLinux2023("arm64", "standard"));
        all.add(amazonLinux2023("arm64", "nvidia"));
        all.add(amazonLinux2("AL2_x86_64", "x86_64", "amazon-linux-2", "amazon-eks-node"));
        all.add(amazonLinux2("AL2_ARM_64", "arm64", "amazon-linux-2-arm64", "amazon-eks-arm64-node"));
        all.add(amazonLinux2("AL2_x86_64_GPU", "x86_64", "amazon-linux-2-gpu", "amazon-eks-gpu-node"));
        for (String variant : List.of("", "-nvidia", "-fips", "-nvidia-fips")) {
            all.add(bottlerocket("x86_64", variant));
            all.add(bottlerocket("arm64", variant));
        }
        for (String year : List.of("2019", "2022", "2025")) {
            all.add(windows(year, "Core"));
            all.add(windows(year, "Full"));
        }
        return List.copyOf(all);
    }

    private static NodeImageFamily amazonLinux2023(String architecture, String variant) {
        return new NodeImageFamily(
                "AL2023_" + inType(architecture) + "_" + variant.toUpperCase(Locale.ROOT),
                architecture,
                "/aws/service/eks/optimized-ami/%s/amazon-linux-2023/" + architecture + "/" + variant
                        + "/recommended/image_id",
                "amazon-eks-node-al2023-" + architecture + "-" + variant + "-%s-v%s");
    }

    private static NodeImageFamily amazonLinux2(String amiType, String architecture, String folder, String name) {
        return new NodeImageFamily(
                amiType,
                architecture,
                "/aws/service/eks/optimized-ami/%s/" + folder + "/recommended/image_id",
                name + "-%s-v%s");
    }

    private static NodeImageFamily bottlerocket(String architecture, String variant) {
        return new NodeImageFamily(
                "BOTTLEROCKET_" + inType(architecture)
                        + variant.toUpperCase(Locale.ROOT).replace('-', '_'),
                architecture,
                "/aws/service/bottlerocket/aws-k8s-%s" + variant + "/" + architecture + "/latest/image_id",
                "bottlerocket-aws-k8s-%s" + variant + "-" + architecture + "-v%s");
    }

    private static NodeImageFamily windows(String year, String edition) {
        return new NodeImageFamily(
                "WINDOWS_" + edition.toUpperCase(Locale.ROOT) + "_" + year + "_x86_64",
                "x86_64",
                "/aws/service/ami-windows-latest/Windows_Server-" + year + "-English-" + edition
                        + "-EKS_Optimized-%s/image_id",
                "Windows_Server-" + year + "-English-" + edition + "-EKS_Optimized-%s-%s");
    }

    private static String inType(String architecture) {
        return architecture.equals("arm64") ? "ARM_64" : architecture;
    }

    /** The families that have images for a Kubernetes version. */
    static Stream<NodeImageFamily> of(String version) {
        int minor = Integer.parseInt(version.substring(version.indexOf('.') + 1));
        return ALL.stream().filter(family -> !family.amiType.startsWith("AL2_") || minor <= LAST_MINOR_WITH_AL2);
    }

    static Optional<NodeImageFamily> find(String amiType) {
        return ALL.stream().filter(family -> family.amiType.equals(amiType)).findFirst();
    }

    boolean isWindows() {
        return amiType.startsWith("WINDOWS");
    }

    /** The path of the public parameter that names the newest image's id. */
    String parameter(String version) {
        return String.format(pattern, version);
    }

    /** The image's name; releases end with their date. */
    String imageName(String version, String release) {
        return String.format(name, version, release.substring(release.lastIndexOf('-') + 1));
    }

    /** Sizes are those of the images' own block devices (amazon-eks-ami and Bottlerocket, published image metadata). */
    List<Disk> disks() {
        if (amiType.startsWith("BOTTLEROCKET")) {
            return List.of(new Disk("/dev/xvda", 2, "gp3"), new Disk("/dev/xvdb", 20, "gp3"));
        }
        if (isWindows()) {
            return List.of(new Disk("/dev/sda1", 50, "gp2"));
        }
        return List.of(new Disk("/dev/xvda", 20, amiType.startsWith("AL2_") ? "gp2" : "gp3"));
    }
}
