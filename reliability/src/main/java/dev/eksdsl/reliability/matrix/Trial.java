package dev.eksdsl.reliability.matrix;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.reliability.matrix.Outcome.Healed;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.FaultRule;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One point: runs the stage with what goes wrong, runs it again, and looks at what there is then. */
final class Trial {

    private final Point point;
    private final Ground ground;
    private final FakeAws aws;
    private final List<Rival> rivals = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private Trial(Point point, Ground ground, FakeAws aws) {
        this.point = point;
        this.ground = ground;
        this.aws = aws;
    }

    static Outcome of(Point point, Ground.Book grounds) {
        Ground ground = grounds.of(point.stage(), point.seed());
        try (FakeAws aws = ground.fake()) {
            Trial trial = new Trial(point, ground, aws);
            Healed healed = trial.run();
            return new Outcome(point, healed, String.join("; ", trial.said));
        } catch (RuntimeException bug) {
            return new Outcome(point, Healed.NOT, bug.toString());
        }
    }

    private Healed run() {
        point.strikes().forEach(this::arm);
        boolean lived = live();
        Optional<String> wrong = wrong();
        if (wrong.isEmpty()) {
            return end(lived ? Healed.BY_ITSELF : Healed.BY_THE_NEXT);
        }
        // one run for each thing that went wrong, and that may have struck only in the run after another
        for (int more = 0; more < point.strikes().size() && wrong.isPresent(); more++) {
            live();
            wrong = wrong();
        }
        wrong.ifPresent(said::add);
        return wrong.isPresent() ? Healed.NOT : end(Healed.BY_THE_NEXT);
    }

    private void arm(Strike strike) {
        AtomicInteger seen = new AtomicInteger();
        FaultRule call = aws.faults().when(any -> seen.incrementAndGet() == strike.call());
        if (strike.harm() == Harm.SECOND) {
            Rival rival = new Rival(point.stage(), aws);
            rivals.add(rival);
            call.and(any -> rival.begin()).delay(Duration.ZERO);
        } else {
            strike.harm().arm(call);
        }
    }

    /** A process that plans and applies; whether it lived to the end. */
    private boolean live() {
        try (EksSession eks = aws.session()) {
            Report report = eks.apply(point.stage().plan(eks));
            if (!report.isSuccess()) {
                said.add(report.toString());
            }
        } catch (SimulatedCrash death) {
            return false;
        } catch (EksDslException refused) {
            said.add(refused.toString());
        }
        return true;
    }

    /** What is not as it is after a run without trouble, as AWS and as a new process see it. */
    private Optional<String> wrong() {
        rivals.forEach(Rival::await);
        String difference = Shape.of(aws).differenceFrom(ground.wanted());
        if (!difference.isEmpty()) {
            return Optional.of(difference);
        }
        try (EksSession eks = aws.session()) {
            Plan plan = point.stage().plan(eks);
            rivals.forEach(Rival::await);
            return plan.isEmpty() ? Optional.empty() : Optional.of("the next plan is not empty: " + plan);
        } catch (SimulatedCrash death) {
            return Optional.of("the next process died while it planned");
        }
    }

    /** Nothing is left after a destruction. */
    private Healed end(Healed healed) {
        if (point.stage() != Stage.DESTROY) {
            try (EksSession eks = aws.session()) {
                eks.destroy(Stage.CLUSTER).orThrow();
            }
        }
        String left = Shape.of(aws).differenceFrom(ground.foreign());
        if (!left.isEmpty()) {
            said.add("after the destruction " + left);
            return Healed.NOT;
        }
        return healed;
    }
}
