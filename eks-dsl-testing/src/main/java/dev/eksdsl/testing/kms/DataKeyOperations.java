package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** The operations that give out keys and random bytes. */
final class DataKeyOperations {

    private static final int SEED_BYTES = 32;
    private static final int AES_256_BYTES = 32;
    private static final int AES_128_BYTES = 16;

    private final KmsState state;

    DataKeyOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(GenerateDataKeyRequest.class, this::dataKey);
        operations.on(GenerateDataKeyWithoutPlaintextRequest.class, this::sealedDataKey);
        operations.on(GenerateDataKeyPairRequest.class, this::pair);
        operations.on(GenerateDataKeyPairWithoutPlaintextRequest.class, this::sealedPair);
        operations.on(GenerateRandomRequest.class, this::random);
    }

    private GenerateDataKeyResponse dataKey(GenerateDataKeyRequest request, Caller caller) {
        FakeKey key = wrapping(caller, request.keyId(), "GenerateDataKey", request.dryRun());
        byte[] plaintext = state.in(caller).randomBytes(length(request.keySpec(), request.numberOfBytes()));
        return GenerateDataKeyResponse.builder()
                .keyId(key.arn)
                .plaintext(SdkBytes.fromByteArray(plaintext))
                .ciphertextBlob(sealed(caller, key, plaintext, request.encryptionContext()))
                .keyMaterialId(materialId(key))
                .build();
    }

    private GenerateDataKeyWithoutPlaintextResponse sealedDataKey(
            GenerateDataKeyWithoutPlaintextRequest request, Caller caller) {
        FakeKey key = wrapping(caller, request.keyId(), "GenerateDataKeyWithoutPlaintext", request.dryRun());
        byte[] plaintext = state.in(caller).randomBytes(length(request.keySpec(), request.numberOfBytes()));
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(key.arn)
                .ciphertextBlob(sealed(caller, key, plaintext, request.encryptionContext()))
                .keyMaterialId(materialId(key))
                .build();
    }

    private static int length(@Nullable DataKeySpec spec, @Nullable Integer bytes) {
        if ((spec == null) == (bytes == null)) {
            throw KmsFaults.invalid("Please specify either number of bytes or key spec.");
        }
        if (bytes != null) {
            return bytes;
        }
        return spec == DataKeySpec.AES_128 ? AES_128_BYTES : AES_256_BYTES;
    }

    /** The symmetric key that what is given out is sealed with. */
    private FakeKey wrapping(Caller caller, String keyId, String operation, @Nullable Boolean dryRun) {
        FakeKey key = state.usable(caller, keyId, KeyUsageType.ENCRYPT_DECRYPT, operation);
        if (!key.isSymmetric()) {
            throw KmsFaults.refuse(
                    "InvalidKeyUsageException",
                    key.arn + " key spec is " + key.spec + " which is not valid for " + operation + ".");
        }
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsFaults.dryRun();
        }
        return key;
    }

    private SdkBytes sealed(Caller caller, FakeKey key, byte[] plaintext, Map<String, String> context) {
        return SdkBytes.fromByteArray(Cryptography.seal(state.in(caller), key, plaintext, context));
    }

    private static String materialId(FakeKey key) {
        return key.material.id(key.material.current());
    }

    private GenerateDataKeyPairResponse pair(GenerateDataKeyPairRequest request, Caller caller) {
        FakeKey key = wrapping(caller, request.keyId(), "GenerateDataKeyPair", request.dryRun());
        KeyPair pair = newPair(caller, request.keyPairSpecAsString());
        byte[] secret = pair.getPrivate().getEncoded();
        return GenerateDataKeyPairResponse.builder()
                .keyId(key.arn)
                .keyPairSpec(request.keyPairSpec())
                .publicKey(SdkBytes.fromByteArray(pair.getPublic().getEncoded()))
                .privateKeyPlaintext(SdkBytes.fromByteArray(secret))
                .privateKeyCiphertextBlob(sealed(caller, key, secret, request.encryptionContext()))
                .keyMaterialId(materialId(key))
                .build();
    }

    private GenerateDataKeyPairWithoutPlaintextResponse sealedPair(
            GenerateDataKeyPairWithoutPlaintextRequest request, Caller caller) {
        FakeKey key = wrapping(caller, request.keyId(), "GenerateDataKeyPairWithoutPlaintext", request.dryRun());
        KeyPair pair = newPair(caller, request.keyPairSpecAsString());
        return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                .keyId(key.arn)
                .keyPairSpec(request.keyPairSpec())
                .publicKey(SdkBytes.fromByteArray(pair.getPublic().getEncoded()))
                .privateKeyCiphertextBlob(
                        sealed(caller, key, pair.getPrivate().getEncoded(), request.encryptionContext()))
                .keyMaterialId(materialId(key))
                .build();
    }

    private KeyPair newPair(Caller caller, String spec) {
        try {
            return KeyMaterial.newPair(spec, state.in(caller).randomBytes(SEED_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key pair of " + spec + " cannot be made", e);
        }
    }

    private GenerateRandomResponse random(GenerateRandomRequest request, Caller caller) {
        if (request.customKeyStoreId() != null) {
            throw KmsFaults.refuse(
                    "CustomKeyStoreNotFoundException", "There is no custom key store " + request.customKeyStoreId());
        }
        if (request.numberOfBytes() == null) {
            throw KmsFaults.invalid("NumberOfBytes is required.");
        }
        return GenerateRandomResponse.builder()
                .plaintext(SdkBytes.fromByteArray(state.in(caller).randomBytes(request.numberOfBytes())))
                .build();
    }
}
