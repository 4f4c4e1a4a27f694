package dev.eksdsl.aws.pacing;

import java.util.Comparator;

/**
 * Which of AWS's buckets.
 *
 * @param account whose; empty for the account of a session's own credentials
 * @param region where; empty for IAM, which is one for all regions
 * @param service the signing name, such as {@code ec2}
 * @param operation the operation, or what several operations share, such as {@code writes}
 */
public record BucketName(String account, String region, String service, String operation)
        implements Comparable<BucketName> {

    private static final Comparator<BucketName> ORDER = Comparator.comparing(BucketName::account)
            .thenComparing(BucketName::region)
            .thenComparing(BucketName::service)
            .thenComparing(BucketName::operation);

    @Override
    public int compareTo(BucketName other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code ec2 CreateNatGateway (us-east-1, 123456789012)}. */
    @Override
    public String toString() {
        String where = region.isEmpty() || account.isEmpty() ? region + account : region + ", " + account;
        return service + " " + operation + (where.isEmpty() ? "" : " (" + where + ")");
    }
}
