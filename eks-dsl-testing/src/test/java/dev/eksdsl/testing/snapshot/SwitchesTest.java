package dev.eksdsl.testing.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import dev.eksdsl.testing.server.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** What was ordered by the Java API of a fake holds in fakes that start from its snapshot. */
class SwitchesTest {

    private static final String LOOK_ONLY =
            "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"ec2:Describe*\", \"Resource\": \"*\"}]}";

    private final FakeAws aws = FakeAws.create();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        aws.close();
    }

    static Stream<Arguments> switches() {
        return Stream.of(
                refusal("quota", fake -> fake.quotas().set("vpc", "L-F678F1CE", 0), SwitchesTest::vpc),
                refusal("capacity", fake -> fake.capacity().none("m6i.*", "*"), SwitchesTest::instance),
                refusal(
                        "capacity for a time",
                        fake -> fake.capacity().noneFor(Duration.ofHours(1), "*", "*"),
                        SwitchesTest::instance),
                refusal("rate limit", fake -> fake.rateLimits().set("ec2", "CreateVpc", 1, 0.001), fake -> {
                    vpc(fake);
                    vpc(fake);
                }));
    }

    private static Arguments refusal(String name, Consumer<FakeAws> order, Consumer<FakeAws> act) {
        return Arguments.of(name, order, act);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("switches")
    void order_holdsInCopiesAndTheirCopies(String name, Consumer<FakeAws> order, Consumer<FakeAws> act) {
        act.accept(aws);
        order.accept(aws);
        Snapshot snapshot = aws.snapshot();
        assertThatThrownBy(() -> act.accept(aws)).isInstanceOf(SdkException.class);

        try (FakeAws copy = FakeAws.builder().from(reloaded(snapshot)).build();
                FakeAws next = FakeAws.builder().from(reloaded(copy.snapshot())).build()) {
            assertThat(copy.snapshot()).hasToString(snapshot.toString());
            assertThatThrownBy(() -> act.accept(copy)).isInstanceOf(SdkException.class);
            assertThatThrownBy(() -> act.accept(next)).isInstanceOf(SdkException.class);
        }
    }

    @Test
    void shortage_thatIsOver_isOverInTheCopy() {
        aws.capacity().none("*", "*").restore();
        aws.capacity().noneFor(Duration.ofHours(1), "*", "*");
        aws.clock().advance(Duration.ofMinutes(30));
        try (FakeAws copy = FakeAws.builder().from(reloaded(aws.snapshot())).build()) {
            assertThatThrownBy(() -> instance(copy)).hasMessageContaining("do not have sufficient m6i.large capacity");
            copy.clock().advance(Duration.ofMinutes(31));
            instance(copy);
        }
    }

    @Test
    void limitedCaller_staysLimited() {
        AwsCredentialsProvider reader = aws.callers().limitedTo(LOOK_ONLY);
        aws.callers().administratorOf("111122223333");
        Snapshot snapshot = aws.snapshot();
        try (FakeAws copy = FakeAws.builder().from(reloaded(snapshot)).build()) {
            Ec2Client client = copy.client(Ec2Client.builder(), own -> own.credentialsProvider(reader));
            assertThat(client.describeVpcs().vpcs()).isEmpty();
            assertThatThrownBy(() -> client.createVpc(q -> q.cidrBlock("10.0.0.0/16")))
                    .hasMessageContaining("not authorized");
            assertThat(copy.callers().limited()).isEqualTo(aws.callers().limited());
            assertThat(copy.snapshot()).as("noted once").hasToString(snapshot.toString());
        }
    }

    @Test
    void drawingOfDurations_goesOn() {
        aws.durations().draw(7);
        try (FakeAws copy = FakeAws.builder().from(reloaded(aws.snapshot())).build()) {
            List<Duration> draws = draws(aws);
            assertThat(draws).isEqualTo(draws(copy)).doesNotContain(Durations.Of.CLUSTER_CREATE.median());
        }
    }

    private static List<Duration> draws(FakeAws fake) {
        return Stream.generate(() -> fake.durations().of(Durations.Of.CLUSTER_CREATE))
                .limit(3)
                .toList();
    }

    private Snapshot reloaded(Snapshot snapshot) {
        Path file = directory.resolve("snapshot.json");
        snapshot.save(file);
        return Snapshot.load(file);
    }

    private static void vpc(FakeAws fake) {
        Ec2Client client = ec2(fake);
        client.deleteVpc(q ->
                q.vpcId(client.createVpc(v -> v.cidrBlock("10.0.0.0/16")).vpc().vpcId()));
    }

    private static void instance(FakeAws fake) {
        Ec2Client client = ec2(fake);
        String vpc = client.createVpc(q -> q.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String subnet = client.createSubnet(q -> q.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        String image =
                client.describeImages(q -> q.owners("amazon")).images().get(0).imageId();
        client.runInstances(q -> q.imageId(image)
                .instanceType(InstanceType.M6_I_LARGE)
                .subnetId(subnet)
                .minCount(1)
                .maxCount(1));
    }

    /** One attempt a call: the SDK's pauses would be real ones. */
    private static Ec2Client ec2(FakeAws fake) {
        return fake.client(
                Ec2Client.builder(),
                own -> own.overrideConfiguration(
                        settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry())));
    }
}
