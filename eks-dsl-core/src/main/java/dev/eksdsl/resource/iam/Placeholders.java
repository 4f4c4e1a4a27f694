package dev.eksdsl.resource.iam;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.resource.iam.TrustSpec.ServiceTrust;
import java.util.Map;
import java.util.stream.Collectors;

/** Fills in where the session is: a declaration is written without knowing partition, region and account. */
final class Placeholders {

    private Placeholders() {}

    static RoleSpec fill(AwsApi aws, RoleSpec spec) {
        return new RoleSpec(
                spec.name(),
                spec.trust() instanceof ServiceTrust service ? fill(aws, service) : spec.trust(),
                spec.managedPolicies().stream().map(arn -> fill(aws, arn)).collect(Collectors.toSet()),
                spec.inlinePolicies()
                        .map(documents -> documents.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, policy -> fill(aws, policy.getValue())))),
                spec.permissionsBoundary().map(arn -> fill(aws, arn)),
                spec.tags());
    }

    private static TrustSpec fill(AwsApi aws, ServiceTrust trust) {
        return new ServiceTrust(
                trust.principal(), trust.tagSession(), trust.sourceArn().map(arn -> fill(aws, arn)));
    }

    /** Asks for the account only where it is needed: it costs a call. */
    private static String fill(AwsApi aws, String text) {
        String filled = text.replace("{partition}", aws.partition()).replace("{region}", aws.region());
        return filled.contains("{account}") ? filled.replace("{account}", aws.accountId()) : filled;
    }
}
