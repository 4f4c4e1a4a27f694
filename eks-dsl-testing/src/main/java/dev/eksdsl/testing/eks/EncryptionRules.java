package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.kms.Keys.KeyView;
import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;

/**
 * What EKS asks of the key that a cluster encrypts with: it is there, enabled, symmetric and of the cluster's region; it may
 * be of another account (EKS API reference, Provider). A lenient world takes any key.
 */
final class EncryptionRules {

    private final Surroundings eks;

    EncryptionRules(Surroundings eks) {
        this.eks = eks;
    }

    void key(Caller caller, EncryptionConfig config, Map<String, Object> where) {
        if (eks.world().isLenient()) {
            return;
        }
        String name = config.provider() == null ? null : config.provider().keyArn();
        if (name == null || name.isEmpty()) {
            throw Refusals.invalidParameter(where, "KeyArn is required");
        }
        String[] parts = name.split(":", 6);
        boolean arn = parts[0].equals("arn");
        if (arn && (parts.length < 6 || !parts[2].equals("kms")) || !arn && !name.startsWith("alias/")) {
            throw Refusals.invalidParameter(where, "The keyArn '" + name + "' is not the ARN or alias of a KMS key");
        }
        if (arn && !parts[3].equals(caller.region())) {
            throw Refusals.invalidParameter(
                    where, "The KMS key '" + name + "' must be in the Region of the cluster, " + caller.region());
        }
        Caller owner = arn ? new Caller(parts[4], parts[3], caller.arn()) : caller;
        KeyView key = eks.keys()
                .key(owner, name)
                .orElseThrow(() -> Refusals.invalidParameter(where, "The KMS key '" + name + "' does not exist"));
        if (!key.symmetric()) {
            throw Refusals.invalidParameter(where, "The KMS key '" + name + "' must be symmetric");
        }
        if (!key.enabled()) {
            throw Refusals.invalidParameter(where, "The KMS key '" + name + "' is in the state " + key.state());
        }
    }
}
