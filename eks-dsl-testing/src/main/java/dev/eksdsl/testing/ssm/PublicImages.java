package dev.eksdsl.testing.ssm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The public parameters that name the images of EKS nodes: every image family for every Kubernetes version that it is
 * published for (EKS user guide, "retrieve AMI ids").
 *
 * <p>Image ids are made up, and the same for the same parameter, release and region.
 */
final class PublicImages {

    /** Amazon Linux 2 ended with this minor version (EKS user guide). */
    private static final int LAST_MINOR_WITH_AL2 = 32;

    private static final String OPTIMIZED = "/aws/service/eks/optimized-ami/";

    /** Variants of Amazon Linux 2023 by architecture; there is no Neuron chip beside an Arm processor. */
    private static final Map<String, List<String>> AL2023 =
            Map.of("x86_64", List.of("standard", "nvidia", "neuron"), "arm64", List.of("standard", "nvidia"));

    private static final List<String> AL2 = List.of("amazon-linux-2", "amazon-linux-2-arm64", "amazon-linux-2-gpu");
    private static final List<String> BOTTLEROCKET = List.of("", "-nvidia", "-fips", "-nvidia-fips");
    private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");
    private static final List<String> WINDOWS_YEARS = List.of("2019", "2022", "2025");
    private static final List<String> WINDOWS_EDITIONS = List.of("Core", "Full");

    private final ImageCalendar calendar;

    PublicImages(ImageCalendar calendar) {
        this.calendar = calendar;
    }

    /** All parameters' values by name, in the order of names. */
    SortedMap<String, String> at(Instant moment, String region) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String version : calendar.versions(moment)) {
            String release = calendar.release(version, moment);
            addAmazonLinux(parameters, version, release, region);
            for (String variant : BOTTLEROCKET) {
                for (String architecture : ARCHITECTURES) {
                    String name = "/aws/service/bottlerocket/aws-k8s-%s%s/%s/latest/image_id"
                            .formatted(version, variant, architecture);
                    parameters.put(name, image(name, release, region));
                }
            }
            for (String year : WINDOWS_YEARS) {
                for (String edition : WINDOWS_EDITIONS) {
                    String name =
                            "/aws/service/ami-windows-latest/Windows_Server-%s-English-%s-EKS_Optimized-%s/image_id"
                                    .formatted(year, edition, version);
                    parameters.put(name, image(name, release, region));
                }
            }
        }
        return parameters;
    }

    private static void addAmazonLinux(Map<String, String> parameters, String version, String release, String region) {
        AL2023.forEach((architecture, variants) -> {
            for (String variant : variants) {
                String folder = OPTIMIZED + version + "/amazon-linux-2023/" + architecture + "/" + variant;
                addRecommended(parameters, folder, release, region);
            }
        });
        if (minor(version) <= LAST_MINOR_WITH_AL2) {
            AL2.forEach(family -> addRecommended(parameters, OPTIMIZED + version + "/" + family, release, region));
        }
    }

    private static void addRecommended(Map<String, String> parameters, String folder, String release, String region) {
        String name = folder + "/recommended/image_id";
        parameters.put(name, image(name, release, region));
        parameters.put(folder + "/recommended/release_version", release);
    }

    private static String image(String parameter, String release, String region) {
        byte[] seed = (region + " " + parameter + " " + release).getBytes(StandardCharsets.UTF_8);
        return "ami-0"
                + UUID.nameUUIDFromBytes(seed).toString().replace("-", "").substring(0, 16);
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
