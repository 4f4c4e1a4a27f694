package dev.eksdsl.reliability.sockets;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A life whose calls are harmed on their way: apply, change, destroy; after each stage the oracle is asked. */
final class HarmedLife {

    static final List<Wish> STAGES = List.of(Wish.APPLY, Wish.CHANGE, Wish.DESTROY);

    /** A stage that failed is applied again, once: that is all that a person's pipeline would do. */
    private static final int TRIES = 2;

    /**
     * What came of a life.
     *
     * @param struck what was harmed
     * @param again the stages that had to be applied a second time, and why
     * @param complaints what was wrong in the end; empty if it healed
     */
    record Result(int number, Map<Point, Harm> struck, List<String> again, List<String> complaints) {}

    private final Site site;
    private final Oracle oracle;
    private final Map<Point, Harm> hand;
    private final Duration patience;
    private final Map<Point, Harm> struck = new LinkedHashMap<>();
    private final List<String> again = new ArrayList<>();

    HarmedLife(Site site, Oracle oracle, Map<Point, Harm> hand, Duration patience) {
        this.site = site;
        this.oracle = oracle;
        this.hand = hand;
        this.patience = patience;
    }

    Result run(int number) {
        List<String> complaints = new ArrayList<>();
        for (Wish stage : STAGES) {
            applyHarmed(stage);
            oracle.complaints(stage, site.door(), site.undisturbed())
                    .forEach(complaint -> complaints.add(stage.text() + ": " + complaint));
            if (!complaints.isEmpty()) {
                site.door().reset();
                break;
            }
        }
        return new Result(number, struck, again, complaints);
    }

    private void applyHarmed(Wish stage) {
        Ear ear = new Ear(stage, hand);
        site.proxy().judge(ear);
        try (EksSession eks = site.session(patience)) {
            for (int tries = 1; tries <= TRIES; tries++) {
                Optional<String> failure = apply(stage, eks);
                if (failure.isEmpty()) {
                    break;
                }
                again.add(stage.text() + ": " + failure.get());
            }
        }
        site.proxy().judge(call -> Optional.empty());
        struck.putAll(ear.struck());
    }

    private static Optional<String> apply(Wish stage, EksSession eks) {
        try {
            Report report = eks.apply(stage.plan(eks));
            return report.isSuccess()
                    ? Optional.empty()
                    : Optional.of(report.failures().toString());
        } catch (EksDslException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
