package dev.eksdsl.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private record Wish(Optional<Integer> size, Optional<List<String>> parts, Map<String, String> labels) {}

    private record State(int size, List<String> parts, Map<String, String> labels) {}

    private static final Fields<Wish, State> FIELDS = Fields.<Wish, State>builder()
            .inPlace("resize", "size", Wish::size, State::size)
            .replace("parts", Wish::parts, State::parts)
            .entries("label", "labels", Wish::labels, State::labels, key -> !key.startsWith("aws:"))
            .build();

    private final State state = new State(1, List.of("a", "b"), Map.of("k", "v", "aws:x", "y"));

    @Test
    void nothingWished_nothingDiffers() {
        assertThat(compare(Optional.empty(), Optional.empty(), Map.of("k", "v")))
                .isEmpty();
    }

    @Test
    void sameInAnotherOrder_nothingDiffers() {
        assertThat(compare(Optional.of(1), Optional.of(List.of("b", "a")), Map.of("k", "v")))
                .isEmpty();
    }

    @Test
    void differingFields_inDeclaredOrderWithTheirCalls() {
        List<FieldChange> changes = compare(Optional.of(2), Optional.of(List.of("c", "b")), Map.of("k", "v"));

        assertThat(changes)
                .containsExactly(
                        new FieldChange("size", "1", "2", "resize"),
                        new FieldChange("parts", "[a, b]", "[b, c]", FieldChange.REPLACE));
        assertThat(changes).extracting(FieldChange::forcesReplacement).containsExactly(false, true);
    }

    @Test
    void entries_addedChangedAndRemovedUnlessTheyAreNotOurs() {
        assertThat(compare(Optional.empty(), Optional.empty(), Map.of("k", "w", "new", "n")))
                .extracting(FieldChange::toString)
                .containsExactly("labels[k] \"v\" → \"w\"", "labels[new] (none) → \"n\"");
        assertThat(compare(Optional.empty(), Optional.empty(), Map.of()))
                .extracting(FieldChange::toString)
                .containsExactly("labels[k] \"v\" → (none)");
    }

    private List<FieldChange> compare(
            Optional<Integer> size, Optional<List<String>> parts, Map<String, String> labels) {
        return FIELDS.compare(new Wish(size, parts, labels), state);
    }
}
