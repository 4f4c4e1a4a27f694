package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.server.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Begins sessions of roles for other services that hand out credentials. Implemented by {@link FakeSts}. */
public interface RoleSessions {

    /** An assumed role: its temporary credentials, and who they make their holder. */
    record Session(Credentials credentials, AssumedRoleUser user) {}

    /**
     * Begins a session. Whether the role may be assumed is the affair of whoever calls this.
     *
     * @param policies of the session, which limit it further; empty for none
     * @param tags of the session
     */
    Session begin(
            Caller caller,
            String roleArn,
            String sessionName,
            Duration duration,
            List<Policy> policies,
            Map<String, String> tags);
}
