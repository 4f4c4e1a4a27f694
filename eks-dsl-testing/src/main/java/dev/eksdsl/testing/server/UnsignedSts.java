package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.FormFields;
import dev.eksdsl.testing.wire.WireRequest;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operations of STS that are called without AWS credentials, since they are how a client gets some (AWS STS API
 * reference).
 */
final class UnsignedSts {

    static final String SERVICE = "sts";

    private static final Set<String> ACTIONS = Set.of("AssumeRoleWithWebIdentity", "AssumeRoleWithSAML");
    private static final Pattern REGIONAL_HOST = Pattern.compile("sts\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com.*");

    private UnsignedSts() {}

    static boolean isMeant(WireRequest request) {
        return ACTIONS.contains(FormFields.of(request).first("Action"));
    }

    /** Nobody yet, in the region that the host names, else in us-east-1, where the global endpoint is. */
    static Caller caller(WireRequest request) {
        Matcher host = REGIONAL_HOST.matcher(request.header("Host"));
        return new Caller(AccessKeys.DEFAULT_ACCOUNT, host.matches() ? host.group("region") : "us-east-1", "anonymous");
    }
}
