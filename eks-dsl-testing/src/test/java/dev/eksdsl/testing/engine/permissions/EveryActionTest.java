package dev.eksdsl.testing.engine.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.plan.PermissionSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan asks for what it takes, and for nothing else: each action is missed when it is missing. */
class EveryActionTest {

    private static final Map<Shapes, PermissionSet> NEEDED = new EnumMap<>(Shapes.class);

    static {
        Stream.of(Shapes.values()).forEach(shape -> NEEDED.put(shape, Story.needed(shape.spec())));
    }

    /** Each action once, with the first cluster that takes it. */
    static Stream<Arguments> actions() {
        Set<String> tried = new HashSet<>();
        return NEEDED.entrySet().stream()
                .flatMap(needed -> needed.getValue().actions().stream()
                        .filter(tried::add)
                        .map(action -> Arguments.of(needed.getKey(), action)));
    }

    @ParameterizedTest
    @EnumSource
    void allActions_allGoesWell(Shapes shape) {
        try (Story story = new Story(shape.spec())) {
            assertThat(story.live(needed(shape), policy -> policy)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("actions")
    void oneActionLess_isMissedByName(Shapes shape, String action) {
        try (Story story = new Story(shape.spec())) {
            assertThat(story.live(needed(shape), policy -> PolicyJson.withoutAction(policy, action)))
                    .as(action)
                    .hasValueSatisfying(failure -> assertThat(failure.replaceAll("\\s+", " "))
                            .contains("is not authorized to perform: " + action + " ")
                            .contains("the policy that it takes is in plan.requiredPermissions()"));
        }
    }

    private static PermissionSet needed(Shapes shape) {
        return NEEDED.get(shape);
    }
}
