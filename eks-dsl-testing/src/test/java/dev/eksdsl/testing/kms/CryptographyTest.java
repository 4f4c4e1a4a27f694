package dev.eksdsl.testing.kms;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

class CryptographyTest {

    private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("attack at dawn");

    private final TypedCalls calls = new TypedCalls();
    private final KmsClient kms = calls.client(KmsClient.builder());

    CryptographyTest() {
        calls.with(new FakeKms(calls.world()));
    }

    private String key() {
        return kms.createKey().keyMetadata().arn();
    }

    private String key(String spec, KeyUsageType usage) {
        return kms.createKey(create -> create.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
    }

    @Test
    void ciphertext_isBoundToItsKeyAndContext() {
        String key = key();
        Map<String, String> context = Map.of("cluster", "demo", "kind", "secrets");
        SdkBytes blob = kms.encrypt(
                        encrypt -> encrypt.keyId(key).plaintext(MESSAGE).encryptionContext(context))
                .ciphertextBlob();
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(blob).encryptionContext(context))
                        .plaintext())
                .isEqualTo(MESSAGE);
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(blob)), "InvalidCiphertextException");
        assertRefused(
                () -> kms.decrypt(decrypt ->
                        decrypt.ciphertextBlob(blob).encryptionContext(context).keyId(key())),
                "IncorrectKeyException");
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(MESSAGE)), "InvalidCiphertextException");

        kms.rotateKeyOnDemand(rotate -> rotate.keyId(key));
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(blob).encryptionContext(context))
                        .plaintext())
                .isEqualTo(MESSAGE);
        kms.disableKey(disable -> disable.keyId(key));
        assertRefused(
                        () -> kms.decrypt(
                                decrypt -> decrypt.ciphertextBlob(blob).encryptionContext(context)),
                        "DisabledException")
                .hasMessageContaining(key + " is disabled.");
    }

    @Test
    void reEncrypted_isOfTheOtherKey() {
        String target = key();
        SdkBytes blob =
                kms.encrypt(encrypt -> encrypt.keyId(key()).plaintext(MESSAGE)).ciphertextBlob();
        SdkBytes moved = kms.reEncrypt(
                        reEncrypt -> reEncrypt.ciphertextBlob(blob).destinationKeyId(target))
                .ciphertextBlob();
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(moved)).keyId())
                .isEqualTo(target);
    }

    @Test
    void dataKey_canBeHadAgainFromItsCiphertext() {
        String key = key();
        var given = kms.generateDataKey(generate -> generate.keyId(key).keySpec(DataKeySpec.AES_256));
        assertThat(given.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(given.ciphertextBlob()))
                        .plaintext())
                .isEqualTo(given.plaintext());
        assertThat(kms.generateDataKeyPair(generate -> generate.keyId(key).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256))
                        .publicKey()
                        .asByteArray())
                .isNotEmpty();
        assertThat(kms.generateRandom(generate -> generate.numberOfBytes(7))
                        .plaintext()
                        .asByteArray())
                .hasSize(7);
        assertRefused(() -> kms.generateDataKey(generate -> generate.keyId(key)), "ValidationException");
        assertRefused(
                () -> kms.generateDataKey(
                        generate -> generate.keyId(key).numberOfBytes(8).dryRun(true)),
                "DryRunOperationException");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048,RSASSA_PKCS1_V1_5_SHA_256",
        "RSA_2048,RSASSA_PSS_SHA_512",
        "ECC_NIST_P256,ECDSA_SHA_256",
        "ECC_NIST_P384,ECDSA_SHA_384",
        "ECC_SECG_P256K1,ECDSA_SHA_256"
    })
    void signature_isOfTheMessageAndOfItsDigest(String spec, SigningAlgorithmSpec algorithm) throws Exception {
        String key = key(spec, KeyUsageType.SIGN_VERIFY);
        SdkBytes signature = kms.sign(sign -> sign.keyId(key).message(MESSAGE).signingAlgorithm(algorithm))
                .signature();
        String bits = algorithm.toString().substring(algorithm.toString().length() - 3);
        SdkBytes digest =
                SdkBytes.fromByteArray(MessageDigest.getInstance("SHA-" + bits).digest(MESSAGE.asByteArray()));
        assertThat(kms.verify(verify -> verify.keyId(key)
                                .message(digest)
                                .messageType(MessageType.DIGEST)
                                .signature(signature)
                                .signingAlgorithm(algorithm))
                        .signatureValid())
                .isTrue();
        assertRefused(
                () -> kms.verify(verify -> verify.keyId(key)
                        .message(SdkBytes.fromUtf8String("attack at noon"))
                        .signature(signature)
                        .signingAlgorithm(algorithm)),
                "KMSInvalidSignatureException");
    }

    @Test
    void publicKey_verifiesOutsideOfTheFake() throws Exception {
        String key = key("RSA_2048", KeyUsageType.SIGN_VERIFY);
        byte[] encoded = kms.getPublicKey(get -> get.keyId(key)).publicKey().asByteArray();
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey);
        signature.update(MESSAGE.asByteArray());
        byte[] made = kms.sign(sign -> sign.keyId(key)
                        .message(MESSAGE)
                        .signingAlgorithm(SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256))
                .signature()
                .asByteArray();
        assertThat(signature.verify(made)).isTrue();
    }

    @Test
    void asymmetricEncryption_comesBack() {
        String key = key("RSA_2048", KeyUsageType.ENCRYPT_DECRYPT);
        SdkBytes blob = kms.encrypt(encrypt -> encrypt.keyId(key)
                        .plaintext(MESSAGE)
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256))
                .ciphertextBlob();
        assertThat(kms.decrypt(decrypt -> decrypt.keyId(key)
                                .ciphertextBlob(blob)
                                .encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256))
                        .plaintext())
                .isEqualTo(MESSAGE);
        assertRefused(() -> kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(MESSAGE)), "InvalidKeyUsageException");
    }

    @Test
    void messageAuthenticationCode_isVerified() {
        String key = key("HMAC_256", KeyUsageType.GENERATE_VERIFY_MAC);
        SdkBytes mac = kms.generateMac(
                        generate -> generate.keyId(key).message(MESSAGE).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                .mac();
        assertThat(kms.verifyMac(verify ->
                                verify.keyId(key).message(MESSAGE).mac(mac).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                        .macValid())
                .isTrue();
        assertRefused(
                () -> kms.verifyMac(verify ->
                        verify.keyId(key).message(MESSAGE).mac(MESSAGE).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)),
                "KMSInvalidMacException");
        assertRefused(() -> kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(MESSAGE)), "InvalidKeyUsageException")
                .hasMessageContaining("key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.");
    }
}
