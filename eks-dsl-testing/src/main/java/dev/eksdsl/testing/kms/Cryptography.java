package dev.eksdsl.testing.kms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/**
 * Encrypts and decrypts with keys of the fake. The form of ciphertexts is the fake's own: version, key id, generation of the
 * key, nonce, and AES-GCM with the encryption context as additional data.
 */
final class Cryptography {

    private static final int VERSION = 1;
    private static final int ID_LENGTH = 36;
    private static final int NONCE_LENGTH = 12;
    private static final int HEADER = 1 + ID_LENGTH + 1;
    private static final int TAG_BITS = 128;

    private Cryptography() {}

    /** A plaintext with what could be told from its ciphertext. */
    record Opened(FakeKey key, int generation, byte[] plaintext) {}

    static byte[] seal(RegionalKeys place, FakeKey key, byte[] plaintext, Map<String, String> context) {
        int generation = key.material.current();
        byte[] nonce = place.randomBytes(NONCE_LENGTH);
        byte[] header = new byte[HEADER];
        header[0] = VERSION;
        System.arraycopy(key.id.getBytes(StandardCharsets.US_ASCII), 0, header, 1, ID_LENGTH);
        header[HEADER - 1] = (byte) generation;
        try {
            Cipher cipher = gcm(Cipher.ENCRYPT_MODE, key.material.secret(generation), nonce, context);
            byte[] sealed = cipher.doFinal(plaintext);
            byte[] blob = Arrays.copyOf(header, HEADER + NONCE_LENGTH + sealed.length);
            System.arraycopy(nonce, 0, blob, HEADER, NONCE_LENGTH);
            System.arraycopy(sealed, 0, blob, HEADER + NONCE_LENGTH, sealed.length);
            return blob;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if it is none of the region's ciphertexts, or of another context */
    static Opened open(RegionalKeys place, byte[] blob, Map<String, String> context) {
        if (blob.length <= HEADER + NONCE_LENGTH || blob[0] != VERSION) {
            throw KmsFaults.ciphertext();
        }
        String id = new String(blob, 1, ID_LENGTH, StandardCharsets.US_ASCII);
        FakeKey key = place.byId(id).orElseThrow(KmsFaults::ciphertext);
        int generation = blob[HEADER - 1];
        if (generation < 0 || !key.material.has(generation)) {
            throw KmsFaults.ciphertext();
        }
        byte[] nonce = Arrays.copyOfRange(blob, HEADER, HEADER + NONCE_LENGTH);
        try {
            Cipher cipher = gcm(Cipher.DECRYPT_MODE, key.material.secret(generation), nonce, context);
            byte[] plaintext = cipher.doFinal(blob, HEADER + NONCE_LENGTH, blob.length - HEADER - NONCE_LENGTH);
            return new Opened(key, generation, plaintext);
        } catch (GeneralSecurityException e) {
            throw KmsFaults.ciphertext();
        }
    }

    private static Cipher gcm(int mode, byte[] secret, byte[] nonce, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new TreeMap<>(context).forEach((name, value) -> {
            digest.update((name.length() + ":" + name).getBytes(StandardCharsets.UTF_8));
            digest.update((value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
        });
        cipher.updateAAD(digest.digest());
        return cipher;
    }

    static byte[] encryptRsa(FakeKey key, EncryptionAlgorithmSpec algorithm, byte[] plaintext) {
        try {
            Cipher cipher = oaep();
            cipher.init(
                    Cipher.ENCRYPT_MODE, key.material.pair(key.spec.toString()).getPublic(), parameters(algorithm));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
            throw KmsFaults.invalid("Plaintext is too long for the key and the algorithm");
        }
    }

    static byte[] decryptRsa(FakeKey key, EncryptionAlgorithmSpec algorithm, byte[] ciphertext) {
        try {
            Cipher cipher = oaep();
            cipher.init(
                    Cipher.DECRYPT_MODE, key.material.pair(key.spec.toString()).getPrivate(), parameters(algorithm));
            return cipher.doFinal(ciphertext);
        } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
            throw KmsFaults.ciphertext();
        }
    }

    private static Cipher oaep() throws GeneralSecurityException {
        return Cipher.getInstance("RSA/NONE/OAEPPadding", KeyMaterial.PROVIDER);
    }

    private static OAEPParameterSpec parameters(EncryptionAlgorithmSpec algorithm) {
        return algorithm == EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1
                ? new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT)
                : new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    }
}
