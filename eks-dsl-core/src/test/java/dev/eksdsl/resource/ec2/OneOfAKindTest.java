package dev.eksdsl.resource.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Refusals;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Creating without a client token, beside what an earlier call may have made. */
class OneOfAKindTest {

    private final List<Subnet> shown = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final OneOfAKind<Subnet> one = new OneOfAKind<>(
            (aws, filters) -> List.copyOf(shown), Subnet::subnetId, Subnet::tags, (aws, id) -> deleted.add(id));
    private TestActing acting = new TestActing(new ScriptedAws(), new ResourceId("subnet", "a"), false);

    @Test
    void alone_stays() {
        shown.add(subnet("subnet-new", "2026-11-22T10:00:00Z"));

        assertThat(create("subnet-new")).isEqualTo(Progress.done("subnet-new"));
        assertThat(deleted).isEmpty();
    }

    @Test
    void notShownYet_waitedFor() {
        Progress<String> progress = create("subnet-new");
        assertThat(progress).isInstanceOf(Progress.Waiting.class);

        shown.add(subnet("subnet-new", "2026-11-22T10:00:00Z"));
        assertThat(next(progress, Duration.ofSeconds(1))).isEqualTo(Progress.done("subnet-new"));
    }

    @Test
    void besideAnOlderOne_theOlderStays() {
        shown.add(subnet("subnet-new", "2026-11-22T10:00:00.5Z"));
        shown.add(subnet("subnet-old", "2026-11-22T10:00:00Z"));

        assertThat(create("subnet-new")).isEqualTo(Progress.done("subnet-old"));
        assertThat(deleted).containsExactly("subnet-new");
    }

    @Test
    void besideAYoungerOne_isLeftToWhoMadeThat() {
        shown.add(subnet("subnet-new", "2026-11-22T10:00:00Z"));
        shown.add(subnet("subnet-younger", "2026-11-22T10:00:01Z"));

        assertThat(create("subnet-new")).isEqualTo(Progress.done("subnet-new"));
        assertThat(deleted).isEmpty();
    }

    @Test
    void sameMoment_bothRunsChooseTheSame() {
        shown.add(subnet("subnet-1", "2026-11-22T10:00:00Z"));
        shown.add(subnet("subnet-2", "2026-11-22T10:00:00Z"));

        assertThat(create("subnet-1")).isEqualTo(Progress.done("subnet-1"));
        assertThat(deleted).isEmpty();
        assertThat(create("subnet-2")).isEqualTo(Progress.done("subnet-1"));
        assertThat(deleted).containsExactly("subnet-2");
    }

    @Test
    void besideOthersOfTheCluster_theyAreLeftAlone() {
        shown.add(subnet("subnet-new", "2026-11-22T10:00:00Z"));
        Subnet other = subnet("subnet-b", "2026-11-22T09:00:00Z");
        shown.add(other.toBuilder()
                .tags(tag("eks-dsl/cluster", "production"), tag("eks-dsl/id", "subnet/b"))
                .build());

        assertThat(create("subnet-new")).isEqualTo(Progress.done("subnet-new"));
        assertThat(deleted).isEmpty();
    }

    @Test
    void refusedForWhatIsNotShownYet_thatIsTaken() {
        Progress<String> progress = one.create(
                acting,
                () -> {
                    throw Refusals.of("CreateSubnet", "InvalidSubnet.Conflict", "conflicts with another subnet");
                },
                OneOfAKindTest::done);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);

