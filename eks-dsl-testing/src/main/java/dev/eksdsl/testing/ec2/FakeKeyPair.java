package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** A key pair. Its private key is told once, when the pair is made, and kept nowhere. */
final class FakeKeyPair extends FakeResource {

    final String name;
    final String type;
    final String fingerprint;
    final @Nullable String publicKey;
    final Instant created;

    FakeKeyPair(
            String id,
            String name,
            String type,
            String fingerprint,
            @Nullable String publicKey,
            Instant created,
            Map<String, String> tags) {
        super(id, tags);
        this.name = name;
        this.type = type;
        this.fingerprint = fingerprint;
        this.publicKey = publicKey;
        this.created = created;
    }

    KeyPairInfo view(boolean withPublicKey) {
        return KeyPairInfo.builder()
                .keyPairId(id)
                .keyName(name)
                .keyType(type)
                .keyFingerprint(fingerprint)
                .publicKey(withPublicKey ? publicKey : null)
                .createTime(created)
                .tags(tagViews())
                .build();
    }
}
