package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.door.InMemoryDoor;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ServerException;

/** What narrows a rule, and faults that take time. */
class FaultRulesTest {

    private final TestServer fake = new TestServer(new TinyEks());
    private final Faults faults = fake.server.faults();
    private final EksClient eks = client("AKIATEST");

    @Test
    void probability_hitsAShare_theSameOneEachTime() {
        faults.onService("eks").withProbability(0.3, 7).throttle();
        List<Boolean> first = thousandCalls();
        faults.clear();
        faults.onService("eks").withProbability(0.3, 7).throttle();

        assertThat(first.stream().filter(hit -> hit).count()).isBetween(250L, 350L);
        assertThat(thousandCalls()).isEqualTo(first);
        assertThat(faults.isUsedUp()).as("it has no end").isTrue();
    }

    @Test
    void probabilityAndTimes_hitsNoMoreThanSaid() {
        faults.onAnyCall().withProbability(0.5, 1).times(3).throttle();

        assertThat(thousandCalls().stream().filter(hit -> hit).count()).isEqualTo(3);
        assertThat(faults.isUsedUp()).isTrue();
    }

    @Test
    void probabilityThatIsNone_isRefused() {
        assertThatThrownBy(() -> faults.onAnyCall().withProbability(1.1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void time_beginsAndEnds() {
        faults.on("ListClusters")
                .after(Duration.ofMinutes(10))
                .during(Duration.ofMinutes(5))
                .throttle();

        assertThat(isHit()).isFalse();
        fake.time.advance(Duration.ofMinutes(10));
        assertThat(isHit()).isTrue();
        assertThat(isHit()).isTrue();
        assertThat(faults.isUsedUp()).isFalse();
        fake.time.advance(Duration.ofMinutes(5));
        assertThat(faults.isUsedUp()).isTrue();
        assertThat(isHit()).isFalse();
    }

    @Test
    void untilAMoment_hitsBefore() {
        Instant end = fake.time.now().plusSeconds(60);
        faults.on("ListClusters").until(end).during(Duration.ofHours(1)).throttle();

        assertThat(isHit()).isTrue();
        fake.time.advance(Duration.ofSeconds(60));
        assertThat(isHit()).isFalse();
    }

    @Test
    void timesWithinATime_areCounted() {
        faults.on("ListClusters").times(1).during(Duration.ofHours(1)).throttle();

        assertThat(isHit()).isTrue();
        assertThat(isHit()).isFalse();
        assertThat(faults.isUsedUp()).isTrue();
    }

    @Test
    void resource_isFoundByNameOrArn() {
        faults.onResource("workers").always().serverErrorBefore();

        assertThatThrownBy(() -> eks.describeCluster(r -> r.name("workers"))).isInstanceOf(ServerException.class);
        assertThatThrownBy(() -> eks.describeCluster(r -> r.name("arn:aws:eks:eu-west-1:1:cluster/workers")))
                .isInstanceOf(ServerException.class);
        assertThatThrownBy(() -> eks.describeCluster(r -> r.name("coworkers"))).isNotInstanceOf(ServerException.class);
        assertThat(isHit()).isFalse();
    }

    @Test
    void severalOperationsAndACaller_areAllNeeded() {
        fake.keys.add("AKIAOTHER", "210987654321", "arn:aws:iam::210987654321:user/other");
        faults.on("DescribeCluster", "ListClusters")
                .byCaller("210987654321")
                .always()
                .deny();

        assertThat(isHit()).isFalse();
        assertThatThrownBy(() -> client("AKIAOTHER").listClusters()).hasMessageContaining("not authorized");
        faults.clear();
        faults.on("ListClusters")
                .byCaller("arn:aws:iam::210987654321:user/other")
                .throttle();
        assertThat(isHit()).isFalse();
        assertThatThrownBy(() -> client("AKIAOTHER").listClusters()).isInstanceOf(EksException.class);
    }

    @Test
    void hangBefore_passesTimeAndHasNoEffect() {
        faults.on("CreateCluster").hangBefore();
        Instant before = fake.time.now();

        assertThatThrownBy(() -> create("one"))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(ConnectionLost.class)
                .hasStackTraceContaining(SocketTimeoutException.class.getName());
        assertThat(fake.time.now()).isEqualTo(before.plusSeconds(30));
        assertThat(eks.listClusters().clusters()).isEmpty();
        assertThat(faults.isUsedUp()).isTrue();
    }

    @Test
    void hangAfter_leavesTheEffect_andWhatIsDueMeanwhileHappens() {
        StringBuilder happened = new StringBuilder();
        fake.time.schedule(Duration.ofSeconds(50), () -> happened.append("due"));
        faults.hangTime(Duration.ofMinutes(1)).on("CreateCluster").hangAfter();

        assertThatThrownBy(() -> create("one")).isInstanceOf(SdkClientException.class);
        assertThat(eks.listClusters().clusters()).containsExactly("one");
        assertThat(happened).hasToString("due");
        assertThat(fake.server.calls().of("CreateCluster").list().get(0).outcome())
                .isEqualTo(Call.Outcome.DROPPED);
    }

    @Test
    void delays_addUp_andGoWithAnotherFault() {
        faults.on("ListClusters").delay(Duration.ofSeconds(2));
        faults.on("ListClusters").times(2).delay(Duration.ofSeconds(3));
        faults.on("ListClusters").throttle();
        Instant before = fake.time.now();

        assertThat(isHit()).isTrue();
        assertThat(fake.time.now()).isEqualTo(before.plusSeconds(5));
        assertThat(isHit()).isFalse();
        assertThat(fake.time.now()).isEqualTo(before.plusSeconds(8));
        assertThat(isHit()).isFalse();
        assertThat(fake.time.now()).isEqualTo(before.plusSeconds(8));
    }

    @Test
    void rules_canBeRead() {
        faults.on("CreateCluster", "DeleteCluster")
                .onResource("prod")
                .times(2)
                .during(Duration.ofMinutes(5))
                .hangAfter();

        assertThat(faults)
                .hasToString("[hang after the effect, on CreateCluster or DeleteCluster, on resource prod,"
                        + " from 2026-11-22T12:00:00Z until 2026-11-22T12:05:00Z, 2 of 2 times left]");
    }

    private List<Boolean> thousandCalls() {
        return IntStream.range(0, 1000).mapToObj(i -> isHit()).toList();
    }

    private boolean isHit() {
        try {
            eks.listClusters();
            return false;
        } catch (EksException hit) {
            return true;
        }
    }

    private void create(String name) {
        eks.createCluster(r -> r.name(name)
                .roleArn("arn:aws:iam::123456789012:role/eks")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }

    private EksClient client(String key) {
        return EksClient.builder()
                .applyMutation(TestServer::configure)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClient(new InMemoryDoor(fake.server).client())
                .build();
    }
}
