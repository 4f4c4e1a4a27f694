package dev.eksdsl.testing.kms;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** The secret part of a key: one symmetric key for each rotation, or a key pair, which is made when it is first used. */
final class KeyMaterial {

    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final List<byte[]> generations = new ArrayList<>();
    private @Nullable KeyPair pair;

    KeyMaterial(byte[] first) {
        generations.add(first);
    }

    void rotate(byte[] next) {
        generations.add(next);
    }

    int current() {
        return generations.size() - 1;
    }

    boolean has(int generation) {
        return generation < generations.size();
    }

    byte[] secret(int generation) {
        return generations.get(generation);
    }

    /** The id of a generation, as rotations list it. */
    String id(int generation) {
        byte[] id = new byte[32];
        new SeededRandom(generations.get(generation)).nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    KeyPair pair(String spec) throws GeneralSecurityException {
        if (pair == null) {
            pair = newPair(spec, generations.get(0));
        }
        return pair;
    }

    /** A key pair that follows from the seed. */
    static KeyPair newPair(String spec, byte[] seed) throws GeneralSecurityException {
        SeededRandom random = new SeededRandom(seed);
        if (spec.startsWith("RSA_")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
            generator.initialize(Integer.parseInt(spec.substring("RSA_".length())), random);
            return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec(curve(spec)), random);
        return generator.generateKeyPair();
    }

    private static String curve(String spec) {
        return switch (spec) {
            case "ECC_NIST_P256" -> "secp256r1";
            case "ECC_NIST_P384" -> "secp384r1";
            case "ECC_NIST_P521" -> "secp521r1";
            case "ECC_SECG_P256K1" -> "secp256k1";
            default -> throw KmsFaults.unsupported("This fake AWS makes no keys of the spec " + spec + ".");
        };
    }
}
