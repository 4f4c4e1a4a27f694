package dev.eksdsl.aws.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits against the buckets of AWS that they stand for. */
class PacerTest {

    private static final PacedCall NAT_GATEWAY = new PacedCall("ec2", "CreateNatGateway", false);
    private static final PacedCall ROLE = new PacedCall("iam", "CreateRole", false);

    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T00:00:00Z"));
    private final Pacing pacing = new Pacing();
    private final Pacer pacer = pacing.of("one", "us-east-1", time::now);

    @Test
    void whatTheBurstHolds_goesAtOnce_andTheRestAtTheRate() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waits.add(pacer.reserve(NAT_GATEWAY));
        }
        assertThat(waits.subList(0, 9)).containsOnly(Duration.ZERO);
        assertThat(waits.get(29)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    /** Whatever comes, and whenever: in no stretch of time more calls than AWS's bucket holds and lets flow in. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noStretchOfTime_hasMoreCallsThanAwssBucketAllows(long seed) {
        Random random = new Random(seed);
        List<Instant> made = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            time.advance(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(300)));
            made.add(time.now().plus(pacer.reserve(NAT_GATEWAY)));
        }
        Collections.sort(made);
        double tokens = 10;
        Instant filled = made.get(0);
        for (Instant at : made) {
            tokens = Math.min(10, tokens + Duration.between(filled, at).toNanos() / 1e9);
            filled = at;
            assertThat(tokens).isGreaterThan(1 - 1e-6);
            tokens--;
        }
    }

    @Test
    void whatAwsThrottles_isMadeMoreSlowly_andRecovers() {
        for (int i = 0; i < 9; i++) {
            pacer.reserve(NAT_GATEWAY);
        }
        pacer.throttled(NAT_GATEWAY);
        pacer.throttled(NAT_GATEWAY);
        assertThat(use().percent()).isEqualTo(70);
        assertThat(use().throttled()).isEqualTo(2);
        assertThat(pacer.reserve(NAT_GATEWAY)).isGreaterThan(Duration.ofSeconds(8));

        time.advance(Duration.ofSeconds(10));
        assertThat(use().percent()).isEqualTo(80);
        time.advance(Duration.ofSeconds(20));
        assertThat(use().percent()).isEqualTo(100);
        time.advance(Duration.ofSeconds(20));
        assertThat(pacer.reserve(NAT_GATEWAY)).isZero();
    }

    @Test
    void throttledForEver_itStillCallsNowAndThen() {
        for (int i = 0; i < 100; i++) {
            pacer.throttled(NAT_GATEWAY);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(use().percent()).isBetween(5, 10);
        assertThat(pacer.reserve(NAT_GATEWAY)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void accountsAndRegions_haveTheirOwnLimits_butIamHasOneForAllRegions() {
        for (int i = 0; i < 50; i++) {
            pacer.reserve(NAT_GATEWAY);
            pacer.reserve(ROLE);
        }
        assertThat(pacing.of("one", "eu-west-1", time::now).reserve(NAT_GATEWAY))
                .isZero();
        assertThat(pacing.of("two", "us-east-1", time::now).reserve(NAT_GATEWAY))
                .isZero();
        assertThat(pacing.of("one", "us-east-1", time::now).reserve(NAT_GATEWAY))
                .isPositive();
        assertThat(pacing.of("one", "eu-west-1", time::now).reserve(ROLE)).isPositive();
        assertThat(pacing.of("two", "eu-west-1", time::now).reserve(ROLE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ec2, DescribeVpcs, true, 99",
        "ec2, DescribeInstances, false, 49",
        "ec2, CreateSubnet, false, 49",
        "ec2, CreateVpcEndpoint, false, 3",
        "eks, CreateNodegroup, false, 9",
        "eks, DescribeCluster, false, 39",
        "iam, AttachRolePolicy, false, 14",
        "ssm, GetParameter, false, 39",
        "kms, DescribeKey, false, 1000"
    })
    void soManyCalls_goAtOnce(String service, String operation, boolean narrowed, int calls) {
        PacedCall call = new PacedCall(service, operation, narrowed);
        int atOnce = 0;
        while (atOnce < 1000 && pacer.reserve(call).isZero()) {
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(calls);
    }

    @Test
    void aRaisedLimit_standsInPlaceOfTheUsualOne() {
        pacing.limit("ec2", "CreateNatGateway", 100, 50);
        for (int i = 0; i < 99; i++) {
            assertThat(pacer.reserve(NAT_GATEWAY)).isZero();
        }
        assertThat(pacer.reserve(NAT_GATEWAY)).isPositive();
    }

    private BucketUse use() {
        return pacing.use(time.now()).get(0);
    }
}
