package dev.eksdsl.testing.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import dev.eksdsl.testing.server.Durations;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What a snapshot holds, and what a fake that starts from it does. */
class SnapshotTest {

    private static final EksClusterSpec SMALL =
            Eks.cluster("small").version("1.35").nodeGroup("nodes").spec();

    private final FakeAws aws = FakeAws.create();
    private final List<FakeAws> copies = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        aws.close();
        copies.forEach(FakeAws::close);
    }

    @Test
    void copy_standsAtTheSnapshotsMoment() {
        aws.clock().advance(Duration.ofDays(40));
        vpc(aws);
        aws.clock().advance(Duration.ofDays(2));
        Snapshot snapshot = aws.snapshot();
        aws.clock().advance(Duration.ofDays(1));

        assertThat(snapshot.moment()).isEqualTo(FakeAws.DEFAULT_START.plus(Duration.ofDays(42)));
        assertThat(copy(snapshot).clock().now()).isEqualTo(snapshot.moment());
        assertThat(copy(reloaded(snapshot)).clock().now()).isEqualTo(snapshot.moment());
    }

    @Test
    void copies_goTheirOwnWays() {
        String id = vpc(aws);
        Snapshot snapshot = aws.snapshot();
        FakeAws first = copy(snapshot);
        FakeAws second = copy(snapshot);
        first.ec2Client().deleteVpc(q -> q.vpcId(id));
        second.ec2Client().createTags(q -> q.resources(id).tags(t -> t.key("in").value("second")));

        assertThat(first.inventory()).isEmpty();
        assertThat(aws.ec2Client().describeVpcs().vpcs())
                .singleElement()
                .satisfies(vpc -> assertThat(vpc.tags()).isEmpty());
        assertThat(copy(snapshot).inventory()).isEqualTo(aws.inventory());
    }

    @Test
    void snapshotOfACopy_holdsAllThatWasDone() {
        vpc(aws);
        FakeAws copy = copy(aws.snapshot());
        copy.clock().advance(Duration.ofHours(3));
        vpc(copy);
        FakeAws next = copy(reloaded(copy.snapshot()));

        assertThat(next.inventory()).isEqualTo(copy.inventory()).isNotEqualTo(aws.inventory());
        assertThat(vpc(next)).isEqualTo(vpc(copy));
    }

    @Test
    void readsAndRefusals_changeNoId() {
        try (FakeAws noisy = FakeAws.create()) {
            noisy.ec2Client().describeVpcs();
            assertThatThrownBy(() -> noisy.eksClient().describeCluster(q -> q.name("none")))
                    .hasMessageContaining("No cluster found");
            assertThatThrownBy(() -> noisy.ec2Client().createVpc(q -> q.cidrBlock("10.0.0.0/8")))
                    .hasMessageContaining("10.0.0.0/8");
            noisy.iamClient().listRoles();

            assertThat(vpc(noisy)).isEqualTo(vpc(aws));
            assertThat(copy(noisy.snapshot()).inventory()).isEqualTo(noisy.inventory());
        }
    }

    @Test
    void callWhoseAnswerWasLost_isPartOfIt() {
        aws.faults().on("CreateVpc").dropAfter();
        vpc(aws);
        aws.faults().on("CreateVpc").serverErrorBefore();
        vpc(aws);

        assertThat(aws.ec2Client().describeVpcs().vpcs()).hasSize(3);
        assertThat(copy(aws.snapshot()).inventory()).isEqualTo(aws.inventory());
    }

    @Test
    void settings_hold() {
        aws.durations().set(Durations.Of.CLUSTER_CREATE, Duration.ofMinutes(33));
        aws.images().missing("*:v9");
        FakeAws copy = copy(reloaded(aws.snapshot()));
        EksSession eks = copy.session();
        eks.apply(eks.plan(SMALL)).orThrow();

        assertThat(copy.clock().elapsed()).isGreaterThan(Duration.ofMinutes(33));
        try (KubernetesClient client = EksKubernetes.client(eks, "small")) {
            client.pods()
                    .inNamespace("default")
                    .resource(new PodBuilder()
                            .withNewMetadata()
                            .withName("web")
                            .endMetadata()
                            .withNewSpec()
                            .addNewContainer()
                            .withName("web")
                            .withImage("web:v9")
                            .endContainer()
                            .endSpec()
                            .build())
                    .create();
            copy.clock().advance(Duration.ofMinutes(1));
            assertThat(client.pods()
                            .inNamespace("default")
                            .withName("web")
                            .get()
                            .getStatus()
                            .getContainerStatuses())
                    .singleElement()
                    .satisfies(
                            status -> assertThat(status.getState().getWaiting().getReason())
                                    .isIn("ErrImagePull", "ImagePullBackOff"));
        }
    }

    @Test
    void durationOfTheCopy_holdsFromThen() {
        FakeAws copy = FakeAws.builder()
                .duration(Durations.Of.CLUSTER_CREATE, Duration.ofMinutes(40))
                .from(aws.snapshot())
                .build();
        copies.add(copy);

        assertThat(copy.durations().of(Durations.Of.CLUSTER_CREATE)).isEqualTo(Duration.ofMinutes(40));
        assertThat(copy(copy.snapshot()).durations().of(Durations.Of.CLUSTER_CREATE))
                .isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void kubernetesObjects_areThereWithTheirContents() throws Exception {
        EksSession eks = aws.session();
        eks.apply(eks.plan(SMALL)).orThrow();
        try (KubernetesClient client = EksKubernetes.client(eks, "small")) {
            client.configMaps()
                    .inNamespace("default")
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("settings")
                            .endMetadata()
                            .addToData("ratio", "1.50")
                            .build())
                    .serverSideApply();
            client.secrets()
                    .inNamespace("default")
                    .resource(new SecretBuilder()
                            .withNewMetadata()
                            .withGenerateName("token-")
                            .endMetadata()
                            .addToStringData("a", "b")
                            .build())
                    .create();
            client.pods().inNamespace("kube-system").delete();
        }
        Path file = directory.resolve("objects.json");
        aws.snapshot().save(file);
        List<String> there = Descriptions.of(aws);

        assertThat(Descriptions.of(copy(Snapshot.load(file)))).isEqualTo(there);
        // who wrote is kept, the token is not
        assertThat(Files.readString(file))
                .contains("\"name\" : \"settings\"", "\"groups\"")
                .doesNotContain("k8s-aws-v1", "Authorization", "not-a-secret");
    }

    @Test
    void sessionOfARole_goesOn() {
        aws.iamClient()
                .createRole(q -> q.roleName("shared")
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"AWS\":\"123456789012\"},\"Action\":\"sts:AssumeRole\"}]}"));
        aws.clock().advance(Duration.ofMinutes(1));
        Credentials credentials;
        try (StsClient sts = sts(aws, aws.credentials())) {
            credentials = sts.assumeRole(q ->
                            q.roleArn("arn:aws:iam::123456789012:role/shared").roleSessionName("me"))
                    .credentials();
        }
        FakeAws copy = copy(reloaded(aws.snapshot()));
        try (StsClient sts = sts(
                copy,
                StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))) {
            assertThat(sts.getCallerIdentity().arn()).endsWith(":assumed-role/shared/me");
        }
    }

    @Test
    void fakeInRealTime_goesOnFromTheMoment() {
        try (FakeAws real = FakeAws.builder().realTime(500).build()) {
            String id = vpc(real);
            EksSession eks = real.session();
            eks.apply(eks.plan(SMALL)).orThrow();
            Snapshot snapshot = reloaded(real.snapshot());

            // in virtual time it is the same, and stands still
            assertThat(copy(snapshot).clock().now()).isEqualTo(snapshot.moment());
            try (FakeAws next = FakeAws.builder().from(snapshot).realTime(500).build()) {
                assertThat(next.timeline().now()).isAfterOrEqualTo(snapshot.moment());
                EksSession again = next.session();
                assertThat(again.plan(SMALL).isEmpty()).isTrue();
                again.destroy("small").orThrow();
                assertThat(next.ec2Client().describeVpcs().vpcs())
                        .extracting(Vpc::vpcId)
                        .containsExactly(id);
            }
        }
    }

    @Test
    void settingsOfTheSnapshot_cannotBeSaidAgain() {
        Snapshot snapshot = aws.snapshot();

        assertThatThrownBy(
                        () -> FakeAws.builder().seed(3).lenient().from(snapshot).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a fake that starts from a snapshot has its settings: leave out seed, lenient");
    }

    private FakeAws copy(Snapshot snapshot) {
        FakeAws copy = FakeAws.builder().from(snapshot).build();
        copies.add(copy);
        return copy;
    }

    private Snapshot reloaded(Snapshot snapshot) {
        Path file = directory.resolve("reloaded.json");
        snapshot.save(file);
        return Snapshot.load(file);
    }

    private static String vpc(FakeAws fake) {
        return fake.ec2Client().createVpc(q -> q.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    }

    private static StsClient sts(FakeAws fake, AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(fake.httpClient())
                .build();
    }
}
