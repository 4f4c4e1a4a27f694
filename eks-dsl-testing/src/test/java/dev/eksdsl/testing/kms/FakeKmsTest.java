package dev.eksdsl.testing.kms;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static dev.eksdsl.testing.server.TypedCalls.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;

class FakeKmsTest {

    private final TypedCalls calls = new TypedCalls();
    private final FakeKms fake = calls.with(new FakeKms(calls.world()));
    private final KmsClient kms = calls.client(KmsClient.builder());

    private KeyMetadata key() {
        return kms.createKey(create -> create.description("for secrets")).keyMetadata();
    }

    private KeyState state(String id) {
        return kms.describeKey(describe -> describe.keyId(id)).keyMetadata().keyState();
    }

    @Test
    void newKey_isAsDescribed() {
        KeyMetadata key = key();
        assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:111122223333:key/" + key.keyId());
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(kms.describeKey(describe -> describe.keyId(key.arn())).keyMetadata())
                .isEqualTo(key);
        assertThat(kms.getKeyPolicy(get -> get.keyId(key.keyId())).policy())
                .contains("\"arn:aws:iam::111122223333:root\"");
        assertThat(kms.createKey(create -> create.multiRegion(true))
                        .keyMetadata()
                        .keyId())
                .startsWith("mrk-");
    }

    @Test
    void keyThatIsNotThere_isNotFound() {
        String id = "01234567-89ab-cdef-0123-456789abcdef";
        assertRefused(() -> state(id), "NotFoundException")
                .hasMessageContaining("Key 'arn:aws:kms:us-east-1:111122223333:key/" + id + "' does not exist");
        assertRefused(() -> state("alias/none"), "NotFoundException")
                .hasMessageContaining("Alias arn:aws:kms:us-east-1:111122223333:alias/none is not found.");
        assertRefused(() -> state("nonsense"), "NotFoundException");
        assertRefused(() -> state("arn:aws:kms:us-west-2:111122223333:key/" + id), "InvalidArnException");
    }

