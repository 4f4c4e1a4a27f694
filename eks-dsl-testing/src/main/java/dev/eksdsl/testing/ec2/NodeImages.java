package dev.eksdsl.testing.ec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The images that AWS publishes for EKS nodes: which there are, and the id of each. Ids are made up, and the same for the
 * same family, Kubernetes version, release and region; the public parameters of SSM, the images of node groups and
 * DescribeImages all take theirs from here. Immutable.
 */
public final class NodeImages {

    /** How many releases back an image can still be described; AWS publishes about one a month. */
    private static final int RELEASES_KEPT = 12;

    private static final String AMAZON = "602401143452";

    /** Which Kubernetes versions there are images for, and their releases. */
    public interface Releases {

        /** The Kubernetes versions that EKS offers at the moment, such as {@code 1.35}. */
        List<String> versions(Instant moment);

        /** The newest release of the images for a version, such as {@code 1.35.2-20261101}. */
        String release(String version, Instant moment);
    }

    /**
     * One image.
     *
     * @param parameter the path of the public SSM parameter that names its id
     */
    public record NodeImage(
            String id, String family, String version, String release, String parameter, Instant created) {}

    private final Releases releases;

    public NodeImages(Releases releases) {
        this.releases = releases;
    }

    /**
     * The id of a node group's image.
     *
     * @param amiType as EKS names it, such as {@code AL2023_x86_64_STANDARD}
     * @param version the Kubernetes version, such as {@code 1.35}
     */
    public static String id(String region, String amiType, String version, String release) {
        byte[] seed = (region + " " + amiType + " " + version + " " + release).getBytes(StandardCharsets.UTF_8);
        return "ami-0"
                + UUID.nameUUIDFromBytes(seed).toString().replace("-", "").substring(0, 16);
    }

    /** The newest images of all families at a moment. */
    public List<NodeImage> newest(Instant moment, String region) {
        return releases.versions(moment).stream()
                .flatMap(version -> of(version, releases.release(version, moment), region, moment))
                .toList();
    }

    private static Stream<NodeImage> of(String version, String release, String region, Instant moment) {
        return NodeImageFamily.of(version)
                .map(family -> new NodeImage(
                        id(region, family.amiType(), version, release),
                        family.amiType(),
                        version,
                        release,
                        family.parameter(version),
                        moment.truncatedTo(ChronoUnit.DAYS)));
    }

    /** All images that can be described at a moment: the newest, and those of the year before. */
    List<ImageFacts> all(Instant moment, String region) {
        Map<String, ImageFacts> all = new LinkedHashMap<>();
        kept(moment, region).forEach(image -> all.putIfAbsent(image.id(), facts(image)));
        return List.copyOf(all.values());
    }

    /** One of {@link #all}; the newest are looked through first, for most nodes have one of these. */
    Optional<ImageFacts> find(String id, Instant moment, String region) {
        return kept(moment, region)
                .filter(image -> image.id().equals(id))
                .findFirst()
                .map(NodeImages::facts);
    }

    private Stream<NodeImage> kept(Instant moment, String region) {
        return IntStream.range(0, RELEASES_KEPT)
                .mapToObj(months -> months == 0
                        ? moment
                        : moment.atZone(ZoneOffset.UTC).minusMonths(months).toInstant())
                .flatMap(then -> newest(then, region).stream());
    }

    private static ImageFacts facts(NodeImage image) {
        NodeImageFamily family = NodeImageFamily.find(image.family()).orElseThrow();
        String snapshot = "snap-" + image.id().substring("ami-".length());
        List<ImageFacts.Disk> disks = family.disks().stream()
                .map(disk -> new ImageFacts.Disk(disk.device(), disk.sizeGib(), snapshot, disk.volumeType()))
                .toList();
        return new ImageFacts(
                image.id(),
                family.imageName(image.version(), image.release()),
                "EKS-optimized Kubernetes node based on " + family.amiType() + ", (k8s: " + image.version() + ")",
                AMAZON,
                "amazon",
                family.architecture(),
                family.isWindows() ? "Windows" : "Linux/UNIX",
                disks.get(0).device(),
                disks,
                image.created());
    }
}
