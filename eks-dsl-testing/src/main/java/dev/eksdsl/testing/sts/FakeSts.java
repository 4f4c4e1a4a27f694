package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.authorization.CallerPermissions;
import dev.eksdsl.testing.authorization.EncodedMessage;
import dev.eksdsl.testing.authorization.Identity;
import dev.eksdsl.testing.authorization.IdentitySource;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;

/**
 * AWS STS: temporary credentials for roles, users and those they vouch for; who calls; and what EC2's encoded refusals say.
 *
 * <p>A role is assumed only if IAM has settled on it and its trust policy lets the caller, or the token's subject, in, and,
 * for a caller who is limited by policies, if those allow it. Signatures of tokens are not verified; their issuer, audience,
 * subject and expiry are.
 */
public final class FakeSts implements FakeService, IdentitySource, RoleSessions {

    private final World world;
    private final AccessKeys keys;
    private final Roles roles;
    private final Sessions sessions;
    private final CallerPermissions permissions;

    /** An STS whose callers are limited by no policies of their own. */
    public FakeSts(World world, AccessKeys keys, Roles roles) {
        this(world, keys, roles, CallerPermissions.EVERYTHING);
    }

    /**
     * @param keys where the temporary access keys become known
     * @param permissions tells what callers' own policies say
     */
    public FakeSts(World world, AccessKeys keys, Roles roles, CallerPermissions permissions) {
        this.world = world;
        this.keys = keys;
        this.roles = roles;
        this.permissions = permissions;
        this.sessions = new Sessions(world, keys, roles);
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public void register(Operations operations) {
        UserSessions users = new UserSessions(roles, sessions);
        operations.on(GetCallerIdentityRequest.class, this::callerIdentity);
        operations.on(AssumeRoleRequest.class, new RoleAssumption(world, roles, sessions, permissions)::assume);
        operations.on(
                AssumeRoleWithWebIdentityRequest.class, new WebIdentityAssumption(world, roles, sessions)::assume);
        operations.on(GetSessionTokenRequest.class, users::sessionToken);
        operations.on(GetFederationTokenRequest.class, users::federationToken);
        operations.on(GetAccessKeyInfoRequest.class, this::accessKeyInfo);
        operations.on(DecodeAuthorizationMessageRequest.class, this::decode);
    }

    @Override
    public void reset() {
        // the access keys themselves are the server's to reset
        sessions.clear();
    }

    @Override
    public Optional<Identity> identity(Caller caller) {
        return sessions.identity(caller);
    }

    @Override
    public Session begin(
            Caller caller,
            String roleArn,
            String sessionName,
            Duration duration,
            List<Policy> policies,
            Map<String, String> tags) {
        return sessions.begin(caller, roleArn, sessionName, duration, policies, tags);
    }

    private GetCallerIdentityResponse callerIdentity(GetCallerIdentityRequest request, Caller caller) {
        return GetCallerIdentityResponse.builder()
                .account(caller.accountId())
                .arn(caller.arn())
                .userId(userId(caller))
                .build();
    }

    private String userId(Caller caller) {
        if (caller.arn().endsWith(":root")) {
            return caller.accountId();
        }
        if (caller.arn().contains(":federated-user/")) {
            return caller.accountId() + ":"
                    + caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
        }
        return sessions.userIdOf(caller)
                .or(() -> roles.idOf(caller, caller.arn()))
                .orElseGet(() -> UniqueIds.ofPrincipal(caller.arn()));
    }

    private GetAccessKeyInfoResponse accessKeyInfo(GetAccessKeyInfoRequest request, Caller caller) {
        return GetAccessKeyInfoResponse.builder()
                .account(keys.accountOf(request.accessKeyId()).orElse(AccessKeys.DEFAULT_ACCOUNT))
                .build();
    }

    private DecodeAuthorizationMessageResponse decode(DecodeAuthorizationMessageRequest request, Caller caller) {
        return DecodeAuthorizationMessageResponse.builder()
                .decodedMessage(EncodedMessage.decode(request.encodedMessage())
                        .orElseThrow(() ->
                                new AwsFault(400, "InvalidAuthorizationMessageException", "Message is not valid")))
                .build();
    }
}
