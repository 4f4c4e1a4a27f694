package dev.eksdsl.testing.kms;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** The structure that RSA with PKCS #1 version 1.5 signs: a digest and the name of its algorithm (RFC 8017). */
final class DigestInfos {

    private DigestInfos() {}

    static byte[] wrap(String bits, byte[] digest) {
        ASN1ObjectIdentifier algorithm = switch (bits) {
            case "256" -> NISTObjectIdentifiers.id_sha256;
            case "384" -> NISTObjectIdentifiers.id_sha384;
            default -> NISTObjectIdentifiers.id_sha512;
        };
        try {
            return new DigestInfo(new AlgorithmIdentifier(algorithm, DERNull.INSTANCE), digest).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a digest can always be encoded", e);
        }
    }
}
