package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** The operations with asymmetric keys that sign, and with keys for message authentication codes. */
final class SigningOperations {

    private final KmsState state;

    SigningOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(GetPublicKeyRequest.class, this::publicKey);
        operations.on(SignRequest.class, this::sign);
        operations.on(VerifyRequest.class, this::verify);
        operations.on(GenerateMacRequest.class, this::mac);
        operations.on(VerifyMacRequest.class, this::verifyMac);
    }

    private GetPublicKeyResponse publicKey(GetPublicKeyRequest request, Caller caller) {
        FakeKey key = state.in(caller).find(request.keyId());
        if (key.isSymmetric() || KeySpecs.isMac(key.spec)) {
            throw KmsFaults.unsupported(key.arn + " key spec is " + key.spec + " which has no public key.");
        }
        if (key.state != KeyState.ENABLED) {
            KmsState.checkUsable(key, key.usage, "GetPublicKey");
        }
        GetPublicKeyResponse.Builder answer = GetPublicKeyResponse.builder()
                .keyId(key.arn)
                .keySpec(key.spec)
                .customerMasterKeySpec(key.spec.toString())
                .keyUsage(key.usage);
        if (key.usage == KeyUsageType.SIGN_VERIFY) {
            answer.signingAlgorithms(KeySpecs.signing(key.spec, key.usage));
        } else if (key.usage == KeyUsageType.ENCRYPT_DECRYPT) {
            answer.encryptionAlgorithms(KeySpecs.encryption(key.spec, key.usage));
        } else {
            answer.keyAgreementAlgorithmsWithStrings("ECDH");
        }
        try {
            byte[] encoded = key.material.pair(key.spec.toString()).getPublic().getEncoded();
            return answer.publicKey(SdkBytes.fromByteArray(encoded)).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key pair of " + key.arn + " cannot be made", e);
        }
    }

    private SignResponse sign(SignRequest request, Caller caller) {
        FakeKey key = signing(caller, request.keyId(), request.signingAlgorithm(), "Sign", request.dryRun());
        byte[] message = request.message().asByteArray();
        checkDigest(request.signingAlgorithm(), request.messageType(), message);
        try {
            Signature signature = signature(request.signingAlgorithm(), request.messageType());
            signature.initSign(key.material.pair(key.spec.toString()).getPrivate());
            signature.update(input(request.signingAlgorithm(), request.messageType(), message));
            return SignResponse.builder()
                    .keyId(key.arn)
                    .signingAlgorithm(request.signingAlgorithm())
                    .signature(SdkBytes.fromByteArray(signature.sign()))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(key.arn + " cannot sign with " + request.signingAlgorithm(), e);
        }
    }

    private VerifyResponse verify(VerifyRequest request, Caller caller) {
        FakeKey key = signing(caller, request.keyId(), request.signingAlgorithm(), "Verify", request.dryRun());
        byte[] message = request.message().asByteArray();
        checkDigest(request.signingAlgorithm(), request.messageType(), message);
        if (!isValid(key, request, message)) {
            throw KmsFaults.refuse("KMSInvalidSignatureException", "");
        }
        return VerifyResponse.builder()
                .keyId(key.arn)
                .signingAlgorithm(request.signingAlgorithm())
                .signatureValid(true)
                .build();
    }

    private static boolean isValid(FakeKey key, VerifyRequest request, byte[] message) {
        try {
            Signature signature = signature(request.signingAlgorithm(), request.messageType());
            signature.initVerify(key.material.pair(key.spec.toString()).getPublic());
            signature.update(input(request.signingAlgorithm(), request.messageType(), message));
            return signature.verify(request.signature().asByteArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private FakeKey signing(
            Caller caller, String keyId, SigningAlgorithmSpec algorithm, String operation, @Nullable Boolean dryRun) {
        FakeKey key = state.usable(caller, keyId, KeyUsageType.SIGN_VERIFY, operation);
        if (!KeySpecs.signing(key.spec, key.usage).contains(algorithm)) {
            throw KmsFaults.refuse(
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " and key spec " + key.spec + " are incompatible.");
        }
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsFaults.dryRun();
        }
        return key;
    }

    private static void checkDigest(SigningAlgorithmSpec algorithm, @Nullable MessageType type, byte[] message) {
        int bits = Integer.parseInt(bits(algorithm));
        if (type == MessageType.DIGEST && message.length * Byte.SIZE != bits) {
            throw KmsFaults.invalid("Digest is invalid length for algorithm " + algorithm + ".");
        }
    }

    private static String bits(SigningAlgorithmSpec algorithm) {
        String name = algorithm.toString();
        return name.substring(name.lastIndexOf('_') + 1);
    }

    /** A signature over the message, or over a digest that the caller has made. */
    private static Signature signature(SigningAlgorithmSpec algorithm, @Nullable MessageType type)
            throws GeneralSecurityException {
        String name = algorithm.toString();
        String bits = bits(algorithm);
        if (name.startsWith("ECDSA")) {
            return Signature.getInstance("NONEwithECDSA", KeyMaterial.PROVIDER);
        }
        if (name.startsWith("RSASSA_PKCS1")) {
            // the digest is wrapped by hand: see input
            return Signature.getInstance("NONEwithRSA", KeyMaterial.PROVIDER);
        }
        Signature pss = Signature.getInstance(
                type == MessageType.DIGEST ? "RAWRSASSA-PSS" : "SHA" + bits + "withRSAandMGF1", KeyMaterial.PROVIDER);
        pss.setParameter(new PSSParameterSpec(
                "SHA-" + bits,
                "MGF1",
                new MGF1ParameterSpec("SHA-" + bits),
                Integer.parseInt(bits) / Byte.SIZE,
                PSSParameterSpec.TRAILER_FIELD_BC));
        return pss;
    }

    /** What goes into the signature: PSS digests a raw message itself, the others get the digest. */
    private static byte[] input(SigningAlgorithmSpec algorithm, @Nullable MessageType type, byte[] message)
            throws GeneralSecurityException {
        String name = algorithm.toString();
        if (name.startsWith("RSASSA_PSS")) {
            return message;
        }
        byte[] digest = type == MessageType.DIGEST
                ? message
                : MessageDigest.getInstance("SHA-" + bits(algorithm)).digest(message);
        return name.startsWith("ECDSA") ? digest : DigestInfos.wrap(bits(algorithm), digest);
    }

    private GenerateMacResponse mac(GenerateMacRequest request, Caller caller) {
        FakeKey key = authenticating(caller, request.keyId(), request.macAlgorithm(), "GenerateMac", request.dryRun());
        return GenerateMacResponse.builder()
                .keyId(key.arn)
                .macAlgorithm(request.macAlgorithm())
                .mac(SdkBytes.fromByteArray(
                        mac(key, request.macAlgorithm(), request.message().asByteArray())))
                .build();
    }

    private VerifyMacResponse verifyMac(VerifyMacRequest request, Caller caller) {
        FakeKey key = authenticating(caller, request.keyId(), request.macAlgorithm(), "VerifyMac", request.dryRun());
        byte[] expected = mac(key, request.macAlgorithm(), request.message().asByteArray());
        if (!MessageDigest.isEqual(expected, request.mac().asByteArray())) {
            throw KmsFaults.refuse("KMSInvalidMacException", "");
        }
        return VerifyMacResponse.builder()
                .keyId(key.arn)
                .macAlgorithm(request.macAlgorithm())
                .macValid(true)
                .build();
    }

    private FakeKey authenticating(
            Caller caller, String keyId, MacAlgorithmSpec algorithm, String operation, @Nullable Boolean dryRun) {
        FakeKey key = state.usable(caller, keyId, KeyUsageType.GENERATE_VERIFY_MAC, operation);
        if (!KeySpecs.macs(key.spec).contains(algorithm)) {
            throw KmsFaults.refuse(
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " and key spec " + key.spec + " are incompatible.");
        }
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsFaults.dryRun();
        }
        return key;
    }

    private static byte[] mac(FakeKey key, MacAlgorithmSpec algorithm, byte[] message) {
        String name = "HmacSHA" + algorithm.toString().substring("HMAC_SHA_".length());
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.material.secret(0), name));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
