package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.authorization.Identity;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.server.Caller;
import java.time.Duration;
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

    /** The role with its policies, as far as they have settled; empty if there is none. */
    default Optional<Identity> role(Caller caller, String roleArn) {
        return Optional.empty();
    }

    /**
     * Whether other services see this instance profile: a new one becomes visible only some seconds after IAM has answered.
     *
     * @param arnOrName its ARN, or its name
     */
    default boolean instanceProfileExists(Caller caller, String arnOrName) {
        return true;
    }

    /** How long a session of the role may last at most: the role's maximum session duration, or an hour. */
    default Duration longestSession(Caller caller, String roleArn) {
        return Duration.ofHours(1);
    }

    /** The unique id of a user or role, such as {@code AROA…}; empty if there is none of this ARN. */
    default Optional<String> idOf(Caller caller, String arn) {
        return Optional.empty();
    }

    /** The client ids of the OIDC provider for this issuer URL; none if it does not restrict them. */
    default Set<String> oidcAudiences(Caller caller, String issuerUrl) {
        return Set.of();
    }

    /** A managed policy's default version, AWS's or the account's; empty if there is none, or its document is not known. */
    default Optional<Policy> managedPolicy(Caller caller, String arn) {
        return Optional.empty();
    }

    /** The user who calls, with their policies; empty if IAM has no such user. */
    default Optional<Identity> user(Caller caller) {
        return Optional.empty();
    }
}
