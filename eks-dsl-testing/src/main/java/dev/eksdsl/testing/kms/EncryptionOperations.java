package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** The operations that encrypt and decrypt. */
final class EncryptionOperations {

    private final KmsState state;

    EncryptionOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(EncryptRequest.class, this::encrypt);
        operations.on(DecryptRequest.class, this::decrypt);
        operations.on(ReEncryptRequest.class, this::reEncrypt);
    }

    private EncryptResponse encrypt(EncryptRequest request, Caller caller) {
        FakeKey key = state.usable(caller, request.keyId(), KeyUsageType.ENCRYPT_DECRYPT, "Encrypt");
        EncryptionAlgorithmSpec algorithm = algorithm(key, request.encryptionAlgorithm());
        refuseDryRun(request.dryRun());
        return EncryptResponse.builder()
                .keyId(key.arn)
                .encryptionAlgorithm(algorithm)
                .ciphertextBlob(sealed(
                        state.in(caller),
                        key,
                        algorithm,
                        request.plaintext().asByteArray(),
                        request.encryptionContext()))
                .build();
    }

    private static SdkBytes sealed(
            RegionalKeys place,
            FakeKey key,
            EncryptionAlgorithmSpec algorithm,
            byte[] plaintext,
            Map<String, String> context) {
        if (key.isSymmetric()) {
            return SdkBytes.fromByteArray(Cryptography.seal(place, key, plaintext, context));
        }
        if (!context.isEmpty()) {
            throw KmsFaults.invalid("EncryptionContext is not supported with asymmetric keys");
        }
        return SdkBytes.fromByteArray(Cryptography.encryptRsa(key, algorithm, plaintext));
    }

    private static EncryptionAlgorithmSpec algorithm(FakeKey key, @Nullable EncryptionAlgorithmSpec wanted) {
        EncryptionAlgorithmSpec algorithm = wanted == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : wanted;
        if (!KeySpecs.encryption(key.spec, key.usage).contains(algorithm)) {
            throw KmsFaults.refuse(
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " and key spec " + key.spec + " are incompatible.");
        }
        return algorithm;
    }

    private static void refuseDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsFaults.dryRun();
        }
    }

    private DecryptResponse decrypt(DecryptRequest request, Caller caller) {
        if (request.ciphertextBlob() == null) {
            throw KmsFaults.invalid("CiphertextBlob must be specified");
        }
        EncryptionAlgorithmSpec algorithm = or(request.encryptionAlgorithm());
        Cryptography.Opened opened = opened(
                caller, request.keyId(), algorithm, request.ciphertextBlob(), request.encryptionContext(), "Decrypt");
        refuseDryRun(request.dryRun());
        return DecryptResponse.builder()
                .keyId(opened.key().arn)
                .encryptionAlgorithm(algorithm)
                .plaintext(SdkBytes.fromByteArray(opened.plaintext()))
                .keyMaterialId(materialId(opened))
                .build();
    }

    private static @Nullable String materialId(Cryptography.Opened opened) {
        return opened.key().isSymmetric() ? opened.key().material.id(opened.generation()) : null;
    }

    private static EncryptionAlgorithmSpec or(@Nullable EncryptionAlgorithmSpec algorithm) {
        return algorithm == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : algorithm;
    }

    private Cryptography.Opened opened(
            Caller caller,
            @Nullable String keyId,
            EncryptionAlgorithmSpec algorithm,
            SdkBytes blob,
            Map<String, String> context,
            String operation) {
        RegionalKeys place = state.in(caller);
        FakeKey named = keyId == null ? null : place.find(keyId);
        if (algorithm != EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT) {
            if (named == null) {
                throw KmsFaults.invalid("KeyId must be specified when the algorithm is asymmetric");
            }
            KmsState.checkUsable(named, KeyUsageType.ENCRYPT_DECRYPT, operation);
            algorithm(named, algorithm);
            return new Cryptography.Opened(named, 0, Cryptography.decryptRsa(named, algorithm, blob.asByteArray()));
        }
        if (named != null) {
            KmsState.checkUsable(named, KeyUsageType.ENCRYPT_DECRYPT, operation);
            algorithm(named, algorithm);
        }
        Cryptography.Opened opened = Cryptography.open(place, blob.asByteArray(), context);
        if (named != null && named != opened.key()) {
            throw KmsFaults.refuse(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        KmsState.checkUsable(opened.key(), KeyUsageType.ENCRYPT_DECRYPT, operation);
        return opened;
    }

    private ReEncryptResponse reEncrypt(ReEncryptRequest request, Caller caller) {
        if (request.ciphertextBlob() == null) {
            throw KmsFaults.invalid("CiphertextBlob must be specified");
        }
        FakeKey target = state.usable(caller, request.destinationKeyId(), KeyUsageType.ENCRYPT_DECRYPT, "ReEncryptTo");
        EncryptionAlgorithmSpec to = algorithm(target, request.destinationEncryptionAlgorithm());
        EncryptionAlgorithmSpec from = or(request.sourceEncryptionAlgorithm());
        Cryptography.Opened opened = opened(
                caller,
                request.sourceKeyId(),
                from,
                request.ciphertextBlob(),
                request.sourceEncryptionContext(),
                "ReEncryptFrom");
        refuseDryRun(request.dryRun());
        return ReEncryptResponse.builder()
                .sourceKeyId(opened.key().arn)
                .keyId(target.arn)
                .sourceEncryptionAlgorithm(from)
                .destinationEncryptionAlgorithm(to)
                .sourceKeyMaterialId(materialId(opened))
                .destinationKeyMaterialId(target.isSymmetric() ? target.material.id(target.material.current()) : null)
                .ciphertextBlob(sealed(
                        state.in(caller), target, to, opened.plaintext(), request.destinationEncryptionContext()))
                .build();
    }
}
