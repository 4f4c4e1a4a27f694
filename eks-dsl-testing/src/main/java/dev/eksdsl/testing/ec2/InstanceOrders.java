package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Turns what users and services ask for into orders of instances, with the launch template's part merged in. */
final class InstanceOrders {

    private final Ec2State cloud;

    InstanceOrders(Ec2State cloud) {
        this.cloud = cloud;
    }

    /**
     * An order of a user.
     *
     * @param request what the request itself says: it wins over the template
     * @param template the version of a launch template; null for none
     * @param subnetId the subnet of the request; null if an interface or the zone says where
     * @throws AwsFault if something that the order needs is missing or not there
     */
    InstanceOrder order(
            RegionalState place,
            SdkPojo request,
            CloudNetwork.@Nullable LaunchTemplateView template,
            @Nullable String subnetId,
            @Nullable String privateIp,
            @Nullable String clientToken) {
        ResponseLaunchTemplateData given =
                LaunchTemplateData.merged(request, template == null ? null : template.data());
        if (given.imageId() == null) {
            throw Ec2Faults.missing("ImageId");
        }
        ResponseLaunchTemplateData data = given.toBuilder()
                .instanceType(given.instanceTypeAsString() == null ? "m1.small" : given.instanceTypeAsString())
                .build();
        checkType(data.instanceTypeAsString());
        ImageFacts image = cloud.images.find(place, data.imageId());
        checkArchitecture(data.instanceTypeAsString(), image);
        if (data.userData() != null) {
            LaunchTemplateData.checkUserData(data.userData());
        }
        checkKey(place, data.keyName());
        checkProfile(place, data.iamInstanceProfile());
        FakeInterface existing = existing(place, data);
        FakeSubnet subnet = existing == null ? subnet(place, data, subnetId) : existing.subnet;
        checkZone(place, data, subnet);
        SecurityGroups.checkOfInterface(cloud, place, data.securityGroupIds(), subnet.vpc);
        checkInterfaces(data, subnetId);
        return new InstanceOrder(
                named(place, data, subnet),
                subnet,
                existing,
                privateIp,
                image,
                tags(data),
                template,
                cloud.world.ids().ec2("r"),
                0,
                clientToken,
                null);
    }

    private void checkProfile(RegionalState place, @Nullable LaunchTemplateIamInstanceProfileSpecification profile) {
        if (profile == null || cloud.roles == null || cloud.world.isLenient()) {
            return;
        }
        boolean byArn = profile.arn() != null;
        String wanted = byArn ? profile.arn() : profile.name();
        if (wanted != null && !cloud.roles.instanceProfileExists(place.owner, wanted)) {
            throw Ec2Faults.invalid(
                    wanted,
                    byArn ? "iamInstanceProfile.arn" : "iamInstanceProfile.name",
                    byArn ? "Invalid IAM Instance Profile ARN" : "Invalid IAM Instance Profile name");
        }
    }

    private void checkType(String type) {
        if (InstanceCatalog.find(type).isEmpty() && !cloud.world.isLenient()) {
            throw Ec2Faults.invalid("Invalid value '" + type + "' for InstanceType.");
        }
    }

    private static void checkArchitecture(String type, ImageFacts image) {
        InstanceCatalog.find(type).ifPresent(entry -> {
            boolean known = !image.created().equals(Instant.EPOCH);
            if (known && !entry.architecture().equals(image.architecture())) {
                throw Ec2Faults.invalid("The architecture '" + entry.architecture()
                        + "' of the specified instance type does not match the architecture '" + image.architecture()
                        + "' of the specified AMI. Specify an instance type and an AMI that have matching architectures,"
                        + " and try again. You can use 'describe-instance-types' or 'describe-images' to discover the"
                        + " architecture of the instance type or AMI.");
            }
        });
    }

    private void checkKey(RegionalState place, @Nullable String keyName) {
        boolean unknown = keyName != null && place.keyPairs.all().stream().noneMatch(pair -> pair.name.equals(keyName));
        if (unknown && !cloud.world.isLenient()) {
            throw Ec2Faults.refuse("InvalidKeyPair.NotFound", "The key pair '" + keyName + "' does not exist");
        }
    }

    private static void checkInterfaces(ResponseLaunchTemplateData data, @Nullable String subnetId) {
        boolean atInstance = subnetId != null || !data.securityGroupIds().isEmpty();
        boolean inInterface = data.networkInterfaces().stream()
                .anyMatch(each -> each.subnetId() != null && subnetId != null
                        || !each.groups().isEmpty() && !data.securityGroupIds().isEmpty());
        if (atInstance && inInterface) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination",
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
    }

    /** @throws AwsFault if the order names another zone than its subnet's */
    private static void checkZone(RegionalState place, ResponseLaunchTemplateData data, FakeSubnet subnet) {
        String zone = data.placement() == null ? null : data.placement().availabilityZone();
        if (zone != null && !zone.isEmpty() && !zone.equals(subnet.zone.name())) {
            throw Ec2Faults.invalid(
                    zone, "availabilityZone", "The subnet '" + subnet.id + "' is in " + subnet.zone.name() + ".");
        }
    }

