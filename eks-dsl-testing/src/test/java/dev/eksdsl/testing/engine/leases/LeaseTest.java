package dev.eksdsl.testing.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.sweep.Lease;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Reading a lease, and changing when it ends. */
class LeaseTest {

    private static final Instant END = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void lease_runsOut() {
        try (FakeAws aws = Ephemeral.with(Ephemeral.spec())) {
            EksSession eks = aws.session();
            aws.clock().advance(Duration.between(aws.clock().now(), END).minusMinutes(48));
            Lease lease = eks.lease(Ephemeral.NAME).orElseThrow();
            assertThat(lease.isExpired()).isFalse();
            assertThat(lease.remaining()).isEqualTo(Duration.ofMinutes(48));
            assertThat(lease).hasToString("e2e: 48m left, until 2026-11-22T02:00:00Z");

            aws.clock().advance(Duration.ofMinutes(50));
            Lease later = eks.lease(Ephemeral.NAME).orElseThrow();
            assertThat(later.isExpired()).isTrue();
            assertThat(later.remaining()).isZero();
            assertThat(later).hasToString("e2e: expired 2m ago, at 2026-11-22T02:00:00Z");
        }
    }

    @Test
    void extension_isOneWrite_andNeverShortens() {
        try (FakeAws aws = Ephemeral.with(Ephemeral.spec())) {
            EksSession eks = aws.session();
            long mark = aws.calls().mark();
            Instant wanted = aws.clock().now().plus(Duration.ofHours(3));

            assertThat(eks.extend(Ephemeral.NAME, Duration.ofHours(3)).until()).isEqualTo(seconds(wanted));
            assertThat(aws.calls().since(mark).writes().operations()).containsExactly("TagResource");

            mark = aws.calls().mark();
            assertThat(eks.extend(Ephemeral.NAME, Duration.ofMinutes(5)).until())
                    .isEqualTo(seconds(wanted));
            assertThat(aws.calls().since(mark).writes().operations()).isEmpty();
        }
    }

    @Test
    void shortening_endsTheLeaseEverywhere() {
        try (FakeAws aws = Ephemeral.with(Ephemeral.everything())) {
            EksSession eks = aws.session();
            eks.extend(Ephemeral.NAME, Duration.ofHours(5));

            assertThat(eks.shorten(Ephemeral.NAME, Duration.ofHours(9)).remaining())
                    .isGreaterThan(Duration.ofHours(4));
            assertThat(eks.shorten(Ephemeral.NAME, Duration.ZERO).isExpired()).isTrue();
            assertThat(eks.plan(Ephemeral.everything()).changes()).isEmpty();
            eks.sweep(s -> s.delete()).orThrow();
            assertThat(aws.inventory()).isEmpty();
        }
    }

    /** Before there is a cluster, something else carries the extension, and it counts when there is one. */
    @Test
    void extensionBeforeTheClusterExists_counts() {
        try (FakeAws aws = FakeAws.create()) {
            diesAt(aws, "CreateVpc");
            EksSession eks = aws.session();
            assertThat(eks.extend(Ephemeral.NAME, Duration.ofHours(5)).remaining())
                    .isGreaterThan(Duration.ofHours(4));
            assertThat(aws.calls().of("CreateTags").list()).hasSizeLessThanOrEqualTo(1);

            Ephemeral.build(eks, Ephemeral.spec());
            assertThat(eks.lease(Ephemeral.NAME).orElseThrow().until()).isEqualTo("2026-11-22T05:00:00Z");
        }
    }

    @Test
    void extensionWhenOnlyARoleExists_counts() {
        try (FakeAws aws = FakeAws.builder().defaultVpcs().build()) {
            String[] subnets = aws.ec2Client().describeSubnets().subnets().stream()
                    .map(Subnet::subnetId)
                    .limit(2)
                    .toArray(String[]::new);
            aws.faults().crashAfter("CreateRole");
            EksSession dying = aws.session();
            var spec = Ephemeral.cluster(Ephemeral.NAME)
                    .network(n -> n.privateSubnets(subnets))
                    .spec();
            assertThatThrownBy(() -> dying.apply(dying.plan(spec))).isInstanceOf(SimulatedCrash.class);
            EksSession eks = aws.session();
            long mark = aws.calls().mark();

            assertThat(eks.extend(Ephemeral.NAME, Duration.ofHours(5)).remaining())
                    .isGreaterThan(Duration.ofHours(4));
            assertThat(aws.calls().since(mark).writes().operations()).containsExactly("TagRole");
        }
    }

    @Test
    void whatHasNoLease_cannotBeExtended() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            assertThat(eks.lease("nobody")).isEmpty();
            assertThatThrownBy(() -> eks.extend("nobody", Duration.ofHours(1)))
                    .isInstanceOf(EksDslException.class)
                    .hasMessage("nothing exists of cluster nobody");
            Ephemeral.build(eks, dev.eksdsl.Eks.cluster("forever", c -> c.version("1.35")));
            long mark = aws.calls().mark();
            assertThatThrownBy(() -> eks.extend("forever", Duration.ofHours(1)))
                    .hasMessageStartingWith("cluster forever has no lease");
            assertThat(aws.calls().since(mark).writes().list()).isEmpty();
        }
    }

    @Test
    void clusterThatIsBeingDeleted_cannotBeExtended() {
        try (FakeAws aws = Ephemeral.with(Ephemeral.spec())) {
            EksSession eks = aws.session();
            var handle = eks.start(eks.planDestroy(Ephemeral.NAME));
            while (aws.calls().of("DeleteCluster").list().isEmpty()) {
                aws.clock().advance(Duration.ofSeconds(10));
            }
            assertThatThrownBy(() -> eks.extend(Ephemeral.NAME, Duration.ofHours(5)))
                    .hasMessageContaining("is being deleted");
            aws.timeline().await(handle.completion()).orThrow();
        }
    }

    private static void diesAt(FakeAws aws, String operation) {
        aws.faults().on(operation).crashAfter();
        EksSession dying = aws.session();
        assertThatThrownBy(() -> dying.apply(dying.plan(Ephemeral.spec()))).isInstanceOf(SimulatedCrash.class);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }
}
