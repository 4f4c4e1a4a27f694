package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.authorization.CallerPermissions;
import dev.eksdsl.testing.authorization.Decision;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.authorization.Principal;
import dev.eksdsl.testing.authorization.RequestContext;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * AssumeRole: the role's trust policy must let the caller in, and if it only names the caller's account, or the role is
 * another account's, the caller's own policies must allow it as well (IAM user guide, "Policy evaluation logic").
 */
final class RoleAssumption {

    /** What STS gives if the request names no duration, and all that it gives a role that assumes another. */
    static final Duration HOUR = Duration.ofHours(1);

    private final World world;
    private final Roles roles;
    private final Sessions sessions;
    private final CallerPermissions permissions;

    RoleAssumption(World world, Roles roles, Sessions sessions, CallerPermissions permissions) {
        this.world = world;
        this.roles = roles;
        this.sessions = sessions;
        this.permissions = permissions;
    }

    AssumeRoleResponse assume(AssumeRoleRequest request, Caller caller) {
        RoleArn role = RoleArn.parse(request.roleArn());
        Caller owner = role.owner(caller);
        if (caller.arn().endsWith(":root")) {
            throw new AwsFault(403, "AccessDenied", "Roles may not be assumed by root accounts.");
        }
        SessionRequest wanted = SessionRequest.of(roles, owner, request.policy(), request.policyArns(), request.tags());
        RequestContext context = context(request, wanted, caller);
        Optional<Roles.RoleView> settled = roles.settled(owner, request.roleArn());
        if (settled.isPresent() || !world.isLenient()) {
            require("sts:AssumeRole", settled, context, request, caller, role);
            if (!wanted.tags().isEmpty()) {
                require("sts:TagSession", settled, context, request, caller, role);
            }
        }
        boolean chained = caller.arn().contains(":assumed-role/");
        Duration duration = duration(roles, owner, request.roleArn(), request.durationSeconds(), chained);
        RoleSessions.Session session = sessions.begin(
                caller, request.roleArn(), request.roleSessionName(), duration, wanted.policies(), wanted.tags());
        return AssumeRoleResponse.builder()
                .credentials(session.credentials())
                .assumedRoleUser(session.user())
                .packedPolicySize(wanted.size())
                .sourceIdentity(request.sourceIdentity())
                .build();
    }

    private RequestContext context(AssumeRoleRequest request, SessionRequest wanted, Caller caller) {
        RequestContext context = wanted.describe(request.roleSessionName())
                .put("aws:PrincipalArn", roleArn(caller))
                .put("aws:PrincipalAccount", caller.accountId())
                .put("aws:PrincipalType", caller.arn().contains(":assumed-role/") ? "AssumedRole" : "User")
                .put("aws:RequestedRegion", caller.region())
                .put("aws:SecureTransport", "true")
                .put("aws:CurrentTime", world.now().toString())
                .tags("aws:PrincipalTag", sessions.tagsOf(caller));
        if (request.externalId() != null) {
            context.put("sts:ExternalId", request.externalId());
        }
        if (request.sourceIdentity() != null) {
            context.put("sts:SourceIdentity", request.sourceIdentity());
        }
        if (!request.transitiveTagKeys().isEmpty()) {
            context.put("sts:TransitiveTagKeys", request.transitiveTagKeys());
        }
        return context;
    }

    private String roleArn(Caller caller) {
        return sessions.roleOf(caller).orElseGet(() -> Principal.roleOf(caller.arn()));
    }

    private void require(
            String action,
            Optional<Roles.RoleView> settled,
            RequestContext context,
            AssumeRoleRequest request,
            Caller caller,
            RoleArn role) {
        Principal who = Principal.aws(caller.arn(), roleArn(caller));
        Policy.Grant grant = settled.map(
                        view -> Policy.parse(view.name(), view.trust()).grant(who, action, context))
                .orElse(Policy.Grant.NONE);
        Optional<Decision> own = permissions.decide(caller, action, request.roleArn(), context);
        boolean sameAccount = caller.accountId().equals(role.accountId());
        boolean allowed = switch (grant) {
            case NONE, DENIED -> false;
            case ACCOUNT -> own.isEmpty() || own.get().isAllowed();
            case ALLOWED ->
                own.isEmpty()
                        || own.get().isAllowed()
                        || sameAccount && own.get().outcome() == Decision.Outcome.IMPLICIT_DENY;
        };
        if (!allowed) {
            throw new AwsFault(
                    403,
                    "AccessDenied",
                    "User: %s is not authorized to perform: %s on resource: %s"
                            .formatted(caller.arn(), action, request.roleArn()));
        }
    }

    /** @throws AwsFault if the role's sessions, or those of a role that assumes another, do not last so long */
    static Duration duration(Roles roles, Caller owner, String roleArn, @Nullable Integer seconds, boolean chained) {
        if (seconds == null) {
            return HOUR;
        }
        Duration duration = Duration.ofSeconds(seconds);
        if (chained && duration.compareTo(HOUR) > 0) {
            throw new AwsFault(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (duration.compareTo(roles.longestSession(owner, roleArn)) > 0) {
            throw new AwsFault(
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }
}
