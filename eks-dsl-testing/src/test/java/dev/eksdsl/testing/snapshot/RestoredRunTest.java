package dev.eksdsl.testing.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import dev.eksdsl.testing.door.HttpDoor;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots at many moments: restored, in memory and from a file, they show the same, and go on the same. */
class RestoredRunTest {

    private static final EksClusterSpec SPEC = Eks.cluster("production")
            .version("1.35")
            .nodeGroup("workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
            .fargate("api", fp -> fp.selector("api"))
            .addon("coredns")
            .irsa("api", "web", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
            .spec();

    private static final int MOMENTS = 60;

    @TempDir
    Path directory;

    @Test
    void everyMomentOfALife_isRestored() {
        Map<Snapshot, List<String>> seen = new LinkedHashMap<>();
        try (FakeAws aws = FakeAws.create()) {
            look(aws, seen, Duration.ofMillis(41_317));
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            aws.eksClient()
                    .updateNodegroupVersion(q ->
                            q.clusterName("production").nodegroupName("workers").force(true));
            aws.clock().advance(Duration.ofMinutes(20));
            eks.destroy("production").orThrow();
        }
        assertThat(seen.keySet().size()).isEqualTo(MOMENTS);
        int n = 0;
        long restoring = 0;
        for (Map.Entry<Snapshot, List<String>> moment : seen.entrySet()) {
            Snapshot snapshot = moment.getKey();
            if (n++ % 5 == 0) {
                Path file = directory.resolve("snapshot.json");
                snapshot.save(file);
                snapshot = Snapshot.load(file);
            }
            long begin = System.nanoTime();
            try (FakeAws copy = FakeAws.builder().from(snapshot).build()) {
                restoring += System.nanoTime() - begin;
                assertThat(Descriptions.of(copy)).as("%s", snapshot).isEqualTo(moment.getValue());
            }
        }
        System.out.printf("restored %d snapshots, %.1f ms each%n", MOMENTS, restoring / 1e6 / MOMENTS);
    }

    /** Looks at everything, again and again while the time of the fake passes. */
    private static void look(FakeAws aws, Map<Snapshot, List<String>> seen, Duration every) {
        aws.clock().schedule(every, () -> {
            seen.put(aws.snapshot(), Descriptions.now(aws));
            if (seen.size() < MOMENTS) {
                look(aws, seen, every);
            }
        });
    }

    static IntStream writes() {
        return IntStream.iterate(3, n -> n < 45, n -> n + 6);
    }

    @ParameterizedTest(name = "died after write {0}")
    @MethodSource("writes")
    void runThatDied_goesOnTheSame(int write) {
        try (FakeAws aws = FakeAws.create()) {
            aws.faults().crashAfterWrite(write);
            EksSession dying = aws.session();
            assertThatThrownBy(() -> dying.apply(dying.plan(SPEC))).isInstanceOf(SimulatedCrash.class);
            aws.clock().advance(Duration.ofSeconds(write * 7L));

            Snapshot snapshot = aws.snapshot();
            Path file = directory.resolve("snapshot.json");
            snapshot.save(file);
            try (FakeAws copy = FakeAws.builder().from(snapshot).build();
                    FakeAws loaded = FakeAws.builder().from(Snapshot.load(file)).build()) {
                List<String> built = finish(aws);
                assertThat(finish(copy)).isEqualTo(built);
                assertThat(finish(loaded)).isEqualTo(built);
                assertThat(destroy(aws)).isEqualTo(destroy(copy)).isEqualTo(destroy(loaded));
            }
        }
    }

    @Test
    void drawnDurations_comeOutTheSame_whateverElseIsAsked() {
        try (FakeAws aws = FakeAws.builder().seed(5).drawnDurations().build()) {
            aws.faults().crashAfterWrite(30);
            EksSession dying = aws.session();
            assertThatThrownBy(() -> dying.apply(dying.plan(SPEC))).isInstanceOf(SimulatedCrash.class);
            try (FakeAws copy = FakeAws.builder().from(aws.snapshot()).build()) {
                Descriptions.of(copy);
                assertThatThrownBy(() -> copy.eksClient().deleteCluster(q -> q.name("none")))
                        .hasMessageContaining("No cluster found");
                assertThatThrownBy(() -> copy.ec2Client().createNatGateway(q -> q.subnetId("subnet-0a")))
                        .hasMessageContaining("subnet-0a");

                assertThat(finish(copy)).isEqualTo(finish(aws));
                assertThat(destroy(copy)).isEqualTo(destroy(aws));
            }
        }
    }

    @Test
    void whatAPersonDid_andWhatWasBeforeAReset_isKeptOrForgotten() throws Exception {
        try (FakeAws aws = FakeAws.create();
                HttpDoor door = aws.serve()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(door.url().resolve("/moto-api/reset"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(aws.inventory()).isEmpty();
            aws.quotas().set("vpc", "L-F678F1CE", 7);
            eks.apply(eks.plan(SPEC)).orThrow();
            aws.console().eks("production").labelNodegroup("workers", "by", "hand");
            aws.clock().advance(Duration.ofMinutes(3));

            try (FakeAws copy = FakeAws.builder().from(aws.snapshot()).build()) {
                assertThat(Descriptions.of(copy)).isEqualTo(Descriptions.of(aws));
                assertThat(finish(copy)).isEqualTo(finish(aws));
            }
        }
    }

    private static List<String> finish(FakeAws aws) {
        EksSession eks = aws.session();
        eks.apply(eks.plan(SPEC)).orThrow();
        assertThat(eks.plan(SPEC).isEmpty()).isTrue();
        return Descriptions.of(aws);
    }

    private static List<String> destroy(FakeAws aws) {
        aws.session().destroy("production").orThrow();
        assertThat(aws.inventory()).isEmpty();
        return Descriptions.of(aws);
    }
}
