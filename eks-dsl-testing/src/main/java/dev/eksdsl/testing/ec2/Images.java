package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.BootModeValues;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ImageTypeValues;
import software.amazon.awssdk.services.ec2.model.PlatformValues;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** The operations on machine images: those that AWS publishes for EKS nodes, and those that users make of instances. */
final class Images {

    private static final int MOST_ON_A_PAGE = 1000;

    /** An image that a user made. */
    static final class Own extends FakeResource {
        final ImageFacts facts;

        Own(ImageFacts facts, Map<String, String> tags) {
            super(facts.id(), tags);
            this.facts = facts;
        }
    }

    /** An image with its tags, whoever it is of. */
    private record Shown(ImageFacts facts, Map<String, String> tags) {}

    private static final Filters<Shown> FILTERS = new Filters<Shown>()
            .byTags(Shown::tags)
            .by("image-id", shown -> shown.facts().id())
            .by("name", shown -> shown.facts().name())
            .by("description", shown -> shown.facts().description())
            .by("owner-id", shown -> shown.facts().ownerId())
            .by("owner-alias", shown -> shown.facts().ownerAlias())
            .by("architecture", shown -> shown.facts().architecture())
            .by("platform", shown -> shown.facts().isWindows() ? "windows" : null)
            .by("platform-details", shown -> shown.facts().platform())
            .by("creation-date", shown -> date(shown.facts()))
            .by("state", shown -> "available")
            .by("image-type", shown -> "machine")
            .by("is-public", shown -> shown.facts().ownerAlias() != null)
            .by("root-device-name", shown -> shown.facts().rootDevice())
            .by("root-device-type", shown -> "ebs")
            .by("virtualization-type", shown -> "hvm")
            .by("hypervisor", shown -> "xen")
            .by("ena-support", shown -> true)
            .by("boot-mode", shown -> "uefi-preferred")
            .byEach(
                    "block-device-mapping.device-name",
                    shown -> shown.facts().disks().stream()
                            .map(ImageFacts.Disk::device)
                            .toList())
            .byEach(
                    "block-device-mapping.volume-type",
                    shown -> shown.facts().disks().stream()
                            .map(ImageFacts.Disk::volumeType)
                            .toList())
            .byEach(
                    "block-device-mapping.snapshot-id",
                    shown -> shown.facts().disks().stream()
                            .map(ImageFacts.Disk::snapshotId)
                            .toList());

    private final World world;
    private final NodeImages published;

    Images(World world, NodeImages published) {
        this.world = world;
        this.published = published;
    }

    void register(Operations operations, Ec2State cloud) {
        operations.on(
                DescribeImagesRequest.class,
                (DescribeImagesRequest request, Caller caller) -> describe(cloud.in(caller), request));
        operations.on(
                CreateImageRequest.class,
                (CreateImageRequest request, Caller caller) -> create(cloud.in(caller), request));
        operations.on(
                DeregisterImageRequest.class,
                (DeregisterImageRequest request, Caller caller) -> deregister(cloud.in(caller), request));
    }

    /** @throws AwsFault if there is no such image; in a lenient world it is taken as it is */
    ImageFacts find(RegionalState place, String id) {
        Optional<ImageFacts> known = known(place, id);
        if (known.isPresent()) {
            return known.get();
        }
        if (world.isLenient()) {
            return ImageFacts.unknown(id);
        }
        throw unknown(id);
    }

