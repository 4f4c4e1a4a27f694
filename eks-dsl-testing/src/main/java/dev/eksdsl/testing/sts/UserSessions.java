package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** Temporary credentials for users: for themselves, or for somebody they vouch for. */
final class UserSessions {

    /** What STS gives if the request names no duration (AWS STS API reference, GetSessionToken, GetFederationToken). */
    private static final Duration STANDARD = Duration.ofHours(12);

    private final Roles roles;
    private final Sessions sessions;

    UserSessions(Roles roles, Sessions sessions) {
        this.roles = roles;
        this.sessions = sessions;
    }

    GetSessionTokenResponse sessionToken(GetSessionTokenRequest request, Caller caller) {
        requireUser(caller, "GetSessionToken");
        return GetSessionTokenResponse.builder()
                .credentials(sessions.issue(caller.accountId(), caller.arn(), duration(request.durationSeconds())))
                .build();
    }

    GetFederationTokenResponse federationToken(GetFederationTokenRequest request, Caller caller) {
        requireUser(caller, "GetFederationToken");
        SessionRequest wanted =
                SessionRequest.of(roles, caller, request.policy(), request.policyArns(), request.tags());
        String arn =
                "arn:%s:sts::%s:federated-user/%s".formatted(caller.partition(), caller.accountId(), request.name());
        return GetFederationTokenResponse.builder()
                .credentials(sessions.federate(caller, arn, duration(request.durationSeconds()), wanted))
                .federatedUser(user -> user.arn(arn).federatedUserId(caller.accountId() + ":" + request.name()))
                .packedPolicySize(wanted.size())
                .build();
    }

    private static void requireUser(Caller caller, String operation) {
        if (caller.accessKeyId().startsWith("ASIA")) {
            throw new AwsFault(403, "AccessDenied", "Cannot call " + operation + " with session credentials");
        }
    }

    private static Duration duration(@Nullable Integer seconds) {
        return seconds == null ? STANDARD : Duration.ofSeconds(seconds);
    }
}
