package dev.eksdsl.testing.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.door.HttpDoor;
import dev.eksdsl.testing.door.InMemoryDoor;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TestServer;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

class FakeStsTest {

    private static final String ISSUER = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC";
    private static final String ACCOUNT = "arn:aws:iam::123456789012:";
    private static final String ADMIN = ACCOUNT + "role/path/admin";
    private static final String WORKLOAD = ACCOUNT + "role/workload";

    private final Map<String, String> trusts = Map.of(
            ADMIN, """
                    {"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},
                      "Action":"sts:AssumeRole"},
                     {"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:*",
                      "Condition":{"StringEquals":{"sts:ExternalId":"evil"}}}]}
                    """,
            WORKLOAD, """
                    {"Statement":{"Effect":"Allow",
                      "Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC"},
                      "Action":"sts:AssumeRoleWithWebIdentity",
                      "Condition":{"StringEquals":{"oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud":"sts.amazonaws.com"},
                        "StringLike":{"oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub":"system:serviceaccount:api:*"}}}}
                    """);

    private final Roles roles = new Roles() {
        @Override
        public Optional<RoleView> settled(Caller caller, String roleArn) {
            return Optional.ofNullable(trusts.get(roleArn))
                    .map(trust -> new RoleView(roleArn, "any", trust, Set.of(), Set.of()));
        }

        @Override
        public boolean oidcProviderExists(Caller caller, String issuerUrl) {
            return issuerUrl.equals(ISSUER);
        }

        @Override
        public void ensureServiceLinkedRole(Caller caller, String service, String roleName) {}
    };

    private final TestServer fake = new TestServer((world, keys) -> new FakeSts(world, keys, roles));
    private final StsClient sts = fake.client(StsClient.builder());

    @Test
    void callerIdentity_isThatOfTheAccessKeyThroughBothDoors() {
        fake.keys.add("AKIATEST", "210987654321", "arn:aws:iam::210987654321:user/ann");

        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::210987654321:user/ann");
        assertThat(sts.getCallerIdentity().userId()).matches("AIDA[0-9A-Z]{17}");
        try (HttpDoor door = HttpDoor.open(fake.server, 0);
                StsClient overHttp = StsClient.builder()
                        .applyMutation(TestServer::<StsClient, StsClientBuilder>configure)
                        .endpointOverride(door.url())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            assertThat(overHttp.getCallerIdentity().account()).isEqualTo("210987654321");
        }
    }

