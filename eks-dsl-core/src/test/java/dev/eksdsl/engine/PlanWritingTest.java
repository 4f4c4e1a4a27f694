package dev.eksdsl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanMermaid;
import dev.eksdsl.plan.PlanText;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What plans look like, as text and as a chart. */
class PlanWritingTest {

    private final World world = new World();
    private final ThingType house = world.kind("house");
    private final ThingType room = world.kind("room", "house");

    @Test
    void creation() {
        Declared<ThingSpec> h = house.wish("h");

        assertThat(world.plan(h, room.wish("kitchen", h), room.wish("bath", h))).hasToString("""
                        shop (us-east-1, 111122223333): 3 to create · takes 3m15s–5m30s
                          + house/h                                                          1m25s–2m45s
                          + room/kitchen                                                     1m25s–2m45s
                          + room/bath                                                        1m25s–2m45s""");
    }

    @Test
    void changesOfManyKinds() {
        assertThat(everything()).hasToString("""
                shop (us-east-1, 111122223333): 1 to create, 1 to update, 1 to replace, 1 to delete · takes 3m–5m
                  + house/new                                                        1m25s–2m45s
                  ~ house/larger#resize                                              1m25s–2m45s
                      size "small" → "large"
                  ± house/steel  AWS cannot change material in place                 1m25s–2m45s
                      material "wood" → "steel"  ! forces replacement
                      ! blocked: material of house/steel cannot be changed in place; undo the
                        change, or allow it with .allowReplace("house/steel")
                  - house/old                                                        1m25s–2m45s
                  ~ house/larger#paint                                               1m25s–2m45s
                      colour "red" → "blue"
                  · 1 unchanged""");
    }

    @Test
    void text_atMost80Columns() {
        Declared<ThingSpec> broken = house.wish("broken");
        world.has(
                broken.id(),
                new Observation.Broken<>(
                        new ThingState("small", "red", "wood"), "NodeCreationFailure: " + "no ".repeat(40)));

        List<String> lines = world.plan(broken).toString().lines().toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(PlanText.WIDTH));
        assertThat(lines.get(2)).startsWith("      never worked: NodeCreationFailure: no no");
    }

    @Test
    void nothingToDo() {
        Declared<ThingSpec> h = house.wish("h");
        world.has(h);

        assertThat(world.plan(h)).hasToString("shop (us-east-1, 111122223333): no changes");
        assertThat(new World().destruction()).hasToString("shop (us-east-1, 111122223333): nothing to delete");
    }

    @Test
    void destruction() {
        world.has(house.wish("h")).has(room.wish("r"));

        assertThat(world.destruction()).hasToString("""
                shop (us-east-1, 111122223333): 2 to delete · takes 3m–5m15s
                  - room/r                                                           1m25s–2m45s
                  - house/h                                                          1m25s–2m45s""");
    }

    @Test
    void goingOn_saysWhereAwsIs() {
        Declared<ThingSpec> h = house.wish("h");
        world.has(h.id(), new Observation.Changing<>(new ThingState("small", "red", "wood"), "CREATING"));

        assertThat(world.plan(h)).hasToString("""
                shop (us-east-1, 111122223333): 1 to create · takes 1m25s–2m45s
                  + house/h  goes on: CREATING                                       1m25s–2m45s""");
    }

    @Test
    void chart_arrowsThatFollowFromOthersLeftOut() {
        Declared<ThingSpec> a = house.wish("a");
        Declared<ThingSpec> b = house.wish("b", a);
        Declared<ThingSpec> c = house.wish("c", a, b);

        assertThat(PlanMermaid.of(world.plan(a, b, c))).isEqualTo("""
                flowchart LR
                  s0["+ house/a"]:::create
                  s1["+ house/b"]:::create
                  s2["+ house/c"]:::create
                  s0 --> s1
                  s1 --> s2
                  classDef create stroke:#2da44e
                  classDef update stroke:#bf8700
                  classDef replace stroke:#8250df
                  classDef delete stroke:#cf222e
                """);
    }

    @Test
    void chart_onlyStepsThatAct() {
        assertThat(PlanMermaid.of(everything()))
                .contains("[\"~ house/larger#resize\"]:::update")
                .contains("[\"- house/old\"]:::delete")
                .doesNotContain("house/same");
    }

    private Plan everything() {
        world.has(house.wish("larger"))
                .has(house.wish("steel"))
                .has(house.wish("same"))
                .has(new ResourceId("house", "old"), new Observation.Present<>(new ThingState("small", "red", "wood")));
        return world.plan(
                house.wish("new"),
                house.wish("larger", new ThingSpec("large", "blue", "wood", List.of())),
                house.wish("steel", new ThingSpec("small", "red", "steel", List.of())),
                house.wish("same"));
    }
}
