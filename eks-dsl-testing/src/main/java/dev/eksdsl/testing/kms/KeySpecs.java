package dev.eksdsl.testing.kms;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** What keys of each spec can do (KMS developer guide, "Key spec reference"). */
final class KeySpecs {

    private static final List<SigningAlgorithmSpec> RSA_SIGNING = List.of(
            SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256,
            SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_384,
            SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_512,
            SigningAlgorithmSpec.RSASSA_PSS_SHA_256,
            SigningAlgorithmSpec.RSASSA_PSS_SHA_384,
            SigningAlgorithmSpec.RSASSA_PSS_SHA_512);

    private static final Map<KeySpec, List<SigningAlgorithmSpec>> ECC_SIGNING = Map.of(
            KeySpec.ECC_NIST_P256, List.of(SigningAlgorithmSpec.ECDSA_SHA_256),
            KeySpec.ECC_SECG_P256_K1, List.of(SigningAlgorithmSpec.ECDSA_SHA_256),
            KeySpec.ECC_NIST_P384, List.of(SigningAlgorithmSpec.ECDSA_SHA_384),
            KeySpec.ECC_NIST_P521, List.of(SigningAlgorithmSpec.ECDSA_SHA_512));

    private static final Map<KeySpec, MacAlgorithmSpec> MACS = Map.of(
            KeySpec.HMAC_224, MacAlgorithmSpec.HMAC_SHA_224,
            KeySpec.HMAC_256, MacAlgorithmSpec.HMAC_SHA_256,
            KeySpec.HMAC_384, MacAlgorithmSpec.HMAC_SHA_384,
            KeySpec.HMAC_512, MacAlgorithmSpec.HMAC_SHA_512);

    private KeySpecs() {}

    /** Whether the fake can make keys of the spec; for the others (SM2, ML-DSA, Ed25519) it says so. */
    static boolean isMade(KeySpec spec) {
        return spec == KeySpec.SYMMETRIC_DEFAULT || isRsa(spec) || isEllipticCurve(spec) || isMac(spec);
    }

    static boolean isRsa(KeySpec spec) {
        return spec.toString().startsWith("RSA_");
    }

    static boolean isEllipticCurve(KeySpec spec) {
        return ECC_SIGNING.containsKey(spec);
    }

    static boolean isMac(KeySpec spec) {
        return MACS.containsKey(spec);
    }

    static boolean fits(KeySpec spec, KeyUsageType usage) {
        return switch (usage) {
            case ENCRYPT_DECRYPT -> spec == KeySpec.SYMMETRIC_DEFAULT || isRsa(spec);
            case SIGN_VERIFY -> isRsa(spec) || isEllipticCurve(spec);
            case GENERATE_VERIFY_MAC -> isMac(spec);
            case KEY_AGREEMENT -> isEllipticCurve(spec) && spec != KeySpec.ECC_SECG_P256_K1;
            default -> false;
        };
    }

    static List<EncryptionAlgorithmSpec> encryption(KeySpec spec, KeyUsageType usage) {
        if (usage != KeyUsageType.ENCRYPT_DECRYPT) {
            return List.of();
        }
        return spec == KeySpec.SYMMETRIC_DEFAULT
                ? List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                : List.of(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256);
    }

    static List<SigningAlgorithmSpec> signing(KeySpec spec, KeyUsageType usage) {
        if (usage != KeyUsageType.SIGN_VERIFY) {
            return List.of();
        }
        return isRsa(spec) ? RSA_SIGNING : ECC_SIGNING.getOrDefault(spec, List.of());
    }

    static List<MacAlgorithmSpec> macs(KeySpec spec) {
        return isMac(spec) ? List.of(MACS.get(spec)) : List.of();
    }
}
