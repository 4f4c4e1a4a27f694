package dev.eksdsl.resource.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of roles and where they stand. Role names are unique in an account over all regions, so a name holds cluster, region
 * and purpose: {@code production.us-east-1.cluster}.
 */
public final class RoleName {

    /** The path above those of all clusters: {@value}. */
    public static final String ROOT = "/eks-dsl/";

    private static final int LONGEST = 64;
    private static final int HASH = 8;

    private RoleName() {}

    /**
     * The role's name: 64 characters at most, as IAM demands. One that would be longer, or hold characters that IAM refuses,
     * ends in a hash of the whole instead. The dot keeps parts apart: no cluster name and no region has one.
     *
     * @param purpose such as {@code cluster} or {@code kube-system/aws-node}
     */
    public static String of(String cluster, String region, String purpose) {
        String whole = cluster + "." + region + "." + purpose;
        String allowed = whole.replaceAll("[^\\w+=,.@-]", "-");
        if (allowed.length() <= LONGEST && allowed.equals(whole)) {
            return whole;
        }
        int kept = Math.min(allowed.length(), LONGEST - HASH - 1);
        return allowed.substring(0, kept) + "-" + hash(whole);
    }

    /** The path that marks the roles of a cluster: {@code /eks-dsl/<region>/<cluster>/}. */
    public static String path(String cluster, String region) {
        return ROOT + region + "/" + cluster + "/";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
