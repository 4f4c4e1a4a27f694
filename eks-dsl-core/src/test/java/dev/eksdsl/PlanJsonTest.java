package dev.eksdsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Declaration;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.PermissionSet;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanJson;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {

    private final PlanJson json = new PlanJson(Kinds.with(Optional.empty()));

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyPlan_readBackEqual(long seed) {
        Plan plan = plan(seed);

        String text = json.write(plan);

        assertThat(json.read(text)).isEqualTo(plan);
        assertThat(json.write(json.read(text))).isEqualTo(text);
    }

    @Test
    void theseSeeds_haveEveryKindThatCanBeDeclared() {
        Set<String> kinds = seeds().mapToObj(PlanJsonTest::plan)
                .flatMap(plan -> plan.steps().stream())
                .map(step -> step.resource().kind())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Kinds.with(Optional.empty()).all().stream()
                        .filter(type -> !type.isLeftBehind())
                        .map(ResourceType::kind)
                        .toList());
    }

    @Test
    void fieldsOfALaterMinorVersion_ignored() {
        Plan plan = plan(1);
        String later = json.write(plan)
                .replace("\"format_version\" : \"1.1\"", "\"format_version\" : \"1.7\", \"mood\" : {\"a\": [1]}")
                .replace("\"resource\" :", "\"weight\" : 3, \"resource\" :")
                .replace("\"publicEndpoint\" :", "\"frontDoor\" : true, \"publicEndpoint\" :");

        assertThat(later).contains("\"weight\"").contains("\"frontDoor\"");
        assertThat(json.read(later)).isEqualTo(plan);
    }

    @Test
    void planOfFormat10_hasTheUsualSpread() {
        Plan plan = plan(1);
        String earlier = json.write(plan)
                .replace("\"format_version\" : \"1.1\"", "\"format_version\" : \"1.0\"")
                .replaceAll("\"p95\" : \"[^\"]+\",", "");

        assertThat(json.read(earlier).steps())
                .allSatisfy(step -> assertThat(step.timing())
                        .isEqualTo(Timing.of(step.timing().expected(), Duration.ofHours(2))));
    }

    @Test
    void anotherMajorVersion_refused() {
        String other = json.write(plan(1)).replace("\"format_version\" : \"1.1\"", "\"format_version\" : \"2.0\"");

        assertThatThrownBy(() -> json.read(other))
                .isInstanceOf(EksDslException.class)
                .hasMessage("cannot read a plan of format_version \"2.0\"; this is 1.1: plan again with this version"
                        + " of the library");
    }

    @Test
    void whatIsNoPlan_refused() {
        for (String text : List.of("", "{", "[]", "{}", "{\"format_version\": \"1.0\"}")) {
            assertThatThrownBy(() -> json.read(text)).as(text).isInstanceOf(EksDslException.class);
        }
    }

    private static Plan plan(long seed) {
        Random random = new Random(seed);
        EksClusterSpec spec = new RandomClusters(seed).next();
        List<Step> steps = new ArrayList<>();
        for (Declared<?> wish : ClusterCompiler.compile(spec, "eu-central-1")) {
            steps.add(step(random, wish));
        }
        List<Problem> warnings = random.nextBoolean() ? List.of(Problem.warning("EKS-V04", "a", "b", "c")) : List.of();
        return new Plan(
                spec.name(),
                "eu-central-1",
                "111122223333",
                Goal.APPLY,
                new Declaration(
                        "0a1b2c3d", random.nextBoolean() ? Optional.of(Duration.ofMinutes(90)) : Optional.empty()),
                Instant.ofEpochSecond(seed),
                steps,
                warnings,
                permissions());
    }

    private static PermissionSet permissions() {
        Permission reading = Permission.of("eks:DescribeCluster", "*");
        return new PermissionSet(
                List.of(reading),
                List.of(Permission.of("eks:CreateCluster", "a", "b").when("c:d", "e")),
                List.of(reading.when("ArnEquals", "f:g", List.of("h", "i"))));
    }

    private static Step step(Random random, Declared<?> wish) {
        Set<StepId> after =
                wish.after().stream().map(ResourceId::toString).map(StepId::new).collect(Collectors.toSet());
        List<FieldChange> changes = random.nextBoolean()
                ? List.of(new FieldChange(
                        "size", "\"a\"", "(none)", random.nextBoolean() ? "config" : FieldChange.REPLACE))
                : List.of();
        return new Step(
                new StepId(wish.id().toString()),
                wish.id(),
                Action.values()[random.nextInt(Action.values().length)],
                maybe(random, "config"),
                changes,
                random.nextBoolean() ? "" : "because",
                after,
                random.nextBoolean() ? Set.of() : Set.of(new StepId("addon/x"), new StepId("addon/y")),
                random.nextBoolean() ? Set.of() : Set.of(new StepId("nodegroup/x"), new StepId("fargate/y")),
                maybe(random, "cluster update").map(Lane::new),
                Timing.of(Duration.ofMillis(1 + random.nextInt(3_000_000)), Duration.ofHours(1), Duration.ofHours(2)),
                Optional.of(wish.spec()),
                Optional.empty(),
                maybe(random, "CREATING"),
                maybe(random, "not allowed"));
    }

    private static Optional<String> maybe(Random random, String text) {
        return random.nextBoolean() ? Optional.of(text) : Optional.empty();
    }
}
