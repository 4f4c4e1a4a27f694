package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Issues temporary credentials and makes them known to the server. */
final class Sessions {

    /** What STS gives if the request names no duration (AWS STS API reference, AssumeRole). */
    private static final Duration DEFAULT_DURATION = Duration.ofHours(1);

    private static final int ACCESS_KEY_LENGTH = 20;

    private final World world;
    private final AccessKeys keys;

    Sessions(World world, AccessKeys keys) {
        this.world = world;
        this.keys = keys;
    }

    Session open(String roleArn, String sessionName, @Nullable Integer seconds) {
        RoleArn role = RoleArn.parse(roleArn);
        String sessionArn = role.session(sessionName);
        Instant expires = world.now().plus(seconds == null ? DEFAULT_DURATION : Duration.ofSeconds(seconds));
        String accessKey = world.ids().iam("ASIA").substring(0, ACCESS_KEY_LENGTH);
        keys.issue(accessKey, role.accountId(), sessionArn, expires);
        Credentials credentials = Credentials.builder()
                .accessKeyId(accessKey)
                .secretAccessKey(world.ids().hex(40))
                .sessionToken("FwoGZXIvYXdzE" + world.ids().hex(64))
                .expiration(expires)
                .build();
        AssumedRoleUser user = AssumedRoleUser.builder()
                .arn(sessionArn)
                .assumedRoleId(UniqueIds.ofPrincipal(sessionArn))
                .build();
        return new Session(credentials, user);
    }
}
