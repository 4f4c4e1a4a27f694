package dev.eksdsl.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsMembersTest {

    private static final Fields<Optional<Set<String>>, Set<String>> FIELDS =
            Fields.<Optional<Set<String>>, Set<String>>builder()
                    .members("attach", "policies", wish -> wish, state -> state)
                    .build();

    @Test
    void sameMembers_areNoChange() {
        assertThat(FIELDS.compare(Optional.of(Set.of("a", "b")), Set.of("b", "a")))
                .isEmpty();
    }

    @Test
    void notDeclared_isNotCompared() {
        assertThat(FIELDS.compare(Optional.empty(), Set.of("a"))).isEmpty();
    }

    @Test
    void membersThatDiffer_areTheOnlyOnesShown() {
        assertThat(FIELDS.compare(Optional.of(Set.of("kept", "new-2", "new-1")), Set.of("kept", "old")))
                .containsExactly(
                        new FieldChange("policies", "old", "(none)", "attach"),
                        new FieldChange("policies", "(none)", "new-1", "attach"),
                        new FieldChange("policies", "(none)", "new-2", "attach"));
    }
}