    private static AwsFault unknown(String id) {
        if (!id.matches("ami-([0-9a-f]{8}|[0-9a-f]{17})")) {
            return Ec2Faults.refuse("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
        }
        return Ec2Faults.refuse("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
    }

    Optional<ImageFacts> known(RegionalState place, String id) {
        return place.images.visible(List.of()).stream()
                .map(own -> own.facts)
                .filter(facts -> facts.id().equals(id))
                .findFirst()
                .or(() -> published.find(id, world.now(), place.region));
    }

    private Stream<Shown> all(RegionalState place) {
        return Stream.concat(
                place.images.visible(List.of()).stream().map(own -> new Shown(own.facts, own.tags)),
                published.all(world.now(), place.region).stream().map(facts -> new Shown(facts, Map.of())));
    }

    private DescribeImagesResponse describe(RegionalState place, DescribeImagesRequest request) {
        List<Shown> all = all(place).toList();
        for (String id : request.imageIds()) {
            if (all.stream().noneMatch(shown -> shown.facts().id().equals(id))) {
                throw unknown(id);
            }
        }
        List<Shown> chosen = all.stream()
                .filter(shown -> request.imageIds().isEmpty()
                        || request.imageIds().contains(shown.facts().id()))
                .filter(shown -> request.owners().isEmpty()
                        || request.owners().stream().anyMatch(owner -> isOf(place, shown.facts(), owner)))
                .toList();
        Page<Shown> page = Pages.of(
                FILTERS.apply(chosen, request.filters()),
                shown -> shown.facts().id(),
                MOST_ON_A_PAGE,
                request.maxResults(),
                request.nextToken());
        return DescribeImagesResponse.builder()
                .images(page.items().stream().map(Images::view).toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean isOf(RegionalState place, ImageFacts facts, String owner) {
        return owner.equals("self")
                ? facts.ownerId().equals(place.accountId)
                : owner.equals(facts.ownerId()) || owner.equals(facts.ownerAlias());
    }

    private static String date(ImageFacts facts) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(facts.created());
    }

    private static Image view(Shown shown) {
        ImageFacts facts = shown.facts();
        return Image.builder()
                .imageId(facts.id())
                .name(facts.name())
                .description(facts.description())
                .ownerId(facts.ownerId())
                .imageOwnerAlias(facts.ownerAlias())
                .imageLocation(facts.ownerId() + "/" + facts.name())
                .architecture(facts.architecture())
                .platform(facts.isWindows() ? PlatformValues.WINDOWS : null)
                .platformDetails(facts.platform())
                .usageOperation(facts.isWindows() ? "RunInstances:0002" : "RunInstances")
                .creationDate(date(facts))
                .state(ImageState.AVAILABLE)
                .imageType(ImageTypeValues.MACHINE)
                .publicLaunchPermissions(facts.ownerAlias() != null)
                .rootDeviceName(facts.rootDevice())
                .rootDeviceType(DeviceType.EBS)
                .virtualizationType(VirtualizationType.HVM)
                .hypervisor(HypervisorType.XEN)
                .enaSupport(true)
                .sriovNetSupport("simple")
                .bootMode(BootModeValues.UEFI_PREFERRED)
                .blockDeviceMappings(facts.disks().stream()
                        .map(disk -> BlockDeviceMapping.builder()
                                .deviceName(disk.device())
                                .ebs(ebs -> ebs.volumeSize(disk.sizeGib())
                                        .volumeType(disk.volumeType())
                                        .snapshotId(disk.snapshotId())
                                        .deleteOnTermination(true)
                                        .encrypted(false))
                                .build())
                        .toList())
                .tags(tags(shown.tags()))
                .build();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private CreateImageResponse create(RegionalState place, CreateImageRequest request) {
        FakeInstance instance = place.instances.get(request.instanceId(), "instanceId");
        String name = Ec2Faults.required(request.name(), "name");
        boolean taken =
                place.images.all().stream().anyMatch(own -> own.facts.name().equals(name));
        if (taken) {
            throw Ec2Faults.refuse(
                    "InvalidAMIName.Duplicate", "AMI name " + name + " is already in use by another AMI.");
        }
        ImageFacts from = instance.birth.image();
        String id = place.images.newId();
        ImageFacts facts = new ImageFacts(
                id,
                name,
                request.description() == null ? "" : request.description(),
                place.accountId,
                null,
                from.architecture(),
                from.platform(),
                from.rootDevice(),
                from.disks(),
                world.now());
        List<TagSpecification> ofImage = request.tagSpecifications().stream()
                .filter(specification -> specification.resourceType() != ResourceType.SNAPSHOT)
                .toList();
        place.images.add(new Own(facts, TagRules.onCreate(ofImage, Kind.IMAGE)));
        return CreateImageResponse.builder().imageId(id).build();
    }

    private DeregisterImageResponse deregister(RegionalState place, DeregisterImageRequest request) {
        place.images.remove(place.images.get(request.imageId(), "imageId"));
        return DeregisterImageResponse.builder().returnValue(true).build();
    }
}
