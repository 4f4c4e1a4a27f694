package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** A launch template with its versions. Numbers of deleted versions are not given again. */
final class FakeLaunchTemplate extends FakeResource {

    /** One version; its data never changes. */
    record Version(
            long number,
            @Nullable String description,
            Instant created,
            String createdBy,
            ResponseLaunchTemplateData data) {}

    final String name;
    final Instant created;
    final String createdBy;
    final NavigableMap<Long, Version> versions = new TreeMap<>();
    long defaultVersion = 1;
    private long numbers;

    FakeLaunchTemplate(String id, String name, Instant created, String createdBy, Map<String, String> tags) {
        super(id, tags);
        this.name = name;
        this.created = created;
        this.createdBy = createdBy;
    }

    Version add(@Nullable String description, Instant now, String author, ResponseLaunchTemplateData data) {
        Version version = new Version(++numbers, description, now, author, data);
        versions.put(version.number(), version);
        return version;
    }

    long latest() {
        return versions.lastKey();
    }

    /** The version that a request means: a number, {@code $Latest} or {@code $Default}; null means the default. */
    Optional<Version> version(@Nullable String wanted) {
        if (wanted == null || wanted.equals("$Default")) {
            return Optional.ofNullable(versions.get(defaultVersion));
        }
        if (wanted.equals("$Latest")) {
            return Optional.of(versions.lastEntry().getValue());
        }
        // a number that is too long to be one is no version
        return wanted.matches("[0-9]{1,18}")
                ? Optional.ofNullable(versions.get(Long.valueOf(wanted)))
                : Optional.empty();
    }

    CloudNetwork.LaunchTemplateView view(Version version) {
        return new CloudNetwork.LaunchTemplateView(id, name, version.number(), latest(), version.data());
    }

    LaunchTemplate view() {
        return LaunchTemplate.builder()
                .launchTemplateId(id)
                .launchTemplateName(name)
                .createTime(created)
                .createdBy(createdBy)
                .defaultVersionNumber(defaultVersion)
                .latestVersionNumber(latest())
                .operator(operator -> operator.managed(false))
                .tags(tagViews())
                .build();
    }

    LaunchTemplateVersion versionView(Version version) {
        return LaunchTemplateVersion.builder()
                .launchTemplateId(id)
                .launchTemplateName(name)
                .versionNumber(version.number())
                .versionDescription(version.description())
                .createTime(version.created())
                .createdBy(version.createdBy())
                .defaultVersion(version.number() == defaultVersion)
                .launchTemplateData(version.data())
                .operator(operator -> operator.managed(false))
                .build();
    }
}
