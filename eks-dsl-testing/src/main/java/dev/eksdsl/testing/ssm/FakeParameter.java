package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A parameter of a customer with its versions, the oldest first. */
final class FakeParameter {

    /** Versions that are kept (Systems Manager user guide, "Working with parameter versions"). */
    static final int MOST_VERSIONS = 100;

    /** What PutParameter gave. */
    static final class Version {
        final long number;
        final String value;
        final Instant modified;
        final String user;
        final TreeSet<String> labels = new TreeSet<>();

        @Nullable
        String description;

        @Nullable
        String keyId;

        @Nullable
        String allowedPattern;

        String dataType = "text";
        ParameterTier tier = ParameterTier.STANDARD;

        Version(long number, String value, Instant modified, String user) {
            this.number = number;
            this.value = value;
            this.modified = modified;
            this.user = user;
        }
    }

    final Caller owner;
    final String name;
    final ParameterType type;
    final List<Version> versions = new ArrayList<>();
    final Map<String, String> tags = new TreeMap<>();

    FakeParameter(Caller owner, String name, ParameterType type) {
        this.owner = owner;
        this.name = name;
        this.type = type;
    }

    String arn() {
        return "arn:%s:ssm:%s:%s:parameter%s"
                .formatted(
                        owner.partition(), owner.region(), owner.accountId(), name.startsWith("/") ? name : "/" + name);
    }

    Version newest() {
        return versions.get(versions.size() - 1);
    }

    /** The version with this number or label. */
    Optional<Version> version(String selector) {
        return versions.stream()
                .filter(version -> version.labels.contains(selector)
                        || String.valueOf(version.number).equals(selector))
                .findFirst();
    }

    /** What is stored: of a secret, without its decryption, a text that depends on it but does not tell it. */
    String value(Version version, boolean decrypted) {
        if (type != ParameterType.SECURE_STRING || decrypted) {
            return version.value;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512")
                    .digest((arn() + version.number + version.value).getBytes(StandardCharsets.UTF_8));
            return "AQICAH" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Parameter view(Version version, boolean decrypted, @Nullable String selector) {
        return Parameter.builder()
                .name(name)
                .type(type)
                .value(value(version, decrypted))
                .version(version.number)
                .selector(selector)
                .lastModifiedDate(version.modified)
                .arn(arn())
                .dataType(version.dataType)
                .build();
    }
}
