package dev.eksdsl.testing.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.ec2.NodeImages;
import dev.eksdsl.testing.server.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Tag;

class OwnParametersTest {

    private static final NodeImages.Releases NONE = new NodeImages.Releases() {
        @Override
        public List<String> versions(Instant moment) {
            return List.of();
        }

        @Override
        public String release(String version, Instant moment) {
            throw new AssertionError(version);
        }
    };

    private FakeSsm service;
    private final TestServer fake = new TestServer(world -> service = new FakeSsm(world, new NodeImages(NONE)));
    private final SsmClient ssm = fake.client(SsmClient.builder());

    private void put(String name, String value) {
        ssm.putParameter(
                r -> r.name(name).value(value).type(ParameterType.STRING).overwrite(true));
    }

    private Parameter get(String name) {
        return ssm.getParameter(r -> r.name(name)).parameter();
    }

    private static void assertRefused(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SsmException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    @Test
    void parameter_isReadWithItsVersionsAndLabels() {
        put("/app/size", "1");
        put("/app/size", "2");
        ssm.labelParameterVersion(r -> r.name("/app/size").parameterVersion(1L).labels("blue", "1st", "aws-x"));

        assertThat(get("/app/size").value()).isEqualTo("2");
        assertThat(get("/app/size").version()).isEqualTo(2);
        assertThat(get("/app/size:1").value()).isEqualTo("1");
        assertThat(get("/app/size:blue").selector()).isEqualTo(":blue");
        assertThat(get("/app/size").arn()).endsWith(":parameter/app/size").startsWith("arn:aws:ssm:eu-west-1:");
        assertThat(get(get("/app/size").arn()).value()).isEqualTo("2");
        assertThat(ssm.getParameterHistory(r -> r.name("/app/size")).parameters())
                .extracting(version -> version.value() + version.labels())
                .containsExactly("1[blue]", "2[]");
        assertThatThrownBy(() -> get("/app/size:3")).isInstanceOf(ParameterVersionNotFoundException.class);
        assertThatThrownBy(() -> get("/app/colour")).isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void label_movesToAnotherVersion() {
        put("size", "1");
        put("size", "2");
        ssm.labelParameterVersion(r -> r.name("size").parameterVersion(1L).labels("live"));

        var answer = ssm.labelParameterVersion(r -> r.name("size").labels("live", "1st", "aws-x"));

        assertThat(answer.parameterVersion()).isEqualTo(2);
        assertThat(answer.invalidLabels()).containsExactly("1st", "aws-x");
        assertThat(get("size:live").value()).isEqualTo("2");
        var removed = ssm.unlabelParameterVersion(
                r -> r.name("size").parameterVersion(2L).labels("live", "dead"));
        assertThat(removed.removedLabels()).containsExactly("live");
        assertThat(removed.invalidLabels()).containsExactly("dead");
    }

    @Test
    void secureString_showsItsValueOnlyDecrypted() {
        ssm.putParameter(r -> r.name("/db/password").value("hunter2").type(ParameterType.SECURE_STRING));

        assertThat(get("/db/password").value()).startsWith("AQICAH").doesNotContain("hunter2");
        assertThat(ssm.getParameter(r -> r.name("/db/password").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("hunter2");
        assertThat(ssm.describeParameters(r -> {}).parameters())
                .extracting(ParameterMetadata::keyId)
                .containsExactly("alias/aws/ssm");
    }

    @Test
    void overwriting_keepsWhatIsNotSaid() {
        ssm.putParameter(r -> r.name("size")
                .value("12")
                .type(ParameterType.STRING)
                .description("how big")
                .allowedPattern("^\\d+$"));

        assertRefused(() -> ssm.putParameter(r -> r.name("size").value("13")), "ParameterAlreadyExists");
        assertRefused(
                () -> ssm.putParameter(r -> r.name("size").value("big").overwrite(true)),
                "ParameterPatternMismatchException");
        assertRefused(
                () -> ssm.putParameter(r -> r.name("size")
                        .value("1")
                        .type(ParameterType.STRING_LIST)
                        .overwrite(true)),
                "HierarchyTypeMismatchException");
        assertRefused(
                () -> ssm.putParameter(r -> r.name("size")
                        .value("1")
                        .overwrite(true)
                        .tags(Tag.builder().key("a").value("b").build())),
                "ValidationException");
        assertThat(ssm.putParameter(r -> r.name("size").value("13").overwrite(true))
                        .version())
                .isEqualTo(2);
        assertThat(ssm.describeParameters(r -> {}).parameters()).singleElement().satisfies(parameter -> {
            assertThat(parameter.description()).isEqualTo("how big");
            assertThat(parameter.lastModifiedUser()).startsWith("arn:aws:");
            assertThat(parameter.tier()).isEqualTo(ParameterTier.STANDARD);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/aws/service/mine, AccessDeniedException",
        "aws-mine, ValidationException",
        "/SSM/mine, ValidationException",
        "a/b, ValidationException",
        "/a b, ValidationException",
        "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16, HierarchyLevelLimitExceededException",
    })
    void name_thatIsNotAllowedIsRefused(String name, String code) {
        assertRefused(() -> put(name, "x"), code);
    }

    @Test
    void tier_followsTheValue() {
        String large = "x".repeat(5000);

        assertRefused(() -> put("large", large), "ValidationException");
        assertThat(ssm.putParameter(r -> r.name("large")
                                .value(large)
                                .type(ParameterType.STRING)
                                .tier(ParameterTier.INTELLIGENT_TIERING))
                        .tier())
                .isEqualTo(ParameterTier.ADVANCED);
        assertRefused(
                () -> ssm.putParameter(r ->
                        r.name("large").value("x").tier(ParameterTier.STANDARD).overwrite(true)),
                "ValidationException");
    }

    @Test
    void versions_areForgottenAfterAHundredUnlessTheyAreLabelled() {
        IntStream.rangeClosed(1, 101).forEach(i -> put("n", String.valueOf(i)));
        assertThatThrownBy(() -> get("n:1")).isInstanceOf(ParameterVersionNotFoundException.class);
        assertThat(ssm.getParameterHistoryPaginator(r -> r.name("n").maxResults(30)).stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(100);

        ssm.labelParameterVersion(r -> r.name("n").parameterVersion(2L).labels("keep"));

        assertRefused(() -> put("n", "more"), "ParameterMaxVersionLimitExceeded");
    }

    @Test
    void byPath_givesWhatIsBelow() {
        IntStream.range(0, 12).forEach(i -> put("/app/deep/p" + i, "x"));
        put("/app/top", "x");
        put("/apple", "x");
        ssm.putParameter(r -> r.name("/app/secret").value("x").type(ParameterType.SECURE_STRING));

        assertThat(ssm.getParametersByPath(r -> r.path("/app")).parameters())
                .extracting(Parameter::name)
                .containsExactly("/app/secret", "/app/top");
        assertThat(ssm.getParametersByPathPaginator(r -> r.path("/app/").recursive(true)).stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(14);
        assertThat(ssm.getParametersByPath(r -> r.path("/")
                                .recursive(true)
                                .parameterFilters(f -> f.key("Type").values("SecureString")))
                        .parameters())
                .hasSize(1);
        assertRefused(() -> ssm.getParametersByPath(r -> r.path("app")), "ValidationException");
        assertRefused(
                () -> ssm.getParametersByPath(
                        r -> r.path("/app").parameterFilters(f -> f.key("Name").values("x"))),
                "InvalidFilterKey");
    }

    @Test
    void describe_filters() {
        put("/app/one", "x");
        put("/app/deep/two", "x");
        put("three", "x");
        ssm.addTagsToResource(r -> r.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId("three")
                .tags(Tag.builder().key("team").value("a").build()));

        assertThat(described("Name", "BeginsWith", "/app")).containsExactly("/app/deep/two", "/app/one");
        assertThat(described("Name", "Contains", "E")).containsExactly("/app/deep/two", "/app/one", "three");
        assertThat(described("Path", "OneLevel", "/app")).containsExactly("/app/one");
        assertThat(described("Path", "Recursive", "/app")).hasSize(2);
        assertThat(described("tag:team", null, "a")).containsExactly("three");
        assertThat(described("Tier", null, "Advanced")).isEmpty();
        assertRefused(() -> described("Type", "Contains", "String"), "InvalidFilterOption");
        assertRefused(() -> described("Label", null, "x"), "InvalidFilterKey");
        assertThat(ssm.describeParametersPaginator(r -> r.maxResults(2)).stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(3);
    }

    private List<String> described(String key, String option, String value) {
        return ssm
                .describeParameters(
                        r -> r.parameterFilters(f -> f.key(key).option(option).values(value)))
                .parameters()
                .stream()
                .map(ParameterMetadata::name)
                .toList();
    }

    @Test
    void deletion_isOfWhatIsThere() {
        put("a", "x");
        put("b", "x");

        var answer = ssm.deleteParameters(r -> r.names("a", "c"));
        ssm.deleteParameter(r -> r.name("b"));

        assertThat(answer.deletedParameters()).containsExactly("a");
        assertThat(answer.invalidParameters()).containsExactly("c");
        assertThatThrownBy(() -> ssm.deleteParameter(r -> r.name("b"))).isInstanceOf(ParameterNotFoundException.class);
        assertThat(service.inventory()).isEmpty();
    }

    @Test
    void parameter_isInTheInventoryWithItsTags() {
        ssm.putParameter(r -> r.name("a")
                .value("x")
                .type(ParameterType.STRING)
                .tags(Tag.builder().key("team").value("a").build()));

        assertThat(ssm.listTagsForResource(r ->
                                r.resourceType(ResourceTypeForTagging.PARAMETER).resourceId("a"))
                        .tagList())
                .hasSize(1);
        ssm.removeTagsFromResource(r ->
                r.resourceType(ResourceTypeForTagging.PARAMETER).resourceId("a").tagKeys("team"));
        assertThat(service.inventory()).singleElement().satisfies(item -> {
            assertThat(item.id()).endsWith(":parameter/a");
            assertThat(item.tags()).isEqualTo(Map.of());
        });
        assertRefused(
                () -> ssm.listTagsForResource(
                        r -> r.resourceType(ResourceTypeForTagging.PARAMETER).resourceId("b")),
                "InvalidResourceId");
    }
}
