package dev.eksdsl.testing.kubernetes.auth;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A bearer token as {@code aws eks get-token} makes it: {@code k8s-aws-v1.} and, in Base64, a presigned
 * {@code GetCallerIdentity} URL of STS whose signature covers the header {@code x-k8s-aws-id}. That header's value is not
 * in the URL; only STS, which checks the signature, sees it.
 */
final class EksToken {

    private static final String PREFIX = "k8s-aws-v1.";
    private static final String CLUSTER_HEADER = "x-k8s-aws-id";

    /** How long EKS takes a token, counted from its signing (EKS user guide, "Grant IAM users access"). */
    private static final Duration VALID = Duration.ofMinutes(15);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern HOST =
            Pattern.compile("sts(\\.[a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?|127\\.0\\.0\\.1|localhost");

    private final URI url;
    private final Map<String, String> parameters;

    private EksToken(URI url) {
        this.url = url;
        this.parameters = parameters(url);
    }

    /** Reads a token; empty if it is none. */
    static Optional<EksToken> parse(String bearer) {
        if (!bearer.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(bearer.substring(PREFIX.length()));
            return Optional.of(new EksToken(URI.create(new String(decoded, StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    URI url() {
        return url;
    }

    /** Whether the URL asks the right question of the right host, names the cluster, and is not too old. */
    boolean valid(Instant now) {
        String host = url.getHost();
        return host != null
                && HOST.matcher(host).matches()
                && "GetCallerIdentity".equals(parameters.get("action"))
                && Arrays.asList(parameters
                                .getOrDefault("x-amz-signedheaders", "")
                                .split(";"))
                        .contains(CLUSTER_HEADER)
                && signed().map(at -> !now.isAfter(at.plus(VALID))).orElse(false);
    }

    private Optional<Instant> signed() {
        try {
            return Optional.of(DATE.parse(parameters.getOrDefault("x-amz-date", ""), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The query's parameters, names in lower case. */
    private static Map<String, String> parameters(URI url) {
        Map<String, String> parameters = new TreeMap<>();
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
            parameters.put(parts[0].toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }
}
