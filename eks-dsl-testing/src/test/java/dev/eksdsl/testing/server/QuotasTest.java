package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.time.VirtualTimeline;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private static final Caller ELSEWHERE = new Caller("111122223333", "eu-west-1", "arn:aws:iam::111122223333:root");
    private static final Caller OTHER = new Caller("444455556666", "us-east-1", "arn:aws:iam::444455556666:root");

    private final Quotas quotas = new World(new VirtualTimeline(Instant.EPOCH), 1, new Durations()).quotas();

    @Test
    void defaults_areThoseOfANewAccount() {
        assertThat(quotas.limit(TypedCalls.CALLER, "vpc", "L-F678F1CE")).isEqualTo(5);
        assertThat(quotas.limit(TypedCalls.CALLER, "eks", "L-BD136A63")).isEqualTo(450);
    }

    @Test
    void whatIsSetForOnePlace_winsThere() {
        quotas.set("vpc", "L-F678F1CE", 50).set("111122223333", "us-east-1", "vpc", "L-F678F1CE", 7);

        assertThat(quotas.limit(TypedCalls.CALLER, "vpc", "L-F678F1CE")).isEqualTo(7);
        assertThat(quotas.limit(ELSEWHERE, "vpc", "L-F678F1CE")).isEqualTo(50);
        assertThat(quotas.limit(OTHER, "vpc", "L-F678F1CE")).isEqualTo(50);
    }

    @Test
    void globalQuota_countsInAllRegions() {
        quotas.set("111122223333", "us-east-1", "iam", "L-FE177D64", 2000);

        assertThat(quotas.limit(ELSEWHERE, "iam", "L-FE177D64")).isEqualTo(2000);
        assertThat(quotas.limit(OTHER, "iam", "L-FE177D64")).isEqualTo(1000);
    }

    @Test
    void increase_isForgottenWithTheState_butNotWhatATestHasSet() {
        quotas.set("vpc", "L-F678F1CE", 50);
        quotas.grant(TypedCalls.CALLER, "vpc", "L-F678F1CE", 60);
        assertThat(quotas.limit(TypedCalls.CALLER, "vpc", "L-F678F1CE")).isEqualTo(60);

        quotas.forgetGranted();

        assertThat(quotas.limit(TypedCalls.CALLER, "vpc", "L-F678F1CE")).isEqualTo(50);
    }

    @Test
    void unknownQuota_isAMistakeOfTheTest() {
        assertThatThrownBy(() -> quotas.set("vpc", "L-00000000", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("L-00000000");
    }

    @Test
    void codes_areOfAwsForm_andThereOnce() {
        assertThat(quotas.known())
                .allSatisfy(quota -> assertThat(quota.code()).matches("L-[0-9A-F]{8}"))
                .extracting(Quota::serviceCode)
                .isSorted();
        assertThat(quotas.known().stream().map(Quota::code).collect(Collectors.toSet()))
                .hasSameSizeAs(quotas.known());
    }
}
