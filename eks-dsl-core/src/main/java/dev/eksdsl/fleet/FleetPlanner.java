package dev.eksdsl.fleet;

import dev.eksdsl.plan.Plan;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Plans all clusters of a fleet, as many at the same time as AWS's limits have room for. Thread-safe. */
public final class FleetPlanner {

    private final Timeline timeline;
    private final Intake intake;

    public FleetPlanner(Timeline timeline) {
        this.timeline = timeline;
        this.intake = new Intake(timeline);
    }

    /** What it takes for each; a cluster that cannot be planned does not keep the others from it. Only an error fails it. */
    public CompletableFuture<FleetPlan> plan(Map<FleetMember, Supplier<CompletableFuture<Plan>>> plans) {
        Instant begun = timeline.now();
        List<CompletableFuture<MemberPlan>> members = new ArrayList<>();
        plans.forEach((member, planning) -> members.add(plan(member, planning)));
        return CompletableFuture.allOf(members.toArray(CompletableFuture[]::new))
                .thenApply(all -> new FleetPlan(
                        begun, members.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<MemberPlan> plan(FleetMember member, Supplier<CompletableFuture<Plan>> planning) {
        CompletableFuture<MemberPlan> result = new CompletableFuture<>();
        intake.enter(
                member,
                () -> planning(planning).whenComplete((plan, failure) -> {
                    try {
                        result.complete(
                                failure == null
                                        ? MemberPlan.of(member, plan)
                                        : MemberPlan.failed(member, Failures.cause(failure)));
                    } catch (Error error) {
                        result.completeExceptionally(error);
                    }
                }));
        return result;
    }

    private static CompletableFuture<Plan> planning(Supplier<CompletableFuture<Plan>> planning) {
        try {
            return planning.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
