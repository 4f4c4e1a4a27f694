package dev.eksdsl.testing.kms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationType;

/** A key with its policy, tags, grants and rotations. */
final class FakeKey {

    /** A grant and the token that it was given out with. */
    record Grant(GrantListEntry entry, String token) {}

    /** A rotation that has happened. */
    record Rotation(Instant moment, RotationType type) {}

    final String id;
    final String arn;
    final String accountId;
    final Instant created;
    final KeySpec spec;
    final KeyUsageType usage;
    final OriginType origin;
    final KeyManagerType manager;
    final boolean multiRegion;
    final KeyMaterial material;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Grant> grants = new LinkedHashMap<>();
    final List<Rotation> rotations = new ArrayList<>();
    KeyState state;
    String description = "";
    String policy = "";
    /** How often the key is rotated; null if it is not. */
    @Nullable
    Duration rotationPeriod;

    @Nullable
    Instant rotatesFrom;

    @Nullable
    Instant deletion;

    FakeKey(
            String id,
            String arn,
            String accountId,
            Instant created,
            KeySpec spec,
            KeyUsageType usage,
            OriginType origin,
            KeyManagerType manager,
            KeyMaterial material) {
        this.id = id;
        this.arn = arn;
        this.accountId = accountId;
        this.created = created;
        this.spec = spec;
        this.usage = usage;
        this.origin = origin;
        this.manager = manager;
        this.multiRegion = id.startsWith("mrk-");
        this.material = material;
        this.state = origin == OriginType.EXTERNAL ? KeyState.PENDING_IMPORT : KeyState.ENABLED;
    }

    boolean isSymmetric() {
        return spec == KeySpec.SYMMETRIC_DEFAULT;
    }

    boolean isOfCustomer() {
        return manager == KeyManagerType.CUSTOMER;
    }

    /** When automatic rotation is next due. */
    @Nullable
    Instant nextRotation() {
        return rotationPeriod == null || rotatesFrom == null ? null : rotatesFrom.plus(rotationPeriod);
    }

    KeyMetadata view() {
        String region = arn.split(":")[3];
        KeyMetadata.Builder view = KeyMetadata.builder()
                .awsAccountId(accountId)
                .keyId(id)
                .arn(arn)
                .creationDate(created)
                .enabled(state == KeyState.ENABLED)
                .description(description)
                .keyUsage(usage)
                .keyState(state)
                .deletionDate(deletion)
                .origin(origin)
                .keyManager(manager)
                .keySpec(spec)
                .customerMasterKeySpec(spec.toString())
                .multiRegion(multiRegion);
        if (usage == KeyUsageType.ENCRYPT_DECRYPT) {
            view.encryptionAlgorithms(KeySpecs.encryption(spec, usage));
        }
        if (usage == KeyUsageType.SIGN_VERIFY) {
            view.signingAlgorithms(KeySpecs.signing(spec, usage));
        }
        if (usage == KeyUsageType.GENERATE_VERIFY_MAC) {
            view.macAlgorithms(KeySpecs.macs(spec));
        }
        if (usage == KeyUsageType.KEY_AGREEMENT) {
            view.keyAgreementAlgorithmsWithStrings("ECDH");
        }
        if (isSymmetric() && state != KeyState.PENDING_IMPORT) {
            view.currentKeyMaterialId(material.id(material.current()));
        }
        if (multiRegion) {
            view.multiRegionConfiguration(configuration -> configuration
                    .multiRegionKeyType("PRIMARY")
                    .primaryKey(primary -> primary.arn(arn).region(region))
                    .replicaKeys(List.of()));
        }
        return view.build();
    }
}
