package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.authorization.Relation;
import dev.eksdsl.testing.server.AwsFault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds launch templates by what requests name them with, and refuses in EC2's words. */
final class LaunchTemplateLookup {

    private LaunchTemplateLookup() {}

    /**
     * The template of a request that names it by its id or by its name.
     *
     * @throws AwsFault if the request gives both or none, or there is no such template
     */
    static FakeLaunchTemplate named(RegionalState place, @Nullable String id, @Nullable String name) {
        if (id != null && name != null) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination",
                    "You cannot specify both a launch template ID and a launch template name in the request.");
        }
        if (id != null) {
            return place.launchTemplates.get(id, "launchTemplateId");
        }
        if (name == null) {
            throw Ec2Faults.refuse(
                    "MissingParameter",
                    "You must specify either a launch template ID or a launch template name in the request.");
        }
        return byName(place, name).orElseThrow(() -> unknownName(name));
    }

    /** A template that the API shows, by its name. */
    static Optional<FakeLaunchTemplate> byName(RegionalState place, String name) {
        return place.launchTemplates.visible(List.of()).stream()
                .filter(template -> template.name.equals(name))
                .findFirst();
    }

    /** What a template's name or id leads to. */
    static Optional<String> related(RegionalState place, Relation relation, String nameOrId) {
        Optional<FakeLaunchTemplate> template = place.launchTemplates.visible(List.of()).stream()
                .filter(each -> each.name.equals(nameOrId) || each.id.equals(nameOrId))
                .findFirst();
        return switch (relation) {
            case TEMPLATE_ID -> template.map(found -> found.id);
            case TEMPLATE_PROFILE ->
                template.flatMap(found -> found.version(null))
                        .map(version -> version.data().iamInstanceProfile())
                        .map(profile -> profile.arn() != null ? profile.arn() : profile.name());
            default -> Optional.empty();
        };
    }

    static AwsFault unknownName(String name) {
        return Ec2Faults.refuse(
                "InvalidLaunchTemplateName.NotFoundException",
                "The specified launch template, with template name " + name + ", does not exist.");
    }

    /** @throws AwsFault if the template has no such version */
    static FakeLaunchTemplate.Version version(FakeLaunchTemplate template, @Nullable String version) {
        return template.version(version).orElseThrow(() -> unknownVersion(template, String.valueOf(version)));
    }

    static AwsFault unknownVersion(FakeLaunchTemplate template, String version) {
        return Ec2Faults.refuse(
                "InvalidLaunchTemplateId.VersionNotFound",
                "Could not find the specified version " + version + " for the launch template with ID " + template.id
                        + ".");
    }
}
