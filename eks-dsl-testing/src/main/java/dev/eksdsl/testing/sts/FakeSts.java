package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.World;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS STS: {@code GetCallerIdentity}, {@code AssumeRole} and {@code AssumeRoleWithWebIdentity}.
 *
 * <p>A role is assumed only if IAM has settled on it and its trust policy lets the caller, or the token's subject, in;
 * whether the caller's own policies allow it is not looked at. Signatures of tokens are not verified; their issuer,
 * audience, subject and expiry are.
 */
public final class FakeSts implements FakeService {

    private final World world;
    private final Roles roles;
    private final Sessions sessions;

    /** @param keys where the temporary access keys become known */
    public FakeSts(World world, AccessKeys keys, Roles roles) {
        this.world = world;
        this.roles = roles;
        this.sessions = new Sessions(world, keys);
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public void register(Operations operations) {
        operations.on(GetCallerIdentityRequest.class, this::callerIdentity);
        operations.on(AssumeRoleRequest.class, this::assumeRole);
        operations.on(AssumeRoleWithWebIdentityRequest.class, this::assumeRoleWithWebIdentity);
    }

    @Override
    public void reset() {
        // sessions live in the access keys, which the server resets
    }

    private GetCallerIdentityResponse callerIdentity(GetCallerIdentityRequest request, Caller caller) {
        return GetCallerIdentityResponse.builder()
                .account(caller.accountId())
                .arn(caller.arn())
                .userId(UniqueIds.ofPrincipal(caller.arn()))
                .build();
    }

    private AssumeRoleResponse assumeRole(AssumeRoleRequest request, Caller caller) {
        Map<String, String> context = request.externalId() == null
                ? Map.of("sts:RoleSessionName", request.roleSessionName())
                : Map.of("sts:RoleSessionName", request.roleSessionName(), "sts:ExternalId", request.externalId());
        boolean allowed = role(request.roleArn(), caller)
                .filter(role -> RoleTrust.parse(role.trust()).allowsPrincipal(caller, context))
                .isPresent();
        if (!allowed) {
            throw new AwsFault(
                    403,
                    "AccessDenied",
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(caller.arn(), request.roleArn()));
        }
        Session session = sessions.open(request.roleArn(), request.roleSessionName(), request.durationSeconds());
        return AssumeRoleResponse.builder()
                .credentials(session.credentials())
                .assumedRoleUser(session.user())
                .build();
    }

    private AssumeRoleWithWebIdentityResponse assumeRoleWithWebIdentity(
            AssumeRoleWithWebIdentityRequest request, Caller caller) {
        WebIdentityToken token = WebIdentityToken.parse(request.webIdentityToken());
        Caller owner = inAccountOf(request.roleArn(), caller);
        if (!roles.oidcProviderExists(owner, token.issuer())) {
            throw new AwsFault(
                    400,
                    "InvalidIdentityToken",
                    "No OpenIDConnect provider found in your account for " + token.issuer());
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
        boolean allowed = role(request.roleArn(), caller)
                .filter(role -> RoleTrust.parse(role.trust()).allowsToken(owner, token))
                .isPresent();
        if (!allowed) {
            throw new AwsFault(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        Session session = sessions.open(request.roleArn(), request.roleSessionName(), request.durationSeconds());
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(session.credentials())
                .assumedRoleUser(session.user())
                .subjectFromWebIdentityToken(token.subject())
                .audience(String.join(",", token.audiences()))
                .provider(RoleTrust.providerArn(owner, token.issuer()))
                .build();
    }

    private Optional<Roles.RoleView> role(String roleArn, Caller caller) {
        return roles.settled(inAccountOf(roleArn, caller), roleArn);
    }

    /** Roles are looked up where they are, which may be another account than the caller's. */
    private static Caller inAccountOf(String roleArn, Caller caller) {
        return new Caller(RoleArn.parse(roleArn).accountId(), caller.region(), caller.arn());
    }
}