        shown.add(subnet("subnet-old", "2026-11-22T10:00:00Z"));
        assertThat(next(progress, Duration.ofSeconds(2))).isEqualTo(Progress.done("subnet-old"));
    }

    @Test
    void refusedForAnotherReason_fails() {
        assertThatThrownBy(() -> one.create(
                        acting,
                        () -> {
                            throw Refusals.of("CreateSubnet", "SubnetLimitExceeded", "too many");
                        },
                        OneOfAKindTest::done))
                .isInstanceOf(AwsCallException.class);
    }

    @Test
    void answerLost_whatWasMadeIsLookedForAndTaken() {
        Progress<String> progress = lost(NO_SECOND_CALL);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);

        progress = next(progress, Duration.ofSeconds(1));
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        shown.add(subnet("subnet-first", acting.started().toString()));
        assertThat(next(progress, Duration.ofSeconds(3))).isEqualTo(Progress.done("subnet-first"));
    }

    @Test
    void callLost_isMadeAgainWhenEc2WouldShowWhatItMade() {
        Progress<String> progress = lost(() -> "subnet-new");

        progress = next(progress, Duration.ofSeconds(29));
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        progress = next(progress, Duration.ofSeconds(30));
        shown.add(subnet("subnet-new", acting.started().toString()));
        assertThat(next(progress, Duration.ofSeconds(31))).isEqualTo(Progress.done("subnet-new"));
    }

    @Test
    void answerLostBesideAnOlderOne_waitsForItsOwnAndDeletesThat() {
        shown.add(subnet("subnet-old", "1969-12-31T23:59:00Z"));
        Progress<String> progress = next(lost(NO_SECOND_CALL), Duration.ofSeconds(1));
        assertThat(progress).isInstanceOf(Progress.Waiting.class);

        shown.add(subnet("subnet-new", acting.started().toString()));
        assertThat(next(progress, Duration.ofSeconds(2))).isEqualTo(Progress.done("subnet-old"));
        assertThat(deleted).containsExactly("subnet-new");
    }

    @Test
    void callLostBesideAnOlderOne_thatIsTaken() {
        shown.add(subnet("subnet-old", "1969-12-31T23:59:00Z"));

        assertThat(next(lost(NO_SECOND_CALL), Duration.ofSeconds(30))).isEqualTo(Progress.done("subnet-old"));
        assertThat(deleted).isEmpty();
    }

    @Test
    void anothersOfTheMomentOfThisStep_firstByIdStays() {
        shown.add(subnet("subnet-1", acting.started().toString()));
        shown.add(subnet("subnet-2", acting.started().toString()));

        assertThat(create("subnet-2")).isEqualTo(Progress.done("subnet-1"));
        assertThat(deleted).containsExactly("subnet-2");
    }

    @Test
    void severalOfThisMoment_firstTry_deletesOnlyWhatItMade() {
        shown.add(subnet("subnet-1", acting.started().toString()));
        shown.add(subnet("subnet-2", acting.started().toString()));
        shown.add(subnet("subnet-3", acting.started().toString()));

        assertThat(create("subnet-2")).isEqualTo(Progress.done("subnet-1"));
        assertThat(deleted).containsExactly("subnet-2");
    }

    @Test
    void severalOfTriesOfThisStep_oneStays() {
        acting = new TestActing(new ScriptedAws(), new ResourceId("subnet", "a"), true);
        shown.add(subnet("subnet-1", acting.started().toString()));
        shown.add(subnet("subnet-2", acting.started().toString()));
        shown.add(subnet("subnet-3", acting.started().toString()));

        assertThat(create("subnet-2")).isEqualTo(Progress.done("subnet-1"));
        assertThat(deleted).containsExactlyInAnyOrder("subnet-2", "subnet-3");
    }

    @Test
    void lookFails_onlyTheLookIsTriedAgain() {
        List<String> calls = new ArrayList<>();
        OneOfAKind<Subnet> blind = new OneOfAKind<>(
                (aws, filters) -> {
                    if (calls.size() < 2) {
                        calls.add("look");
                        throw Refusals.of("DescribeSubnets", "RequestLimitExceeded", "slower");
                    }
                    return List.of(subnet("subnet-new", "2026-11-22T10:00:00Z"));
                },
                Subnet::subnetId,
                Subnet::tags,
                (aws, id) -> deleted.add(id));

        Progress<String> progress = blind.create(
                acting,
                () -> {
                    calls.add("create");
                    return "subnet-new";
                },
                OneOfAKindTest::done);
        progress = next(progress, Duration.ZERO);
        assertThat(next(progress, Duration.ofSeconds(1))).isEqualTo(Progress.done("subnet-new"));
        assertThat(calls).containsExactly("create", "look");
    }

    private static final Supplier<String> NO_SECOND_CALL = () -> {
        throw new AssertionError("a second create call");
    };

    /** The first call gets no answer. */
    private Progress<String> lost(Supplier<String> second) {
        AtomicInteger calls = new AtomicInteger();
        return one.create(
                acting,
                () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw Refusals.of(500, "CreateSubnet", "InternalError", "An internal error has occurred");
                    }
                    return second.get();
                },
                OneOfAKindTest::done);
    }

    private Progress<String> create(String made) {
        return next(one.create(acting, () -> made, OneOfAKindTest::done), Duration.ZERO);
    }

    private Progress<String> next(Progress<String> progress, Duration later) {
        return ((Progress.Waiting<String>) progress).next().look(acting.later(later));
    }

    private static Progress.Look<String> done(Subnet subnet) {
        return acting -> Progress.done(subnet.subnetId());
    }

    private static Subnet subnet(String id, String created) {
        return Subnet.builder()
                .subnetId(id)
                .tags(
                        tag("eks-dsl/created", created),
                        tag("eks-dsl/cluster", "production"),
                        tag("eks-dsl/id", "subnet/a"))
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
