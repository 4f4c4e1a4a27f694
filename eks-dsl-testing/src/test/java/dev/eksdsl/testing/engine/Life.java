package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.testing.FakeAws;
import java.util.List;

/** A fake AWS with a cluster on it, and a session to change it with. */
final class Life implements AutoCloseable {

    final FakeAws aws;
    final EksSession eks;

    private Life(FakeAws aws) {
        this.aws = aws;
        this.eks = aws.session();
    }

    static Life empty() {
        return new Life(FakeAws.create());
    }

    /** A cluster as declared. */
    static Life of(EksClusterSpec spec) {
        Life life = empty();
        life.eks.apply(life.eks.plan(spec)).orThrow();
        return life;
    }

    /** Plans, compares the steps that act with those given, applies, and sees that nothing is left to do. */
    Report assertConverges(EksClusterSpec spec, String... steps) {
        Plan plan = eks.plan(spec);
        assertThat(steps(plan)).containsExactlyInAnyOrder(steps);
        return assertConverges(plan, spec);
    }

    /** Applies, and sees that nothing is left to do. */
    Report assertConverges(Plan plan, EksClusterSpec spec) {
        Report report = eks.apply(plan).orThrow();
        assertThat(steps(eks.plan(spec))).isEmpty();
        return report;
    }

    static List<String> steps(Plan plan) {
        return plan.changes().stream().map(Step::toString).toList();
    }

    @Override
    public void close() {
        aws.close();
    }
}
