package dev.eksdsl.testing.server;

import static dev.eksdsl.testing.assertions.EksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inventories are values, and say what differs between two. */
class InventoryTest {

    private static final InventoryItem ROLE = new InventoryItem("iam", "role", "arn:r", Map.of());
    private static final InventoryItem VPC = new InventoryItem("ec2", "vpc", "vpc-1", Map.of("Name", "a", "x", "y"));
    private static final InventoryItem RENAMED =
            new InventoryItem("ec2", "vpc", "vpc-1", Map.of("Name", "b", "x", "y"));
    private static final InventoryItem SUBNET = new InventoryItem("ec2", "subnet", "subnet-1", Map.of());

    private final Inventory before = Inventory.of(List.of(VPC, ROLE));
    private final Inventory after = Inventory.of(List.of(SUBNET, RENAMED));

    @Test
    void inventory_isASortedList() {
        assertThat(before).containsExactly(VPC, ROLE).isEqualTo(List.of(VPC, ROLE));
        assertThat(before.ofService("iam")).containsExactly(ROLE);
        assertThat(after.ofType("subnet")).isEqualTo(Inventory.of(List.of(SUBNET)));
        assertThat(before.toString()).isEqualTo("ec2 vpc vpc-1 {Name=a, x=y}\niam role arn:r {}");
    }

    @Test
    void difference_tellsWhatCameWentAndChanged() {
        InventoryDifference difference = after.since(before);

        assertThat(difference.added()).containsExactly(SUBNET);
        assertThat(difference.removed()).containsExactly(ROLE);
        assertThat(difference.changed()).containsExactly(new InventoryDifference.Changed(VPC, RENAMED));
        assertThat(difference.types()).containsExactly("role", "subnet", "vpc");
        assertThat(difference).hasToString("""
                + ec2 subnet subnet-1 {}
                - iam role arn:r {}
                ~ ec2 vpc vpc-1 {Name: a → b}""");
        assertThat(before.since(List.of(ROLE, VPC)).isEmpty()).isTrue();
        assertThat(before.since(before)).hasToString("no difference");
    }

    @Test
    void assertions_showTheDifference() {
        assertThat(before).isUnchangedSince(List.of(ROLE, VPC));
        assertThat(after).differsOnlyIn(before, "vpc", "subnet", "role");
        assertThatThrownBy(() -> assertThat(after).isUnchangedSince(before))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "as before", "+ ec2 subnet subnet-1", "- iam role", "~ ec2 vpc vpc-1 {Name: a → b}");
        assertThatThrownBy(() -> assertThat(after).differsOnlyIn(before, "vpc"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("differ in [vpc] only", "+ ec2 subnet");
    }
}
