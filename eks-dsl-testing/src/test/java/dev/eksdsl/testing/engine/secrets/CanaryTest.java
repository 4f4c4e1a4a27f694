package dev.eksdsl.testing.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressText;
import dev.eksdsl.execute.Report;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.access.EksTokenProvider;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.workload.Workloads;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/**
 * Puts canaries where secrets are (credentials, the tokens made of them, the environment of containers), lets everything go
 * wrong that can, and looks for them in all that comes out: logs of every level, texts, JSON, events, exceptions.
 */
class CanaryTest {

    private static final String KEY = "canary-secret-key-5f1c";
    private static final String SESSION = "canary-session-token-77ab";
    private static final String VALUE = "canary-environment-c0de";

    private static final EksClusterSpec SPEC = Eks.cluster("production")
            .version("1.35")
            .nodeGroup("workers", ng -> ng.scaling(1, 1, 2))
            .irsa("api", "account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
            .spec();

    private final List<String> seen = new ArrayList<>();
    private FakeAws aws;
    private Log log;

    @BeforeEach
    void listen() {
        aws = FakeAws.create();
        log = new Log(Level.FINE);
    }

    @AfterEach
    void stop() {
        log.close();
        aws.close();
    }

    @Test
    void credentials_neverShow() {
        EksSession eks = session();
        live(eks);
        assertClean(KEY, SESSION);
    }

    @Test
    void credentialsOfTheEnvironment_neverShow() {
        System.setProperty("aws.accessKeyId", "AKIAENVIRONMENT00000");
        System.setProperty("aws.secretAccessKey", KEY);
        System.setProperty("aws.sessionToken", SESSION);
        try {
            live(aws.session(options -> options.credentialsProvider(SystemPropertyCredentialsProvider.create())));
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            System.clearProperty("aws.sessionToken");
        }
        assertClean(KEY, SESSION);
    }

    @Test
    void tokensAndEnvironmentOfContainers_neverShow() {
        EksSession eks = session();
        eks.apply(eks.plan(SPEC)).orThrow();
        EksTokenProvider tokens = EksTokenProvider.of(eks.region(), "production", eks.credentials());
        String token = tokens.token().value();
        see(tokens);
        see(tokens.token());
        see(eks.access("production"));
        try (KubernetesClient client = EksKubernetes.client(eks, "production")) {
            EksDeployer deployer = EksKubernetes.deployer(eks, client);
            see(client);
            see(client.getConfiguration());
            see(deployer);
            Deployment sound = deployment("web", d -> {});
            deployer.apply(sound).forEach(this::see);
            deployer.apply(deployment("web", d -> d.env("OTHER", VALUE))).forEach(this::see);
            refused(() -> deployer.apply(deployment("web", d -> d.env("1=bad", VALUE))));
            refused(() -> deployer.apply(deployment("no-such-namespace", d -> d.namespace("nowhere"))));
            refused(() -> deployer.apply(deployment("big", d -> d.requests("9000", "9000Gi"))));
            refused(() -> deployer.awaitRollout(deployment("big", d -> {}), Duration.ofSeconds(30)));
            refused(() -> client.resource(deployment("web", d -> {})).create());
            aws.eksClient()
                    .listAccessEntries(r -> r.clusterName("production"))
                    .accessEntries()
                    .forEach(arn -> aws.eksClient()
                            .deleteAccessEntry(r -> r.clusterName("production").principalArn(arn)));
            refused(() -> deployer.apply(sound));
            refused(() -> client.namespaces().list());
        }
        assertClean(KEY, SESSION, VALUE, token, token.substring("k8s-aws-v1.".length(), 60));
    }

    private EksSession session() {
        return aws.session(options -> options.credentialsProvider(
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIACANARY0000000000", KEY, SESSION))));
    }

    private void live(EksSession eks) {
        see(eks);
        see(SPEC);
        aws.faults().on("CreateVpc").throttle();
        aws.faults().on("CreateCluster").dropAfter();
        aws.faults().on("CreateSubnet").serverErrorAfter();
        aws.faults().on("CreateNodegroup").always().deny();
        Plan plan = eks.plan(SPEC);
        see(plan);
        see(eks.toJson(plan));
        ProgressText progress = new ProgressText();
        Report report = eks.apply(plan, event -> {
            see(event);
            progress.line(event).ifPresent(this::see);
        });
        see(report);
        refused(report::orThrow);
        refused(() -> eks.apply(plan));
        refused(() -> eks.access("no-such-cluster"));
        refused(() -> eks.readPlan("{}"));
        see(eks.destroy("production"));
    }

    private Deployment deployment(String name, Consumer<dev.eksdsl.kubernetes.workload.EksDeploymentBuilder> more) {
        return Workloads.deployment(name, d -> {
            d.namespace("default").image("nginx:1").replicas(1).env("PASSWORD", VALUE);
            more.accept(d);
            see(d);
        });
    }

    private void see(Object something) {
        seen.add(String.valueOf(something));
    }

    private void refused(Runnable action) {
        Throwable failure = catchThrowable(action::run);
        if (failure != null) {
            seen.add(Log.stackTrace(failure));
        }
    }

    private void assertClean(String... canaries) {
        assertThat(log.text()).contains("dev.eksdsl");
        for (String canary : canaries) {
            assertThat(log.text().lines().filter(line -> line.contains(canary)))
                    .as("log")
                    .isEmpty();
            assertThat(seen.stream().filter(text -> text.contains(canary))).isEmpty();
        }
    }
}
