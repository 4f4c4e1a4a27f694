package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.authorization.Identity;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Issues temporary credentials, makes them known to the server, and remembers with what policies and tags they came. */
final class Sessions implements RoleSessions {

    private static final int ACCESS_KEY_LENGTH = 20;

    /** What one set of temporary credentials stands for. */
    private record Granted(
            String roleArn, String sessionArn, String userId, List<Policy> policies, Map<String, String> tags) {}

    private record Federated(Caller user, String arn, SessionRequest wanted) {}

    private final World world;
    private final AccessKeys keys;
    private final Roles roles;
    private final Map<String, Granted> granted = new HashMap<>();
    private final Map<String, Federated> federated = new HashMap<>();

    Sessions(World world, AccessKeys keys, Roles roles) {
        this.world = world;
        this.keys = keys;
        this.roles = roles;
    }

    @Override
    public Session begin(
            Caller caller,
            String roleArn,
            String sessionName,
            Duration duration,
            List<Policy> policies,
            Map<String, String> tags) {
        RoleArn role = RoleArn.parse(roleArn);
        String sessionArn = role.session(sessionName);
        String id = roles.idOf(role.owner(caller), roleArn)
                .map(roleId -> roleId + ":" + sessionName)
                .orElseGet(() -> UniqueIds.ofPrincipal(sessionArn));
        Credentials credentials = issue(role.accountId(), sessionArn, duration);
        granted.put(credentials.accessKeyId(), new Granted(roleArn, sessionArn, id, policies, tags));
        return new Session(
                credentials,
                AssumedRoleUser.builder().arn(sessionArn).assumedRoleId(id).build());
    }

    /** Temporary credentials for somebody who has a name already. */
    Credentials issue(String accountId, String arn, Duration duration) {
        Instant expires = world.now().plus(duration);
        String accessKey = world.ids().iam("ASIA").substring(0, ACCESS_KEY_LENGTH);
        keys.issue(accessKey, accountId, arn, expires);
        return Credentials.builder()
                .accessKeyId(accessKey)
                .secretAccessKey(world.ids().hex(40))
                .sessionToken("FwoGZXIvYXdzE" + world.ids().hex(343))
                .expiration(expires)
                .build();
    }

    /** Temporary credentials for somebody whom a user vouches for: no more than the user and the policies allow. */
    Credentials federate(Caller user, String arn, Duration duration, SessionRequest wanted) {
        Credentials credentials = issue(user.accountId(), arn, duration);
        federated.put(credentials.accessKeyId(), new Federated(user, arn, wanted));
        return credentials;
    }

    private Identity identity(Federated session, Identity user) {
        Map<String, String> tags = new TreeMap<>(user.tags());
        tags.putAll(session.wanted.tags());
        return new Identity(
                session.arn,
                session.arn,
                "FederatedUser",
                session.user.accountId() + ":" + session.arn.substring(session.arn.lastIndexOf('/') + 1),
                Optional.empty(),
                // without a policy for the session, it may nothing (AWS STS API reference, GetFederationToken)
                session.wanted.policies().isEmpty() ? List.of() : user.policies(),
                user.boundary(),
                session.wanted.policies(),
                tags);
    }

    /** The role's ARN with its path, which a session's does not tell. */
    Optional<String> roleOf(Caller caller) {
        return Optional.ofNullable(granted.get(caller.accessKeyId())).map(Granted::roleArn);
    }

    Optional<String> userIdOf(Caller caller) {
        return Optional.ofNullable(granted.get(caller.accessKeyId())).map(Granted::userId);
    }

    Map<String, String> tagsOf(Caller caller) {
        Granted session = granted.get(caller.accessKeyId());
        return session == null ? Map.of() : session.tags;
    }

    /** The session with its role's or user's policies; a role that is gone allows nothing any more. */
    Optional<Identity> identity(Caller caller) {
        Federated vouched = federated.get(caller.accessKeyId());
        if (vouched != null) {
            return roles.user(vouched.user).map(user -> identity(vouched, user));
        }
        return Optional.ofNullable(granted.get(caller.accessKeyId())).map(session -> {
            Caller owner = RoleArn.parse(session.roleArn).owner(caller);
            Identity role = roles.role(owner, session.roleArn).orElseGet(() -> nothing(session.roleArn));
            return role.session(session.sessionArn, session.userId, session.policies, session.tags);
        });
    }

    private static Identity nothing(String roleArn) {
        return new Identity(
                roleArn,
                roleArn,
                "AssumedRole",
                "",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    void clear() {
        granted.clear();
        federated.clear();
    }
}
