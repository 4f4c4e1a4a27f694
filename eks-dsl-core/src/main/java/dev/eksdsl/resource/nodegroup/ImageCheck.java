package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.model.MinorVersion;
import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;

/**
 * Whether AWS publishes an image of a family for a Kubernetes version. Asks the public SSM parameters that name the images,
 * and only for a node group that is to be created or moved to another version.
 */
final class ImageCheck {

    private static final String OPTIMIZED = "/aws/service/eks/optimized-ami/%s/";
    private static final String BOTTLEROCKET = "/aws/service/bottlerocket/aws-k8s-%s";
    private static final String WINDOWS = "/aws/service/ami-windows-latest/Windows_Server-";

    /** The parameter of each image family; {@code %s} is the version. Source: EKS user guide, "retrieve AMI ids". */
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("AL2_x86_64", OPTIMIZED + "amazon-linux-2/recommended/image_id"),
            Map.entry("AL2_x86_64_GPU", OPTIMIZED + "amazon-linux-2-gpu/recommended/image_id"),
            Map.entry("AL2_ARM_64", OPTIMIZED + "amazon-linux-2-arm64/recommended/image_id"),
            Map.entry("AL2023_x86_64_STANDARD", OPTIMIZED + "amazon-linux-2023/x86_64/standard/recommended/image_id"),
            Map.entry("AL2023_ARM_64_STANDARD", OPTIMIZED + "amazon-linux-2023/arm64/standard/recommended/image_id"),
            Map.entry("AL2023_x86_64_NEURON", OPTIMIZED + "amazon-linux-2023/x86_64/neuron/recommended/image_id"),
            Map.entry("AL2023_x86_64_NVIDIA", OPTIMIZED + "amazon-linux-2023/x86_64/nvidia/recommended/image_id"),
            Map.entry("AL2023_ARM_64_NVIDIA", OPTIMIZED + "amazon-linux-2023/arm64/nvidia/recommended/image_id"),
            Map.entry("BOTTLEROCKET_x86_64", BOTTLEROCKET + "/x86_64/latest/image_id"),
            Map.entry("BOTTLEROCKET_ARM_64", BOTTLEROCKET + "/arm64/latest/image_id"),
            Map.entry("BOTTLEROCKET_x86_64_FIPS", BOTTLEROCKET + "-fips/x86_64/latest/image_id"),
            Map.entry("BOTTLEROCKET_ARM_64_FIPS", BOTTLEROCKET + "-fips/arm64/latest/image_id"),
            Map.entry("BOTTLEROCKET_x86_64_NVIDIA", BOTTLEROCKET + "-nvidia/x86_64/latest/image_id"),
            Map.entry("BOTTLEROCKET_ARM_64_NVIDIA", BOTTLEROCKET + "-nvidia/arm64/latest/image_id"),
            Map.entry("WINDOWS_CORE_2019_x86_64", WINDOWS + "2019-English-Core-EKS_Optimized-%s/image_id"),
            Map.entry("WINDOWS_FULL_2019_x86_64", WINDOWS + "2019-English-Full-EKS_Optimized-%s/image_id"),
            Map.entry("WINDOWS_CORE_2022_x86_64", WINDOWS + "2022-English-Core-EKS_Optimized-%s/image_id"),
            Map.entry("WINDOWS_FULL_2022_x86_64", WINDOWS + "2022-English-Full-EKS_Optimized-%s/image_id"),
            Map.entry("WINDOWS_CORE_2025_x86_64", WINDOWS + "2025-English-Core-EKS_Optimized-%s/image_id"),
            Map.entry("WINDOWS_FULL_2025_x86_64", WINDOWS + "2025-English-Full-EKS_Optimized-%s/image_id"));

    /** The end of Amazon Linux 2 images for EKS. Source: README of awslabs/amazon-eks-ami. */
    private static final Instant LAST_AL2_IMAGES = Instant.parse("2025-11-26T00:00:00Z");

    private final Reading reading;

    ImageCheck(Reading reading) {
        this.reading = reading;
    }

    /** The parameter that names the image; empty if none is asked for: the family or the version is open, or unknown. */
    static Optional<String> parameter(NodeGroupSpec spec) {
        Optional<String> name = spec.amiType().flatMap(family -> Optional.ofNullable(PARAMETERS.get(family)));
        return spec.version()
                .filter(MinorVersion::isValid)
                .flatMap(version -> name.map(n -> String.format(n, version)));
    }

    List<Problem> check(NodeGroupSpec spec, Observation<NodeGroupState> found) {
        Optional<String> parameter = parameter(spec);
        boolean settled = found.state().map(NodeGroupState::version).equals(spec.version());
        if (parameter.isEmpty() || settled) {
            return List.of();
        }
        String family = spec.amiType().orElseThrow();
        try {
            reading.aws()
                    .ssm(
                            SsmClient::getParameter,
                            GetParameterRequest.builder().name(parameter.get()).build());
            return outdated(spec, family);
        } catch (AwsCallException e) {
            if (!e.is("ParameterNotFound")) {
                throw e;
            }
            return List.of(Problem.error(
                    "EKS-N01",
                    "nodeGroup[" + spec.name() + "].amiType",
                    "AWS publishes no " + family + " image for Kubernetes "
                            + spec.version().orElseThrow(),
                    ".amiType(\"" + substitute(family) + "\")"));
        }
    }

    private List<Problem> outdated(NodeGroupSpec spec, String family) {
        if (!family.startsWith("AL2_") || reading.now().isBefore(LAST_AL2_IMAGES)) {
            return List.of();
        }
        return List.of(Problem.warning(
                "EKS-N10",
                "nodeGroup[" + spec.name() + "].amiType",
                "AWS has published no Amazon Linux 2 image since 2025-11-26",
                ".amiType(\"" + substitute(family) + "\")"));
    }

    private static String substitute(String family) {
        return family.contains("ARM") ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD";
    }
}
