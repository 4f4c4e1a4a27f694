package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.InstanceView;
import dev.eksdsl.testing.ec2.CloudNetwork.Launch;
import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.AwsFault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Starts one instance of a group: where, of which type, from which template. */
final class Launching {

    /** What a group starts: types in order of preference, from a launch template or a launch configuration. */
    private record Source(
            List<LaunchTemplateOverrides> types,
            @Nullable LaunchTemplateView template,
            @Nullable LaunchConfiguration configuration,
            @Nullable LaunchTemplateSpecification shown) {}

    /** An instance that EC2 has started. */
    record Started(Member member, InstanceView instance) {}

    private final Fleet fleet;

    Launching(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The zones in which the next instance could go, those with the fewest instances of the group first. */
    List<SubnetView> places(Group group) {
        return placesOf(group)
                .filter(subnet -> group.described().availabilityZones().isEmpty()
                        || group.described().availabilityZones().contains(subnet.zone()))
                .sorted(Comparator.comparingLong(subnet -> group.members.values().stream()
                        .filter(member -> member.counts()
                                && member.described().availabilityZone().equals(subnet.zone()))
                        .count()))
                .toList();
    }

    private Stream<SubnetView> placesOf(Group group) {
        return group.subnets().isEmpty()
                ? group.described().availabilityZones().stream()
                        .flatMap(zone -> fleet.network.defaultSubnet(group.owner, zone).stream())
                : group.subnets().stream().flatMap(id -> fleet.network.subnet(group.owner, id).stream());
    }

    /** @throws AwsFault if EC2 refuses every type of the group in this subnet: the last refusal */
    Started launch(Group group, SubnetView subnet) {
        Source source = source(group);
        AwsFault refusal = null;
        for (LaunchTemplateOverrides type : source.types()) {
            try {
                return launch(group, subnet, source, type);
            } catch (AwsFault fault) {
                refusal = fault;
            }
        }
        throw Objects.requireNonNull(refusal, "a group has at least one type");
    }

    private Started launch(Group group, SubnetView subnet, Source source, LaunchTemplateOverrides type) {
        boolean spot = isSpot(group, source);
        String image = image(source);
        InstanceView instance = fleet.network.launchInstance(
                group.owner,
                new Launch(
                        subnet.id(),
                        type.instanceType(),
                        image,
                        groups(source),
                        tags(group, source),
                        spot,
                        profile(group, source),
                        source.template()));
        Instance described = Instance.builder()
                .instanceId(instance.id())
                .instanceType(type.instanceType())
                .availabilityZone(instance.zone())
                .lifecycleState(LifecycleState.PENDING)
                .healthStatus("Healthy")
                .launchConfigurationName(
                        source.configuration() == null
                                ? null
                                : source.configuration().launchConfigurationName())
                .launchTemplate(source.shown())
                .weightedCapacity(type.weightedCapacity())
                .protectedFromScaleIn(Boolean.TRUE.equals(group.described().newInstancesProtectedFromScaleIn()))
                .build();
        return new Started(new Member(group.owner, fleet.now(), spot, described), instance);
    }

    private Source source(Group group) {
        String configuration = group.described().launchConfigurationName();
        if (configuration != null) {
            LaunchConfiguration found = fleet.in(group.owner).configurations.get(configuration);
            if (found == null) {
                throw Refusals.validation(
                        "Launch configuration name not found - Launch configuration " + configuration + " not found");
            }
            return new Source(List.of(override(found.instanceType())), null, found, null);
        }
        MixedInstancesPolicy mixed = group.described().mixedInstancesPolicy();
        LaunchTemplateSpecification specification = mixed == null
                ? group.described().launchTemplate()
                : mixed.launchTemplate().launchTemplateSpecification();
        LaunchTemplateView template = template(group, specification);
        List<LaunchTemplateOverrides> overrides = mixed == null
                ? List.of()
                : mixed.launchTemplate().overrides().stream()
                        .filter(override -> override.instanceType() != null)
                        .toList();
        LaunchTemplateSpecification shown = LaunchTemplateSpecification.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .version(String.valueOf(template.version()))
                .build();
        return new Source(overrides.isEmpty() ? List.of(override(type(template))) : overrides, template, null, shown);
    }

    /** The version that a group's specification means now; refuses the launch if it is gone. */
    LaunchTemplateView template(Group group, @Nullable LaunchTemplateSpecification specification) {
        String idOrName = specification == null
                ? ""
                : specification.launchTemplateId() == null
                        ? specification.launchTemplateName()
                        : specification.launchTemplateId();
        return fleet.network
                .launchTemplate(group.owner, idOrName, specification == null ? null : specification.version())
                .orElseThrow(
                        () -> Refusals.validation("You must use a valid fully-formed launch template. The specified"
                                + " launch template, with template ID " + idOrName + ", does not exist."));
    }

    private static String type(LaunchTemplateView template) {
        String type = template.data().instanceTypeAsString();
        if (type == null) {
            throw Refusals.validation("You must use a valid fully-formed launch template. The request must contain the"
                    + " parameter InstanceType");
        }
        return type;
    }

    private static LaunchTemplateOverrides override(String type) {
        return LaunchTemplateOverrides.builder().instanceType(type).build();
    }

    private static String image(Source source) {
        if (source.configuration() != null) {
            return source.configuration().imageId();
        }
        String image = Objects.requireNonNull(source.template()).data().imageId();
        if (image == null) {
            throw Refusals.validation("You must use a valid fully-formed launch template. The request must contain the"
                    + " parameter ImageId");
        }
        return image;
    }

    private static List<String> groups(Source source) {
        if (source.configuration() != null) {
            return source.configuration().securityGroups();
        }
        ResponseLaunchTemplateData data =
                Objects.requireNonNull(source.template()).data();
        List<String> ofInterface = data.networkInterfaces().stream()
                .limit(1)
                .map(LaunchTemplateInstanceNetworkInterfaceSpecification::groups)
                .flatMap(List::stream)
                .toList();
        return ofInterface.isEmpty() ? data.securityGroupIds() : ofInterface;
    }

    private static Map<String, String> tags(Group group, Source source) {
        Map<String, String> tags = new TreeMap<>();
        if (source.template() != null) {
            source.template().data().tagSpecifications().stream()
                    .filter(specification -> "instance".equals(specification.resourceTypeAsString()))
                    .flatMap(specification -> specification.tags().stream())
                    .forEach((Tag tag) -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        }
        group.described().tags().stream()
                .filter(tag -> Boolean.TRUE.equals(tag.propagateAtLaunch()))
                .forEach(tag -> tags.put(tag.key(), Group.value(tag)));
        tags.put("aws:autoscaling:groupName", group.name());
        return tags;
    }

    private static @Nullable String profile(Group group, Source source) {
        String named = null;
        if (source.configuration() != null) {
            named = source.configuration().iamInstanceProfile();
        } else if (Objects.requireNonNull(source.template()).data().iamInstanceProfile() != null) {
            var profile = source.template().data().iamInstanceProfile();
            named = profile.arn() == null ? profile.name() : profile.arn();
        }
        if (named == null || named.startsWith("arn:")) {
            return named;
        }
        return group.owner.globalArn("iam", "instance-profile/" + named);
    }

    /** As the template says; in a mixed group as the distribution says, counting what is there. */
    private static boolean isSpot(Group group, Source source) {
        MixedInstancesPolicy mixed = group.described().mixedInstancesPolicy();
        if (mixed == null) {
            return source.configuration() != null
                    ? source.configuration().spotPrice() != null
                    : Objects.requireNonNull(source.template()).data().instanceMarketOptions() != null;
        }
        return PurchaseOptions.nextIsSpot(group, mixed);
    }
}
