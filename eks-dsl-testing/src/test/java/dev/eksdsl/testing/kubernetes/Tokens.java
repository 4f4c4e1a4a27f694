package dev.eksdsl.testing.kubernetes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Bearer tokens as {@code aws eks get-token} makes them, with a signature that the tests' fake does not look at. */
final class Tokens {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Tokens() {}

    static String of(Instant signed) {
        return token("sts.eu-west-1.amazonaws.com", "AKIADEPLOYER", signed, "host;x-k8s-aws-id");
    }

    static String ofStranger(Instant signed) {
        return token("sts.eu-west-1.amazonaws.com", "AKIASTRANGER", signed, "host;x-k8s-aws-id");
    }

    static String token(String host, String accessKey, Instant signed, String signedHeaders) {
        String url = "https://" + host + "/?Action=GetCallerIdentity&Version=2011-06-15"
                + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + accessKey
                + "%2F20261122%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=" + DATE.format(signed)
                + "&X-Amz-Expires=60&X-Amz-SignedHeaders=" + signedHeaders.replace(";", "%3B")
                + "&X-Amz-Signature=0123456789abcdef";
        byte[] bytes = url.getBytes(StandardCharsets.UTF_8);
        return "k8s-aws-v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