    @Test
    void assumedRole_callsAsItsSessionUntilItExpires() {
        var assumed = sts.assumeRole(r -> r.roleArn(ADMIN).roleSessionName("me").durationSeconds(900));

        assertThat(assumed.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/admin/me");
        StsClient session = client(assumed.credentials());
        assertThat(session.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/admin/me");
        assertThat(session.getCallerIdentity().userId()).matches("AROA[0-9A-Z]{17}:me");

        fake.time.advance(Duration.ofMinutes(15));

        assertThatThrownBy(session::getCallerIdentity)
                .isInstanceOf(StsException.class)
                .hasMessageContaining("The security token included in the request is expired");
    }

    @ParameterizedTest(name = "{0} with external id {1}")
    @CsvSource({
        "arn:aws:iam::123456789012:role/path/admin, evil",
        "arn:aws:iam::123456789012:role/workload, ok",
        "arn:aws:iam::123456789012:role/none, ok",
        "arn:aws:iam::210987654321:role/other, ok"
    })
    void roleThatDoesNotTrustTheCaller_isRefused(String role, String externalId) {
        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn(role).roleSessionName("me").externalId(externalId)))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/AKIATEST is not authorized to perform: "
                        + "sts:AssumeRole on resource: " + role);
    }

    @Test
    void serviceAccountToken_yieldsCredentialsWithoutASignature() {
        StsClient unsigned = StsClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new InMemoryDoor(fake.server).client())
                .build();

        var assumed = unsigned.assumeRoleWithWebIdentity(r -> r.roleArn(WORKLOAD)
                .roleSessionName("pod")
                .webIdentityToken(token(ISSUER, "system:serviceaccount:api:web", "sts.amazonaws.com", 600)));

        assertThat(assumed.subjectFromWebIdentityToken()).isEqualTo("system:serviceaccount:api:web");
        assertThat(client(assumed.credentials()).getCallerIdentity().arn()).endsWith(":assumed-role/workload/pod");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "ABC, system:serviceaccount:other:web, sts.amazonaws.com, 600, Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "ABC, system:serviceaccount:api:web, elsewhere, 600, Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "XYZ, system:serviceaccount:api:web, sts.amazonaws.com, 600, No OpenIDConnect provider found in your account",
        "ABC, system:serviceaccount:api:web, sts.amazonaws.com, -1, Token expired",
    })
    void tokenThatTheRoleDoesNotTrust_isRefused(
            String issuerId, String subject, String audience, int seconds, String text) {
        String token = token(ISSUER.replace("ABC", issuerId), subject, audience, seconds);

        assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(
                        r -> r.roleArn(WORKLOAD).roleSessionName("pod").webIdentityToken(token)))
                .isInstanceOf(StsException.class)
                .hasMessageContaining(text);
    }

    @Test
    void tokenErrors_areTyped() {
        assertThatThrownBy(() -> withToken("no-token")).isInstanceOf(InvalidIdentityTokenException.class);
        assertThatThrownBy(() -> withToken("a.b%.c")).isInstanceOf(InvalidIdentityTokenException.class);
        assertThatThrownBy(() -> withToken(token(ISSUER, "s", "a", -1))).isInstanceOf(ExpiredTokenException.class);
    }

    @Test
    void presignedUrl_tellsItsSignerOnlyWithTheSignedHeaderAndForFifteenMinutes() {
        URI url = presign();

        assertThat(text(get(url, "x-k8s-aws-id", "one")))
                .contains("<Arn>arn:aws:iam::123456789012:user/AKIATEST</Arn>");
        assertThat(text(get(url, "x-other", "one"))).contains("SignatureDoesNotMatch", "x-k8s-aws-id");
        fake.time.advance(Duration.ofMinutes(15));
        assertThat(get(url, "x-k8s-aws-id", "one").status()).isEqualTo(200);
        fake.time.advance(Duration.ofSeconds(1));
        assertThat(get(url, "x-k8s-aws-id", "one").status()).isEqualTo(403);
        assertThat(text(get(url, "x-k8s-aws-id", "one")))
                .contains("Signature expired: 20261122T120000Z is now earlier than 20261122T120001Z");
    }

    @Test
    void presignedIdentities_readTheSignerOfAnEksToken() {
        PresignedIdentities identities = new PresignedIdentities(fake.world, fake.keys);

        assertThat(identities.signerOf(presign()))
                .contains(new Caller("123456789012", "eu-west-1", "arn:aws:iam::123456789012:user/AKIATEST"));
        assertThat(identities.signerOf(URI.create("https://sts.amazonaws.com/")))
                .isEmpty();
        assertThat(identities.signerOf(
                        URI.create(presign().toString().replace("GetCallerIdentity", "GetSessionToken"))))
                .isEmpty();
        fake.keys.issue("AKIATEST", "123456789012", "arn", fake.world.now());
        assertThat(identities.signerOf(presign())).isEmpty();
    }

    private StsClient client(Credentials credentials) {
        return StsClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClient(new InMemoryDoor(fake.server).client())
                .build();
    }

    private void withToken(String token) {
        sts.assumeRoleWithWebIdentity(
                r -> r.roleArn(WORKLOAD).roleSessionName("pod").webIdentityToken(token));
    }

    private String token(String issuer, String subject, String audience, int seconds) {
        String claims = "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":[\"%s\"],\"exp\":%d}"
                .formatted(
                        issuer,
                        subject,
                        audience,
                        fake.time.now().plusSeconds(seconds).getEpochSecond());
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    private URI presign() {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"))
                .putHeader("x-k8s-aws-id", "one")
                .build();
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(AwsCredentialsIdentity.create("AKIATEST", "secret"))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(noon, ZoneOffset.UTC)))
                .request()
                .getUri();
    }

    private WireResponse get(URI url, String header, String value) {
        return fake.server.handle(
                new WireRequest("GET", "/", url.getRawQuery(), Map.of(header, List.of(value)), new byte[0]));
    }

    private static String text(WireResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
