package dev.eksdsl.testing.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and where: told from the request's signature.
 *
 * @param accountId the twelve digits of the account
 * @param region the region of the signature's scope
 * @param arn the ARN of the identity that signed
 * @param accessKeyId the access key that signed; empty if that is not known. Two callers that differ in it alone are equal
 */
public record Caller(String accountId, String region, String arn, String accessKeyId) {

    public Caller(String accountId, String region, String arn) {
        this(accountId, region, arn, "");
    }

    /** The partition of the region: {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /**
     * The ARN of something of the caller's account, where the caller is.
     *
     * @param service as ARNs name it, such as {@code ec2}
     * @param resource what stands behind the account, such as {@code vpc/vpc-1}
     */
    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + accountId + ":" + resource;
    }

    /** The ARN of something of the caller's account that is in no region, such as a role of IAM. */
    public String globalArn(String service, String resource) {
        return "arn:" + partition() + ":" + service + "::" + accountId + ":" + resource;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller
                && accountId.equals(caller.accountId)
                && region.equals(caller.region)
                && arn.equals(caller.arn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(accountId, region, arn);
    }
}
