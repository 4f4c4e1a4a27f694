package dev.eksdsl.plan;

import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.Leases;
import java.time.Instant;
import java.util.List;

/**
 * Where what exists does not stay as long as the declaration says. A time to live is given when a resource is created, so a
 * plan changes nothing about it; but somebody who declares another one should hear of it.
 */
final class LeaseWarnings {

    private static final String PATH = "timeToLive";

    private LeaseWarnings() {}

    static List<Problem> of(Declaration declaration, Findings findings, Instant now) {
        Leases leases = Leases.of(findings.tags());
        if (leases.until().isEmpty()) {
            return declaration.timeToLive().isPresent() && !leases.without().isEmpty()
                    ? List.of(Problem.warning(
                            "EKS-L05",
                            PATH,
                            "what exists was made without a time to live, so no sweep deletes any of it, old or new",
                            "destroy the cluster yourself when it has served"))
                    : List.of();
        }
        Instant until = leases.until().get();
        if (!until.isAfter(now)) {
            return List.of(Problem.warning(
                    "EKS-L06",
                    PATH,
                    "the lease of what exists ended at " + until + ": a sweep may delete it at any time",
                    "extend the lease first"));
        }
        return declaration.timeToLive().isPresent()
                ? List.of()
                : List.of(Problem.warning(
                        "EKS-L04",
                        PATH,
                        "what exists has a lease until " + until + ", though the declaration has none",
                        "declare the time to live, and extend the lease for as long as the cluster is to stay"));
    }
}
