package dev.eksdsl.testing.server;

/**
 * Who calls, and where: told from the request's signature.
 *
 * @param accountId the twelve digits of the account
 * @param region the region of the signature's scope
 * @param arn the ARN of the identity that signed
 */
public record Caller(String accountId, String region, String arn) {

    /** The partition of the region: {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
