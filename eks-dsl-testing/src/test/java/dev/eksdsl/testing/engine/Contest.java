package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.InventoryItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two declarations of one cluster, or a declaration and a destruction, applied at once; and what came of it. */
final class Contest implements AutoCloseable {

    /** What AWS holds after one declaration alone, by what was there before and what was declared then. */
    private static final Map<List<Optional<EksClusterSpec>>, List<String>> ALONE = new HashMap<>();

    private final Optional<EksClusterSpec> before;
    private final List<Side> sides;
    private final FakeAws aws = aws();

    /** One of the two. */
    private static final class Side {
        final Optional<EksClusterSpec> wish;
        final EksSession session;
        Optional<ApplyHandle> handle = Optional.empty();
        Optional<Report> report = Optional.empty();
        String refusal = "";
        boolean asWished;

        Side(Optional<EksClusterSpec> wish, EksSession session) {
            this.wish = wish;
            this.session = session;
        }

        Plan plan() {
            return wish.map(session::plan).orElseGet(() -> session.planDestroy(Clusters.NAME));
        }

        /** Whether AWS is as this one declares; not if it cannot be taken back, as the version of an upgraded cluster. */
        boolean holds() {
            try {
                return plan().isEmpty();
            } catch (InvalidSpecException e) {
                return false;
            }
        }

        void start() {
            try {
                ApplyHandle begun = session.start(plan());
                begun.completion().thenAccept(this::end);
                handle = Optional.of(begun);
            } catch (EksDslException e) {
                refusal = e.toString();
            }
        }

        /** A destruction is carried out to its end: it goes on with what the other one makes meanwhile. */
        void startOrDestroy() {
            if (wish.isPresent()) {
                start();
            } else {
                end(session.destroy(Clusters.NAME));
            }
        }

        void end(Report ended) {
            report = Optional.of(ended);
            if (ended.isSuccess()) {
                asWished = plan().isEmpty();
            } else {
                refusal = ended.toString();
            }
        }

        @Override
        public String toString() {
            return refusal.isEmpty()
                    ? "succeeded"
                    : "refused: " + refusal.lines().findFirst().orElse("");
        }
    }

    private Contest(Optional<EksClusterSpec> before, Optional<EksClusterSpec> first, Optional<EksClusterSpec> second) {
        this.before = before;
        this.sides = List.of(new Side(first, aws.session()), new Side(second, aws.session()));
    }

    static Contest of(
            Optional<EksClusterSpec> before, Optional<EksClusterSpec> first, Optional<EksClusterSpec> second) {
        return new Contest(before, first, second);
    }

    /** Lets the second begin so many milliseconds after the first, and both come to their ends. */
    void hold(int later) {
        before.ifPresent(spec -> apply(aws, spec));
        sides.get(0).start();
        aws.clock().advance(Duration.ofMillis(later));
        sides.get(1).startOrDestroy();
        sides.forEach(side -> side.handle.ifPresent(handle -> aws.timeline().await(handle.completion())));
    }

    void verify() {
        List<Side> holding = new ArrayList<>();
        List<Side> refused =
                sides.stream().filter(side -> !side.refusal.isEmpty()).toList();
        for (Side side : sides) {
            if (side.refusal.isEmpty() && side.holds()) {
                holding.add(side);
            }
        }
        assertThat(refused).as("refused").hasSizeLessThanOrEqualTo(1);
        assertThat(refused)
                .allSatisfy(side -> assertThat(side.refusal)
                        .containsAnyOf(
                                "overtaken", "StalePlanException", "BlockedPlanException", "InvalidSpecException"));
        assertThat(sides)
                .allSatisfy(side -> assertThat(side.asWished || !side.refusal.isEmpty())
                        .as("AWS was as wished when success was reported")
                        .isTrue());
        assertThat(holding).as("declarations that AWS is as").hasSize(1);
        assertThat(shapes(aws)).isEqualTo(alone(holding.get(0).wish));

        aws.session().destroy(Clusters.NAME).orThrow();
        assertThat(aws.inventory()).extracting(InventoryItem::toString).isEmpty();
    }

    /** What came of both, a line for each. */
    @Override
    public String toString() {
        return sides.get(0) + " | " + sides.get(1);
    }

    private List<String> alone(Optional<EksClusterSpec> wish) {
        return ALONE.computeIfAbsent(List.of(before, wish), x -> {
            try (FakeAws other = aws()) {
                before.ifPresent(spec -> apply(other, spec));
                wish.ifPresentOrElse(
                        spec -> apply(other, spec),
                        () -> other.session().destroy(Clusters.NAME).orThrow());
                return shapes(other);
            }
        });
    }

    private static void apply(FakeAws aws, EksClusterSpec spec) {
        EksSession eks = aws.session();
        eks.apply(eks.plan(spec)).orThrow();
    }

    /** A node group that was upgraded has a launch template of a later version than one that was made so. */
    private static List<String> shapes(FakeAws aws) {
        // the instances that an update has replaced at last may still be shutting down when it has ended
        aws.clock().advance(Duration.ofMinutes(1));
        return Shapes.of(aws).stream()
                .map(item -> item.replaceAll("(?<=launchtemplate:version=)\\d+", "#"))
                .toList();
    }

    /** EC2 shows what was made only after a while. */
    private static FakeAws aws() {
        return FakeAws.builder()
                .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2))
                .build();
    }

    @Override
    public void close() {
        aws.close();
    }
}
