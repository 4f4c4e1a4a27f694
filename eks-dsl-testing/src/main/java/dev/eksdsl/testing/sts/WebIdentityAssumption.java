package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.authorization.Principal;
import dev.eksdsl.testing.authorization.RequestContext;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/**
 * AssumeRoleWithWebIdentity: the token must come from a provider that the account has, for an audience of it, and the role's
 * trust policy must let its subject in. The token's signature is not checked.
 */
final class WebIdentityAssumption {

    private final World world;
    private final Roles roles;
    private final Sessions sessions;

    WebIdentityAssumption(World world, Roles roles, Sessions sessions) {
        this.world = world;
        this.roles = roles;
        this.sessions = sessions;
    }

    AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest request, Caller caller) {
        Caller owner = RoleArn.parse(request.roleArn()).owner(caller);
        SessionRequest wanted = SessionRequest.of(roles, owner, request.policy(), request.policyArns(), List.of());
        AssumeRoleWithWebIdentityResponse.Builder response = AssumeRoleWithWebIdentityResponse.builder();
        // suites for other fakes send tokens of one word
        if (!world.isLenient() || WebIdentityToken.isOne(request.webIdentityToken())) {
            WebIdentityToken token = WebIdentityToken.parse(request.webIdentityToken());
            check(token, request, owner, wanted);
            response.subjectFromWebIdentityToken(token.subject())
                    .audience(String.join(",", token.audiences()))
                    .provider(providerArn(owner, token));
        }
        Duration duration = RoleAssumption.duration(roles, owner, request.roleArn(), request.durationSeconds(), false);
        RoleSessions.Session session = sessions.begin(
                caller, request.roleArn(), request.roleSessionName(), duration, wanted.policies(), wanted.tags());
        return response.credentials(session.credentials())
                .assumedRoleUser(session.user())
                .packedPolicySize(wanted.size())
                .build();
    }

    private void check(
            WebIdentityToken token, AssumeRoleWithWebIdentityRequest request, Caller owner, SessionRequest wanted) {
        if (!roles.oidcProviderExists(owner, token.issuer())) {
            throw invalid("No OpenIDConnect provider found in your account for " + token.issuer());
        }
        Set<String> audiences = roles.oidcAudiences(owner, token.issuer());
        if (!audiences.isEmpty() && token.audiences().stream().noneMatch(audiences::contains)) {
            throw invalid("Incorrect token audience");
        }
        if (!token.expires().isAfter(world.now())) {
            throw new AwsFault(
                    400,
                    "ExpiredTokenException",
                    "Token expired: current date/time %s must be before the expiration date/time %s"
                            .formatted(
                                    world.now().getEpochSecond(),
                                    token.expires().getEpochSecond()));
        }
        String issuer = withoutScheme(token.issuer());
        RequestContext context = wanted.describe(request.roleSessionName())
                .put(issuer + ":sub", token.subject())
                .put(issuer + ":aud", token.audiences())
                .put("aws:FederatedProvider", providerArn(owner, token))
                .put("aws:CurrentTime", world.now().toString())
                .put("aws:SecureTransport", "true");
        Principal who = Principal.federated(providerArn(owner, token));
        boolean allowed = roles.settled(owner, request.roleArn())
                .map(role ->
                        Policy.parse(role.name(), role.trust()).grant(who, "sts:AssumeRoleWithWebIdentity", context))
                .filter(grant -> grant == Policy.Grant.ALLOWED)
                .isPresent();
        if (!allowed) {
            throw new AwsFault(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
    }

    private static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidIdentityToken", message);
    }

    /** The ARN of the account's OIDC provider for the token's issuer. */
    private static String providerArn(Caller account, WebIdentityToken token) {
        return account.globalArn("iam", "oidc-provider/" + withoutScheme(token.issuer()));
    }

    private static String withoutScheme(String url) {
        return url.replaceFirst("^https://", "");
    }
}
