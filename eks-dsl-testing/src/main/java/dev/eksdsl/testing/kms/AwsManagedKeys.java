package dev.eksdsl.testing.kms;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** The keys that AWS's services make in an account when they first need them (KMS developer guide, "AWS managed keys"). */
final class AwsManagedKeys {

    static final List<String> ALIASES = List.of(
            "acm",
            "backup",
            "dynamodb",
            "ebs",
            "eks",
            "elasticfilesystem",
            "fsx",
            "lambda",
            "rds",
            "s3",
            "secretsmanager",
            "sns",
            "sqs",
            "ssm");

    private static final Duration EVERY_YEAR = Duration.ofDays(365);

    private AwsManagedKeys() {}

    static FakeKey create(RegionalKeys place, String alias) {
        String service = alias.substring("alias/aws/".length());
        FakeKey key = place.add(
                KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT, OriginType.AWS_KMS, KeyManagerType.AWS, false);
        key.description = "Default key that protects my " + service + " resources when no other key is defined";
        key.policy = KeyPolicies.ofService(place.owner, service);
        key.rotationPeriod = EVERY_YEAR;
        key.rotatesFrom = key.created;
        return key;
    }
}
