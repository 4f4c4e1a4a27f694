package dev.eksdsl.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.time.VirtualTimeline;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class EksTokenProviderTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private final VirtualTimeline time = new VirtualTimeline(NOW);

    /** The signatures are those of the AWS CLI's get-token (1.45.11) for these keys and this moment. */
    @ParameterizedTest
    @CsvSource({
        "us-east-1, production, sts.us-east-1.amazonaws.com,"
                + " 9a8216abd3c749518ca4ffefd1154e52e718ce47ff0ea2906fa578ba84dd68ed",
        "eu-central-1, a-b_c, sts.eu-central-1.amazonaws.com,"
                + " 9d506d9d06bbae0bc6a90fdd304d59dda44fa0e5f6a4cc2b14ff82df7970c884",
        "us-gov-west-1, production, sts.us-gov-west-1.amazonaws.com,"
                + " 75ccd00c1b8f19d0730a77bf128d294f7dbbda5357d7d2a81687ffbe855813f7",
        "cn-north-1, production, sts.cn-north-1.amazonaws.com.cn,"
                + " 80fb83274f478b51d5cf89680767fd4a763901f76a18c8e7844f5105b38af8d1"
    })
    void fixedKeysAndMoment_signedAsTheAwsCliDoes(String region, String cluster, String host, String signature) {
        URI url = url(EksTokenProvider.of(region, cluster, longLived(), InstantSource.fixed(NOW))
                .token());

        assertThat(url.getHost()).isEqualTo(host);
        assertThat(url.getPath()).isEqualTo("/");
        assertThat(query(url))
                .containsEntry("X-Amz-Signature", signature)
                .containsEntry("Action", "GetCallerIdentity")
                .containsEntry("Version", "2011-06-15")
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .containsEntry("X-Amz-Credential", KEY + "/20260102/" + region + "/sts/aws4_request")
                .containsEntry("X-Amz-Date", "20260102T030405Z")
                .containsEntry("X-Amz-Expires", "60")
                .containsEntry("X-Amz-SignedHeaders", "host;x-k8s-aws-id")
                .hasSize(8);
    }

    @Test
    void temporaryCredentials_sessionTokenIsSignedAsTheAwsCliDoes() {
        AwsCredentialsProvider session = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(KEY, SECRET, "SESSION/token+with=signs=="));

        URI url = url(EksTokenProvider.of("us-east-1", "production", session, InstantSource.fixed(NOW))
                .token());

        assertThat(query(url))
                .containsEntry("X-Amz-Security-Token", "SESSION/token+with=signs==")
                .containsEntry("X-Amz-Signature", "aec95393f9501ab076d260613192c6969359ef6f21283014f097c2934663ba3a");
    }

    @Test
    void tokenIsYoungerThanTenMinutes_isKept() {
        EksTokenProvider tokens = EksTokenProvider.of("us-east-1", "production", longLived(), time::now);
        EksToken first = tokens.token();

        time.advance(Duration.ofMinutes(10).minusSeconds(1));

        assertThat(tokens.token()).isSameAs(first);
    }

    @Test
    void wholeDay_tokenIsNeverOlderThanEksAccepts() {
        EksTokenProvider tokens = EksTokenProvider.of("us-east-1", "production", longLived(), time::now);

        for (int minute = 0; minute < 24 * 60; minute++) {
            assertThat(tokens.token().usableUntil()).isAfter(time.now().plus(Duration.ofMinutes(4)));
            time.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void credentialsEndSoon_tokenIsNotKeptBeyondThem() {
        AwsCredentialsProvider ending = StaticCredentialsProvider.create(AwsSessionCredentials.builder()
                .accessKeyId(KEY)
                .secretAccessKey(SECRET)
                .sessionToken("t")
                .expirationTime(NOW.plus(Duration.ofMinutes(5)))
                .build());
        EksTokenProvider tokens = EksTokenProvider.of("us-east-1", "production", ending, time::now);
        EksToken first = tokens.token();

        time.advance(Duration.ofMinutes(4).minusSeconds(1));
        assertThat(tokens.token()).isSameAs(first);
        time.advance(Duration.ofSeconds(1));
        assertThat(tokens.token()).isNotEqualTo(first);
    }

    @Test
    void tokenRefused_nextOneIsNew() {
        EksTokenProvider tokens = EksTokenProvider.of("us-east-1", "production", longLived(), time::now);
        EksToken first = tokens.token();
        time.advance(Duration.ofSeconds(1));

        tokens.refused(first.value());
        EksToken second = tokens.token();
        assertThat(second).isNotEqualTo(first);

        tokens.refused(first.value());
        assertThat(tokens.token()).as("an older token was refused").isSameAs(second);
    }

    @Test
    void printed_tokenIsNotShown() {
        EksToken token = EksTokenProvider.of("us-east-1", "production", longLived(), time::now)
                .token();

        assertThat(token).hasToString("EksToken[usable until 2026-01-02T03:19:05Z]");
    }

    private static AwsCredentialsProvider longLived() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
    }

    private static URI url(EksToken token) {
        assertThat(token.value()).startsWith("k8s-aws-v1.").doesNotContain("=", "+", "/");
        byte[] decoded = Base64.getUrlDecoder().decode(token.value().substring("k8s-aws-v1.".length()));
        return URI.create(new String(decoded, StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