    private static @Nullable FakeInterface existing(RegionalState place, ResponseLaunchTemplateData data) {
        return data.networkInterfaces().stream()
                .filter(each -> each.deviceIndex() == null || each.deviceIndex() == 0)
                .filter(each -> each.networkInterfaceId() != null)
                .map(each -> place.interfaces.get(each.networkInterfaceId(), "networkInterfaceId"))
                .peek(found -> {
                    if (found.use != FakeInterface.Use.NONE) {
                        throw Ec2Faults.refuse("InvalidNetworkInterface.InUse", "Interface: " + found.id + " in use");
                    }
                })
                .findFirst()
                .orElse(null);
    }

    /** The subnet that the order names, or that of the zone in the default VPC. */
    private static FakeSubnet subnet(RegionalState place, ResponseLaunchTemplateData data, @Nullable String subnetId) {
        Optional<String> ofInterface = data.networkInterfaces().stream()
                .flatMap(each -> Stream.ofNullable(each.subnetId()))
                .findFirst();
        String id = subnetId != null ? subnetId : ofInterface.orElse(null);
        if (id != null) {
            return place.subnets.get(id, "subnetId");
        }
        String zone = data.placement() == null ? null : data.placement().availabilityZone();
        if (zone != null && !zone.isEmpty() && Zones.byName(place.region, zone).isEmpty()) {
            throw Ec2Faults.invalid("Invalid availability zone: [" + zone + "]");
        }
        return place.subnets.all().stream()
                .filter(subnet -> subnet.defaultForZone)
                .filter(subnet ->
                        zone == null || zone.isEmpty() || subnet.zone.name().equals(zone))
                .findFirst()
                .orElseThrow(() -> place.subnets.all().stream().anyMatch(subnet -> subnet.defaultForZone)
                        ? Ec2Faults.refuse("MissingInput", "No default subnet for availability zone: '" + zone + "'.")
                        : Ec2Faults.refuse(
                                "VPCIdNotSpecified",
                                "No default VPC for this user. GroupName is only supported for EC2-Classic and default"
                                        + " VPC."));
    }

    /** Security groups by name become groups by id: they are of the subnet's VPC. */
    private static ResponseLaunchTemplateData named(
            RegionalState place, ResponseLaunchTemplateData data, FakeSubnet subnet) {
        if (data.securityGroups().isEmpty()) {
            return data;
        }
        List<String> ids = new ArrayList<>(data.securityGroupIds());
        for (String name : data.securityGroups()) {
            String id = place.groupsOf(subnet.vpc.id)
                    .filter(group -> group.name.equals(name) || group.id.equals(name))
                    .findFirst()
                    .orElseThrow(() -> Kind.SECURITY_GROUP.notFound(name))
                    .id;
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return data.toBuilder().securityGroups(List.of()).securityGroupIds(ids).build();
    }

    private static Map<String, String> tags(ResponseLaunchTemplateData data) {
        Map<String, String> tags = new TreeMap<>();
        for (LaunchTemplateTagSpecification specification : data.tagSpecifications()) {
            Map<String, String> checked = TagRules.check(specification.tags());
            if (specification.resourceType() == ResourceType.INSTANCE) {
                tags.putAll(checked);
            }
        }
        return tags;
    }

    /** An order of a service, which has checked what it asks for. */
    InstanceOrder order(RegionalState place, CloudNetwork.Launch launch) {
        CloudNetwork.LaunchTemplateView template = launch.launchTemplate();
        ResponseLaunchTemplateData.Builder data =
                template == null ? ResponseLaunchTemplateData.builder() : template.data().toBuilder();
        data.instanceType(launch.instanceType()).imageId(launch.imageId());
        boolean groupsInInterface = template != null
                && template.data().networkInterfaces().stream()
                        .anyMatch(each -> !each.groups().isEmpty());
        if (!launch.groupIds().isEmpty() && !groupsInInterface) {
            data.securityGroupIds(launch.groupIds());
        }
        if (launch.spot()) {
            data.instanceMarketOptions(options -> options.marketType(MarketType.SPOT));
        }
        if (launch.instanceProfileArn() != null) {
            data.iamInstanceProfile(profile -> profile.arn(launch.instanceProfileArn()));
        }
        ResponseLaunchTemplateData built = data.build();
        FakeSubnet subnet =
                place.subnets.find(launch.subnetId()).orElseThrow(() -> Kind.SUBNET.notFound(launch.subnetId()));
        Map<String, String> tags = new TreeMap<>();
        built.tagSpecifications().stream()
                .filter(specification -> specification.resourceType() == ResourceType.INSTANCE)
                .flatMap(specification -> specification.tags().stream())
                .forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        tags.putAll(launch.tags());
        return new InstanceOrder(
                built,
                subnet,
                null,
                null,
                cloud.images.known(place, launch.imageId()).orElseGet(() -> ImageFacts.unknown(launch.imageId())),
                tags,
                template,
                cloud.world.ids().ec2("r"),
                0,
                null,
                "autoscaling.amazonaws.com");
    }
}
