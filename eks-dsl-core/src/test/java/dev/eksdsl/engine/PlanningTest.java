package dev.eksdsl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.execute.BlockedPlanException;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Declaration;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanningTest {

    private static final ThingState SMALL = new ThingState("small", "red", "wood");

    private final World world = new World();
    private final ThingType house = world.kind("house");
    private final ThingType room = world.kind("room", "house");
    private final ThingType chair = world.kind("chair", "room");

    @Test
    void asWished_noChanges() {
        Declared<ThingSpec> here = house.wish("here");
        world.has(here);

        Plan plan = world.plan(here);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.steps()).hasSize(1);
    }

    @Test
    void notWishedForAnyMore_usersGoFirst() {
        world.has(house.wish("h")).has(room.wish("r")).has(chair.wish("c1")).has(chair.wish("c2"));

        Plan plan = world.destruction();

        assertThat(ids(plan)).containsExactly("chair/c1", "chair/c2", "room/r", "house/h");
        assertThat(step(plan, "house/h").after()).extracting(Object::toString).contains("room/r", "chair/c1");
    }

    @Test
    void destruction_madeInThatOrder() {
        world.has(house.wish("h")).has(room.wish("r")).has(chair.wish("c"));

        world.apply(world.destruction());

        assertThat(world.made()).containsExactly("delete chair/c", "delete room/r", "delete house/h");
    }

    @Test
    void deletion_waitsForUsersThatLetGoOfIt() {
        world.has(house.wish("old")).has(room.wish("r"));

        Plan plan = world.plan(room.wish("r", new ThingSpec("large", "red", "wood", List.of())));

        assertThat(ids(plan)).containsExactly("room/r#resize", "house/old");
    }

    @Test
    void severalCalls_oneAfterTheOther() {
        world.has(house.wish("h"));

        Plan plan = world.plan(house.wish("h", new ThingSpec("large", "blue", "wood", List.of())));

        assertThat(ids(plan)).containsExactly("house/h#resize", "house/h#paint");
        assertThat(step(plan, "house/h#paint").after()).hasToString("[house/h#resize]");
    }

    @Test
    void replacementThatIsNotAllowed_plannedButNotApplied() {
        world.has(house.wish("h"));

        Plan plan = world.plan(house.wish("h", new ThingSpec("small", "red", "steel", List.of())));

        assertThat(plan.blocked()).hasSize(1);
        assertThatThrownBy(() -> world.apply(plan))
                .isInstanceOf(BlockedPlanException.class)
                .hasMessageContaining("material of house/h cannot be changed in place")
                .hasMessageContaining(".allowReplace(\"house/h\")");
        assertThat(world.made()).isEmpty();
    }

    @Test
    void foreignThing_refusedAndNeverTouched() {
        Declared<ThingSpec> mine = house.wish("h");
        world.has(mine.id(), new Observation.Foreign<>("a house of somebody"));

        assertThatThrownBy(() -> world.plan(mine))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("[EKS-O01] house/h: a house of somebody exists");
        assertThat(world.plan().isEmpty()).isTrue();
    }

    @Test
    void brokenAndLeavingThings_madeAnew() {
        Declared<ThingSpec> broken = house.wish("broken");
        Declared<ThingSpec> leaving = house.wish("leaving");
        world.has(broken.id(), new Observation.Broken<>(SMALL, "no roof"))
                .has(leaving.id(), new Observation.Leaving<>(SMALL, "DELETING"));

        assertThat(world.plan(broken, leaving).steps())
                .extracting(step -> step.id() + " " + step.action() + " " + step.reason())
                .containsExactly(
                        "house/broken REPLACE never worked: no roof",
                        "house/leaving REPLACE is being deleted; is created again");
    }

    @Test
    void problems_allOfThemInTheOrderOfTheWishes() {
        world.fails("check bad-1", 2, () -> Refusals.of("DescribeThing", "ThrottlingException", "slower"));

        assertThatThrownBy(() -> world.plan(sized("a", "bad-1"), sized("b", "good"), sized("c", "bad-2")))
                .isInstanceOfSatisfying(
                        InvalidSpecException.class,
                        e -> assertThat(e.problems()).extracting(Problem::path).containsExactly("house/a", "house/c"));
    }

    @Test
    void problemsFoundBefore_toldTogetherWithThoseFoundNow() {
        Problem before = Problem.error("EKS-C01", "endpoint", "nowhere", "somewhere");
        Problem warning = Problem.warning("EKS-N11", "x", "risky", "safe");

        assertThatThrownBy(() -> world.planner()
                        .toApply(
                                "shop",
                                Declaration.NONE,
                                List.of(sized("a", "bad-1")),
                                List.of(before, before, warning),
                                Set.of()))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("""
                        cannot plan cluster "shop": 2 problems and 1 warning
                          [EKS-C01] endpoint: nowhere → somewhere
                          [EKS-Z99] house/a: bad-1 → a good size
                          warning [EKS-N11] x: risky → safe""");
    }

    @Test
    void warningsAlone_keptWithThePlan() {
        Problem warning = Problem.warning("EKS-N11", "x", "risky", "safe");

        Plan plan =
                world.planner().toApply("shop", Declaration.NONE, List.of(house.wish("h")), List.of(warning), Set.of());

        assertThat(plan.warnings()).containsExactly(warning);
        assertThat(plan.toString()).endsWith("\n  ! [EKS-N11] x: risky → safe");
    }

    @Test
    void readsThatAreTriedAgain_waitAtTheSameTime() {
        for (String size : List.of("s1", "s2", "s3", "s4")) {
            world.fails("settle " + size, 2, () -> Refusals.of("DescribeThing", "ThrottlingException", "slower"));
        }

        world.plan(sized("a", "s1"), sized("b", "s2"), sized("c", "s3"), sized("d", "s4"));

        assertThat(world.time.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(world.reads.subList(0, 4)).containsExactly("settle s1", "settle s2", "settle s3", "settle s4");
    }

    @Test
    void changedSinceThePlan_refusedNamingWhat() {
        Declared<ThingSpec> here = house.wish("here");
        world.has(here);
        Plan plan = world.plan(here, house.wish("new"));
        world.has(here.id(), new Observation.Present<>(new ThingState("huge", "red", "wood")))
                .has(new ResourceId("room", "r"), new Observation.Present<>(SMALL));

        assertThatThrownBy(() -> world.apply(plan))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("house/here has changed: size small → huge")
                .hasMessageContaining("room/r has appeared");
        assertThat(world.made()).isEmpty();
    }

    @Test
    void expected_longestWay() {
        Declared<ThingSpec> a = house.wish("a");
        Declared<ThingSpec> b = house.wish("b", a);

        assertThat(world.plan(a, b, house.wish("c")).expected()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void thingBehindOneThatRests_startsAtOnce() {
        Declared<ThingSpec> a = house.wish("a");
        world.has(a);

        assertThat(world.apply(a, house.wish("b", a)).isSuccess()).isTrue();
        assertThat(world.span("create house/b").start()).isZero();
    }

    private Declared<ThingSpec> sized(String name, String size) {
        return house.wish(name, new ThingSpec(size, "red", "wood", List.of()));
    }

    private static List<String> ids(Plan plan) {
        return plan.changes().stream().map(step -> step.id().text()).toList();
    }

    private static Step step(Plan plan, String id) {
        return plan.step(id).orElseThrow();
    }
}
