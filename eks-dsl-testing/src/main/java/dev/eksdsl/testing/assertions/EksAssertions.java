package dev.eksdsl.testing.assertions;

import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.server.Inventory;

/**
 * Assertions on what a declaration would do and did, and on what exists. To be imported statically beside AssertJ's own {@code assertThat}:
 *
 * <pre>{@code
 * assertThat(plan).updates("nodegroup/api-workers").replacesNothing().field("scaling.max").changes("10", "12");
 * assertThat(report).isSuccess();
 * assertThat(aws.inventory()).isUnchangedSince(before);
 * }</pre>
 *
 * <p>Resources are named as plans print them, {@code nodegroup/api-workers}. A failure shows the whole plan or report.
 */
public final class EksAssertions {

    private EksAssertions() {}

    public static PlanAssert assertThat(Plan plan) {
        return new PlanAssert(plan);
    }

    public static InventoryAssert assertThat(Inventory inventory) {
        return new InventoryAssert(inventory);
    }

    public static ReportAssert assertThat(Report report) {
        return new ReportAssert(report);
    }
}