    @Test
    void impossibleKeys_areRefused() {
        assertRefused(() -> kms.createKey(create -> create.keySpec(KeySpec.RSA_2048)), "ValidationException")
                .hasMessageContaining("You must specify a KeyUsage value");
        assertRefused(
                        () -> kms.createKey(
                                create -> create.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.ENCRYPT_DECRYPT)),
                        "ValidationException")
                .hasMessageContaining("KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec ECC_NIST_P256");
        assertRefused(() -> kms.createKey(create -> create.policy("{")), "MalformedPolicyDocumentException");
        assertRefused(() -> kms.createKey(create -> create.tags(tag("aws:x", "y"))), "TagException");
    }

    @Test
    void scheduledDeletion_canBeCancelledUntilItsTime() {
        String id = key().keyId();
        kms.createAlias(create -> create.aliasName("alias/app").targetKeyId(id));
        assertRefused(
                () -> kms.scheduleKeyDeletion(schedule -> schedule.keyId(id).pendingWindowInDays(6)),
                "ValidationException");
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(id).pendingWindowInDays(7));
        assertThat(state(id)).isEqualTo(KeyState.PENDING_DELETION);
        assertRefused(() -> kms.enableKey(enable -> enable.keyId(id)), "KMSInvalidStateException")
                .hasMessageContaining("is pending deletion.");
        kms.cancelKeyDeletion(cancel -> cancel.keyId(id));
        assertThat(state(id)).isEqualTo(KeyState.DISABLED);

        kms.scheduleKeyDeletion(schedule -> schedule.keyId(id).pendingWindowInDays(7));
        calls.pass(Duration.ofDays(7));
        assertRefused(() -> state(id), "NotFoundException");
        assertRefused(() -> state("alias/app"), "NotFoundException");
        assertThat(fake.inventory()).isEmpty();
    }

    @Test
    void rotation_happensInItsTime() {
        String id = key().keyId();
        assertThat(kms.getKeyRotationStatus(get -> get.keyId(id)).keyRotationEnabled())
                .isFalse();
        kms.enableKeyRotation(enable -> enable.keyId(id).rotationPeriodInDays(90));
        calls.pass(Duration.ofDays(181));
        assertThat(kms.listKeyRotations(list -> list.keyId(id)).rotations()).hasSize(2);
        kms.rotateKeyOnDemand(rotate -> rotate.keyId(id));
        assertThat(kms.listKeyRotations(list -> list.keyId(id)).rotations()).hasSize(3);
        String asymmetric = kms.createKey(
                        create -> create.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
        assertRefused(() -> kms.enableKeyRotation(enable -> enable.keyId(asymmetric)), "UnsupportedOperationException");
    }

    @Test
    void aliases_nameKeys() {
        KeyMetadata one = key();
        KeyMetadata two = key();
        kms.createAlias(create -> create.aliasName("alias/app").targetKeyId(one.keyId()));
        assertRefused(
                () -> kms.createAlias(create -> create.aliasName("alias/app").targetKeyId(two.keyId())),
                "AlreadyExistsException");
        assertRefused(
                () -> kms.createAlias(create -> create.aliasName("app").targetKeyId(two.keyId())),
                "ValidationException");
        assertRefused(
                () -> kms.createAlias(
                        create -> create.aliasName("alias/aws/mine").targetKeyId(two.keyId())),
                "NotAuthorizedException");
        assertThat(kms.describeKey(describe -> describe.keyId("arn:aws:kms:us-east-1:111122223333:alias/app"))
                        .keyMetadata()
                        .arn())
                .isEqualTo(one.arn());
        kms.updateAlias(update -> update.aliasName("alias/app").targetKeyId(two.arn()));
        assertThat(kms.listAliases(list -> list.keyId(two.keyId())).aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly("alias/app");
        kms.deleteAlias(delete -> delete.aliasName("alias/app"));
        assertRefused(() -> kms.deleteAlias(delete -> delete.aliasName("alias/app")), "NotFoundException");
    }

    @Test
    void keyOfAService_isMadeWhenItIsFirstUsed() {
        assertThat(kms.listKeys().keys()).isEmpty();
        KeyMetadata key =
                kms.describeKey(describe -> describe.keyId("alias/aws/ebs")).keyMetadata();
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
        assertThat(kms.listKeys().keys()).extracting(KeyListEntry::keyArn).containsExactly(key.arn());
        assertRefused(() -> kms.scheduleKeyDeletion(schedule -> schedule.keyId(key.keyId())), "AccessDeniedException");
        assertThat(fake.inventory()).isEmpty();
    }

    @Test
    void lists_comeInPages() {
        List<String> made = List.of(key().keyId(), key().keyId(), key().keyId());
        assertThat(kms.listKeys(list -> list.limit(2)).truncated()).isTrue();
        assertThat(kms.listKeysPaginator(list -> list.limit(2)).keys())
                .extracting(KeyListEntry::keyId)
                .containsExactlyInAnyOrderElementsOf(made);
        assertRefused(() -> kms.listKeys(list -> list.marker("elsewhere")), "InvalidMarkerException");
    }

    @Test
    void grants_areGivenAndTakenAway() {
        String arn = key().arn();
        String role = "arn:aws:iam::111122223333:role/node";
        var grant = kms.createGrant(create -> create.keyId(arn)
                .name("nodes")
                .granteePrincipal(role)
                .retiringPrincipal(role)
                .operations(GrantOperation.DECRYPT));
        assertThat(kms.createGrant(create -> create.keyId(arn)
                                .name("nodes")
                                .granteePrincipal(role)
                                .retiringPrincipal(role)
                                .operations(GrantOperation.DECRYPT))
                        .grantId())
                .isEqualTo(grant.grantId());
        assertThat(kms.listGrants(list -> list.keyId(arn)).grants()).hasSize(1);
        assertThat(kms.listRetirableGrants(list -> list.retiringPrincipal(role)).grants())
                .hasSize(1);
        kms.revokeGrant(revoke -> revoke.keyId(arn).grantId(grant.grantId()));
        assertRefused(() -> kms.retireGrant(retire -> retire.keyId(arn).grantId(grant.grantId())), "NotFoundException");
    }

    @Test
    void tags_areKept() {
        String id = key().keyId();
        kms.tagResource(tag -> tag.keyId(id).tags(tag("team", "web"), tag("env", "test")));
        kms.untagResource(untag -> untag.keyId(id).tagKeys("env"));
        assertThat(kms.listResourceTags(list -> list.keyId(id)).tags()).containsExactly(tag("team", "web"));
    }

    @Test
    void otherServices_seeWhatAKeyIs() {
        KeyMetadata key = key();
        assertThat(fake.key(CALLER, key.arn())).get().matches(view -> view.symmetric() && view.enabled());
        kms.disableKey(disable -> disable.keyId(key.keyId()));
        assertThat(fake.key(CALLER, key.keyId())).get().matches(view -> !view.enabled());
        Caller elsewhere = new Caller("111122223333", "eu-west-1", CALLER.arn());
        assertThat(fake.key(elsewhere, key.arn())).isEmpty();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }
}
