package dev.eksdsl.reliability.matrix;

import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import dev.eksdsl.testing.server.Call;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a stage starts from, and what it comes to without trouble. Immutable.
 *
 * @param start the state before the stage
 * @param calls the calls of a run without trouble, in order
 * @param foreign what exists that is none of ours
 * @param wanted what exists after a run without trouble
 */
record Ground(Snapshot start, List<Call> calls, Shape foreign, Shape wanted) {

    /** The grounds, each made when it is first asked for. Thread-safe. */
    static final class Book {

        private final Map<String, Ground> grounds = new ConcurrentHashMap<>();

        Ground of(Stage stage, long seed) {
            return grounds.computeIfAbsent(stage + " " + seed, key -> make(stage, seed));
        }
    }

    private static Ground make(Stage stage, long seed) {
        try (FakeAws aws = FakeAws.builder().seed(seed).build()) {
            Surroundings.of(seed).set(aws);
            aws.ec2Client().createVpc(q -> q.cidrBlock("10.9.0.0/16"));
            Shape foreign = Shape.of(aws);
            stage.prepare(aws);
            Snapshot start = aws.snapshot();
            long mark = aws.calls().mark();
            try (EksSession eks = aws.session()) {
                eks.apply(stage.plan(eks)).orThrow();
            }
            return new Ground(start, aws.calls().since(mark).list(), foreign, Shape.of(aws));
        }
    }

    /** An AWS of its own in the state before the stage. */
    FakeAws fake() {
        return FakeAws.builder().from(start).build();
    }
}
