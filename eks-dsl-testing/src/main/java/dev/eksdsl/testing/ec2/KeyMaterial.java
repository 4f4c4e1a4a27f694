package dev.eksdsl.testing.ec2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A key pair as EC2 makes one.
 *
 * @param privateKey PEM
 * @param fingerprint of the private key for RSA (SHA-1), of the public one for Ed25519 (SHA-256); EC2 user guide, "Verify the
 *     fingerprint of your key pair"
 */
record KeyMaterial(String privateKey, String fingerprint) {

    /**
     * A public key.
     *
     * @param fingerprint MD5 of the DER form for RSA, SHA-256 for Ed25519
     */
    record Public(String type, String fingerprint) {}

    static KeyMaterial make(String type) {
        try {
            boolean rsa = type.equals("rsa");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "Ed25519");
            if (rsa) {
                generator.initialize(2048);
            }
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPrivate().getEncoded();
            AsymmetricKeyParameter secret = PrivateKeyFactory.createKey(encoded);
            // RSA: PKCS#1; Ed25519: OpenSSH's own form
            byte[] body = OpenSSHPrivateKeyUtil.encodePrivateKey(secret);
            if (rsa) {
                return new KeyMaterial(pem("RSA PRIVATE KEY", body), colons(digest("SHA-1", encoded)));
            }
            byte[] wire =
                    OpenSSHPublicKeyUtil.encodePublicKey(((Ed25519PrivateKeyParameters) secret).generatePublicKey());
            return new KeyMaterial(
                    pem("OPENSSH PRIVATE KEY", body), Base64.getEncoder().encodeToString(digest("SHA-256", wire)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK makes no keys of type " + type, e);
        }
    }

    private static String pem(String label, byte[] body) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(body);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----";
    }

    /** Reads a public key in OpenSSH's form or that of RFC 4716; empty if it is none of RSA or Ed25519. */
    static Optional<Public> readPublic(String text) {
        try {
            byte[] wire = Base64.getMimeDecoder().decode(encoded(text));
            AsymmetricKeyParameter key = OpenSSHPublicKeyUtil.parsePublicKey(wire);
            if (key instanceof RSAKeyParameters) {
                byte[] der = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key)
                        .getEncoded();
                return Optional.of(new Public("rsa", colons(digest("MD5", der))));
            }
            return key instanceof Ed25519PublicKeyParameters
                    ? Optional.of(new Public("ed25519", Base64.getEncoder().encodeToString(digest("SHA-256", wire))))
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException | RuntimeException e) {
            // whatever the parser stumbles over, it is not a key
            return Optional.empty();
        }
    }

    /** The Base64 part of a key: the second word in OpenSSH's form, the lines that are not headers in that of RFC 4716. */
    private static String encoded(String text) {
        if (!text.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
            String[] words = text.split("\\s+");
            return words.length < 2 ? "" : words[1];
        }
        StringBuilder body = new StringBuilder();
        boolean header = false;
        for (String line : text.split("\\R")) {
            // a header has a colon, and goes on in the next line after a backslash
            boolean skipped = header || line.startsWith("----") || line.contains(":");
            header = (header || line.contains(":")) && line.endsWith("\\");
            if (!skipped) {
                body.append(line);
            }
        }
        return body.toString();
    }

    private static byte[] digest(String algorithm, byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }

    private static String colons(byte[] digest) {
        return HexFormat.ofDelimiter(":").formatHex(digest);
    }
}
