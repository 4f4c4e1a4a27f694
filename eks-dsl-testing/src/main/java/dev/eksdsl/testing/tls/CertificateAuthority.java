package dev.eksdsl.testing.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority with a fresh key, and a server certificate of it for 127.0.0.1 and localhost. Valid by the real
 * clock, since that is what TLS libraries look at, whatever the fake's time is.
 */
public final class CertificateAuthority {

    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final char[] NO_PASSWORD = new char[0];

    private final X500Name name;
    private final KeyPair key;
    private final X509Certificate certificate;
    private final String pem;

    private CertificateAuthority(X500Name name, KeyPair key, X509Certificate certificate) {
        this.name = name;
        this.key = key;
        this.certificate = certificate;
        this.pem = pem(certificate);
    }

    private static final class OfClusters {
        private static final CertificateAuthority INSTANCE = create("kubernetes");
    }

    private static final class OfAws {
        private static final CertificateAuthority INSTANCE = create("eks-dsl fake AWS");
    }

    /** The authority of the clusters in this process: made on first use, since making keys takes a while. */
    public static CertificateAuthority ofClusters() {
        return OfClusters.INSTANCE;
    }

    /** The authority of the fake AWS in this process: made on first use. */
    public static CertificateAuthority ofAws() {
        return OfAws.INSTANCE;
    }

    private static CertificateAuthority create(String commonName) {
        try {
            KeyPair key = newKey();
            X500Name name = new X500Name("CN=" + commonName);
            X509v3CertificateBuilder builder = certificate(name, name, key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return new CertificateAuthority(name, key, sign(builder, key));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the platform's EC keys do not work", e);
        }
    }

    /** The authority's certificate. */
    public String pem() {
        return pem;
    }

    /**
     * Server-side TLS with a new certificate of this authority for 127.0.0.1 and localhost.
     *
     * @param commonName of the server
     */
    public SSLContext serverContext(String commonName) {
        try {
            KeyPair serverKey = newKey();
            X509v3CertificateBuilder builder = certificate(name, new X500Name("CN=" + commonName), serverKey);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
            X509Certificate server = sign(builder, key);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            Certificate[] chain = {server, certificate};
            keys.setKeyEntry("server", serverKey.getPrivate(), NO_PASSWORD, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("could not make a server certificate", e);
        }
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder certificate(X500Name issuer, X500Name subject, KeyPair key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, new SecureRandom()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFETIME)),
                subject,
                key.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair key)
            throws OperatorCreationException, GeneralSecurityException {
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static String pem(X509Certificate certificate) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
