package dev.eksdsl.testing.engine.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a user writes: it is refused with findings before anything is written, or it is carried out. No request breaks a
 * constraint of AWS's models either way.
 *
 * <p>{@code -Dinput.seeds=7} tries one seed, {@code -Dinput.seeds=1-5000} these.
 */
class HostileInputTest {

    private static final String SEEDS = "input.seeds";

    @Test
    void anyInput_refusedWithFindings_orCarriedOut() {
        int refused = 0;
        int carriedOut = 0;
        List<String> wrong = new ArrayList<>();
        for (long seed : seeds().toArray()) {
            try (FakeAws aws = FakeAws.create()) {
                if (isCarriedOut(aws, new HostileCluster(seed).spec())) {
                    carriedOut++;
                } else {
                    refused++;
                }
                assertThat(broken(aws)).isEmpty();
            } catch (AssertionError | RuntimeException e) {
                wrong.add("-D%s=%d: %s".formatted(SEEDS, seed, e));
            }
        }
        System.out.printf("hostile input: %d refused with findings, %d carried out%n", refused, carriedOut);
        assertThat(wrong).isEmpty();
        assertThat(refused).isPositive();
        assertThat(carriedOut).isPositive();
    }

    private static boolean isCarriedOut(FakeAws aws, EksClusterSpec spec) {
        EksSession eks = aws.session();
        Plan plan;
        try {
            plan = eks.plan(spec);
        } catch (InvalidSpecException e) {
            assertThat(e.problems()).anyMatch(problem -> problem.isError());
            assertThat(e.getMessage().replace("\n  ", "")).matches("[^\\p{Cc}\\p{Cf}\\p{Cs}]*");
            assertThat(aws.calls().writes().list()).isEmpty();
            return false;
        }
        assertThat(plan.toString()).matches("(?s)[^\\p{Cc}\\p{Cf}\\p{Cs}]*(\\n[^\\p{Cc}\\p{Cf}\\p{Cs}]*)*");
        assertThat(eks.readPlan(eks.toJson(plan))).isEqualTo(plan);
        Report report = eks.apply(plan);
        report.orThrow();
        assertThat(eks.plan(spec).changes()).isEmpty();
        return true;
    }

    private static List<String> broken(FakeAws aws) {
        return aws.calls().list().stream()
                .map(Requests::violation)
                .flatMap(Optional::stream)
                .toList();
    }

    private static LongStream seeds() {
        String[] range = System.getProperty(SEEDS, "1-300").split("-");
        return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]));
    }
}
