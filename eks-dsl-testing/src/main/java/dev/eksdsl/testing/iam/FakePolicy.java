package dev.eksdsl.testing.iam;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** A managed policy: a customer's, or one of AWS's, of which the fake holds the default version at most. */
final class FakePolicy {

    /** A version of a policy. */
    record Version(int number, String document, Instant created) {

        String id() {
            return "v" + number;
        }
    }

    final String id;
    final String arn;
    final String name;
    final String path;
    final Instant created;
    final @Nullable String description;
    final IamTags tags;
    final TreeMap<Integer, Version> versions = new TreeMap<>();
    int defaultVersion = 1;

    private int newest;

    FakePolicy(
            String id,
            String arn,
            String name,
            String path,
            Instant created,
            @Nullable String description,
            IamTags tags) {
        this.id = id;
        this.arn = arn;
        this.name = name;
        this.path = path;
        this.created = created;
        this.description = description;
        this.tags = tags;
    }

    boolean isAwsManaged() {
        return arn.contains(":iam::aws:");
    }

    /** The document that counts; empty for a policy of AWS's whose document the fake does not hold. */
    Optional<String> document() {
        return Optional.ofNullable(versions.get(defaultVersion)).map(Version::document);
    }

    /** Gives a policy of AWS's its default version. */
    void holdVersion(int number, String document, Instant updated) {
        newest = number;
        defaultVersion = number;
        versions.put(number, new Version(number, document, updated));
    }

    Version addVersion(String document, Instant now) {
        newest++;
        Version version = new Version(newest, document, now);
        versions.put(newest, version);
        return version;
    }

    Policy view(AccountState account) {
        return listed(account).toBuilder()
                .tags(tags.views())
                .description(description)
                .build();
    }

    /** The policy as ListPolicies shows it: without tags and description (IAM API reference, ListPolicies). */
    Policy listed(AccountState account) {
        return Policy.builder()
                .policyId(id)
                .arn(arn)
                .policyName(name)
                .path(path)
                .createDate(created)
                .updateDate(
                        versions.isEmpty()
                                ? created
                                : versions.lastEntry().getValue().created())
                .defaultVersionId("v" + defaultVersion)
                .attachmentCount((int) account.attachments(this))
                .permissionsBoundaryUsageCount((int) account.boundaryUses(this))
                .isAttachable(true)
                .build();
    }

    AttachedPolicy attached() {
        return AttachedPolicy.builder().policyArn(arn).policyName(name).build();
    }

    PolicyVersion view(Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.number() == defaultVersion)
                .createDate(version.created())
                .document(PolicyDocument.encoded(version.document()))
                .build();
    }
}
