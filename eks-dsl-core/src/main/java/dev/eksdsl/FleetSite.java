package dev.eksdsl;

import dev.eksdsl.aws.AssumedRole;
import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.fleet.Beginning;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One account in one region of a fleet, with the session that all its clusters share. Thread-safe. */
record FleetSite(
        String account,
        String region,
        EksSession session,
        Optional<AssumedRole> role,
        Map<String, EksClusterSpec> clusters) {

    CompletableFuture<Plan> plan(String cluster) {
        return entered().thenCompose(in -> session.planning(spec(cluster)));
    }

    Beginning begin(Plan plan) {
        return Beginning.of(entered().thenCompose(in -> session.beginning(plan)));
    }

    Beginning beginDestroying(String cluster) {
        CompletableFuture<Boolean> underWay = new CompletableFuture<>();
        CompletableFuture<ApplyHandle> handle =
                entered().thenApply(in -> session.startDestroying(cluster, event -> underWay.complete(true)));
        handle.thenCompose(ApplyHandle::completion).whenComplete((report, failure) -> underWay.complete(true));
        return new Beginning(handle, underWay);
    }

    /** The role is assumed before anything is asked, so that a refusal is told as what it is. */
    private CompletableFuture<Boolean> entered() {
        return new Attempts(session.timeline()).read(() -> {
            role.ifPresent(FleetSite::assume);
            return true;
        });
    }

    private static void assume(AssumedRole role) {
        try {
            role.assume();
        } catch (AwsCallException e) {
            if (e.mayPass()) {
                throw e;
            }
            throw new EksDslException(
                    "role " + role + " cannot be assumed: " + e.code() + ": " + e.reason()
                            + "; its trust policy must name the caller, and the external id if it asks for one",
                    e);
        }
    }

    private EksClusterSpec spec(String cluster) {
        EksClusterSpec spec = clusters.get(cluster);
        if (spec == null) {
            throw new IllegalArgumentException("cluster " + cluster + " is not in " + region + " of " + account);
        }
        return spec;
    }
}
