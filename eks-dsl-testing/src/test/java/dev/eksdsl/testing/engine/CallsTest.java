package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Calls;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls to AWS the production cluster with one node group takes. Fewer is fine; more needs a reason. */
class CallsTest {

    private static final EksClusterSpec SPEC = Clusters.seed().spec();

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();

    @BeforeEach
    void apply() {
        eks.apply(eks.plan(SPEC)).orThrow();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void planWithoutChanges_inTheSameSession() {
        long mark = aws.calls().mark();
        assertThat(eks.plan(SPEC).isEmpty()).isTrue();
        assertAtMost(27, aws.calls().since(mark));
    }

    /** Three more, which a session remembers: who calls, and the versions of Kubernetes and of add-ons. */
    @Test
    void planWithoutChanges_inAFreshSession() {
        long mark = aws.calls().mark();
        assertThat(aws.session().plan(SPEC).isEmpty()).isTrue();
        assertAtMost(30, aws.calls().since(mark));
    }

    /**
     * Twelve of the reads see whether another process has just made the same: so many resources take no client token. Six ask
     * whether another declaration has taken the cluster over, and 27 look in the end whether AWS is as declared.
     */
    @Test
    void applyFromNothing() {
        assertAtMost(58, aws.calls().writes());
        assertAtMost(140, aws.calls().reads());
    }

    /** The fake's IAM settles in 8 seconds, in which services do not see a new role. */
    @Test
    void onlyUsersOfNewRoles_areRefusedAtFirst() {
        assertThat(aws.calls()
                        .that(call -> call.errorCode().isPresent())
                        .writes()
                        .operations())
                .containsOnly("CreateCluster", "CreateAddon");
    }

    private static void assertAtMost(int limit, Calls calls) {
        assertThat(calls.operations())
                .as("%d calls: %s", calls.count(), counts(calls))
                .hasSizeLessThanOrEqualTo(limit);
    }

    private static Map<String, Integer> counts(Calls calls) {
        Map<String, Integer> counts = new TreeMap<>();
        calls.operations().forEach(operation -> counts.merge(operation, 1, Integer::sum));
        return counts;
    }
}
