package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.NatMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two sessions apply different declarations of one cluster, the second beginning while the first is at work. In the end AWS is
 * exactly as one of the two declares; at most one was refused, and was told so.
 */
class TwoDeclarationsTest {

    /** When the second begins after the first, in milliseconds: close together while little is there, then along the way. */
    private static final int[] OFFSETS = {
        0, 1, 500, 999, 1000, 1500, 2000, 2500, 3000, 4000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, 12_000, 15_000,
        20_000, 30_000, 60_000, 89_000, 95_000, 120_000, 200_000, 300_000, 400_000, 600_000, 615_000, 625_000, 640_000,
        700_000, 760_000
    };

    /** Who declares what. An empty declaration is a destruction. */
    enum Rivals {
        OTHER_NODES(
                nothing(),
                of(Clusters.small().nodeGroup("more", ng -> ng.scaling(1, 1, 1))),
                of(Clusters.small().nodeGroup("others", ng -> ng.scaling(1, 1, 1)))),
        OTHER_BLOCK(nothing(), of(Clusters.small()), of(Clusters.small().network(n -> n.cidr("10.9.0.0/16")))),
        OTHER_ZONES(
                nothing(),
                of(Clusters.small()),
                of(Clusters.small().network(n -> n.zones(2).nat(NatMode.PER_ZONE)))),
        OTHER_VERSION(nothing(), of(Clusters.small("1.34")), of(Clusters.small("1.35"))),
        OTHER_POLICIES(
                nothing(),
                of(Clusters.small()
                        .irsa("api", "web", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
                        .irsa("api", "one", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))),
                of(Clusters.small()
                        .irsa("api", "web", sa -> sa.managedPolicy("AmazonDynamoDBReadOnlyAccess"))
                        .irsa("api", "two", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")))),
        DESTROYED_WHILE_MADE(nothing(), of(Clusters.small()), nothing()),
        MORE_AND_FEWER_NODES(
                of(Clusters.small().nodeGroup("more", ng -> ng.scaling(1, 1, 1))),
                of(Clusters.small()
                        .nodeGroup("more", ng -> ng.scaling(1, 1, 1))
                        .nodeGroup("most", ng -> ng.scaling(1, 1, 1))),
                of(Clusters.small())),
        OTHER_SETTINGS(
                of(Clusters.small()),
                of(Clusters.small().publicCidrs("203.0.113.0/24").tag("team", "one")),
                of(Clusters.small()
                        .supportType("STANDARD")
                        .endpoint(true, false)
                        .tag("team", "two"))),
        UPGRADED_AND_MORE_NODES(
                of(Clusters.small("1.34")),
                of(Clusters.small("1.35")),
                of(Clusters.small("1.34").nodeGroup("more", ng -> ng.scaling(1, 1, 1)))),
        DESTROYED_WHILE_CHANGED(
                of(Clusters.small()),
                of(Clusters.small().nodeGroup("more", ng -> ng.scaling(1, 1, 1)).publicCidrs("203.0.113.0/24")),
                nothing()),
        CHANGED_WHILE_DESTROYED(
                of(Clusters.small()), nothing(), of(Clusters.small().nodeGroup("more", ng -> ng.scaling(1, 1, 1))));

        final Optional<EksClusterSpec> before;
        final Optional<EksClusterSpec> first;
        final Optional<EksClusterSpec> second;

        Rivals(Optional<EksClusterSpec> before, Optional<EksClusterSpec> first, Optional<EksClusterSpec> second) {
            this.before = before;
            this.first = first;
            this.second = second;
        }

        private static Optional<EksClusterSpec> nothing() {
            return Optional.empty();
        }

        private static Optional<EksClusterSpec> of(EksClusterBuilder declaration) {
            return Optional.of(declaration.spec());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneHolds_theOtherIsToldSo(Rivals rivals) {
        List<String> wrong = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (int later : OFFSETS) {
            try (Contest contest = Contest.of(rivals.before, rivals.first, rivals.second)) {
                contest.hold(later);
                ends.add(later + " ms: " + contest);
                contest.verify();
            } catch (AssertionError | RuntimeException e) {
                wrong.add(later + " ms: " + e);
            }
        }
        System.out.printf("%s: %d offsets, %d wrong%n", rivals, OFFSETS.length, wrong.size());
        if (!wrong.isEmpty()) {
            ends.forEach(System.out::println);
        }
        assertThat(wrong).as("of %d offsets", OFFSETS.length).isEmpty();
    }
}
