package dev.eksdsl.kubernetes.access;

import java.time.Duration;
import java.time.Instant;

/**
 * A bearer token for a cluster's Kubernetes API.
 *
 * @param value what goes after {@code Bearer}: a secret
 * @param signedAt the moment that is in the token's signature
 */
public record EksToken(String value, Instant signedAt) {

    /** How long EKS honours a token after it was signed: 15 minutes, as the EKS user guide tells. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** When EKS ceases to honour the token. It ceases earlier if the credentials that signed it end earlier. */
    public Instant usableUntil() {
        return signedAt.plus(LIFETIME);
    }

    /** Tells when the token ends, never the token. */
    @Override
    public String toString() {
        return "EksToken[usable until " + usableUntil() + "]";
    }
}
