package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import java.util.Optional;
import java.util.Set;

/** What other services of the fake ask of IAM, beside its API. Implemented by {@link FakeIam}. */
public interface Roles {

    /**
     * A role as another service sees it, after IAM has settled: a change becomes visible to other services only some
     * seconds after IAM has answered.
     *
     * @param trust the trust policy, JSON
     * @param managedPolicies ARNs of the attached managed policies
     * @param inlinePolicies the inline policies' documents, JSON
     */
    record RoleView(String arn, String name, String trust, Set<String> managedPolicies, Set<String> inlinePolicies) {

        /** Whether the trust policy lets the service principal assume the role with {@code sts:AssumeRole}. */
        public boolean trusts(String servicePrincipal) {
            return TrustPolicy.parse(trust).allowsService(servicePrincipal);
        }

        /** Whether the trust policy's {@code aws:SourceArn} conditions, if there are any, match the ARN. */
        public boolean trustsSource(String servicePrincipal, String sourceArn) {
            return TrustPolicy.parse(trust).allowsService(servicePrincipal, sourceArn);
        }
    }

    /** The role as other services see it now; empty if there is none, or it has not settled yet. */
    Optional<RoleView> settled(Caller caller, String roleArn);

    /** Whether an OIDC provider for this issuer URL exists in the account. */
    boolean oidcProviderExists(Caller caller, String issuerUrl);

    /** Makes sure that a service-linked role exists, as AWS does on first use of a service. */
    void ensureServiceLinkedRole(Caller caller, String service, String roleName);
}
