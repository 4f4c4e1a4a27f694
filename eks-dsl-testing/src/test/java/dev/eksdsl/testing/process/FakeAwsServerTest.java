package dev.eksdsl.testing.process;

import static dev.eksdsl.testing.assertions.EksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.workload.Workloads;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The fake as a process of its own, used by SDK clients, the AWS CLI and kubectl. The tools' tests need the tools. */
class FakeAwsServerTest {

    private static final String CLUSTER = "served";
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret"));

    private static ServerProcess server;
    private static EksSession eks;

    @BeforeAll
    static void clusterOnAServer() throws IOException {
        server = ServerProcess.start("--port", "0", "--speed", "600");
        eks = Eks.connect(
                aws -> aws.region("us-east-1").credentialsProvider(CREDENTIALS).endpointOverride(server.endpoint()));
        assertThat(eks.apply(
                        eks.plan(Eks.cluster(CLUSTER, c -> c.version("1.35").nodeGroup("nodes")))))
                .isSuccess();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        eks.close();
        server.stop();
    }

    @Test
    void sdkClientWithEndpointOverride_createsAndDescribes() {
        try (Ec2Client ec2 = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .endpointOverride(server.endpoint())
                .build()) {
            String id = ec2.createVpc(r -> r.cidrBlock("10.77.0.0/16")).vpc().vpcId();

            assertThat(ec2.describeVpcs(r -> r.vpcIds(id)).vpcs())
                    .singleElement()
                    .satisfies(vpc -> assertThat(vpc.cidrBlock()).isEqualTo("10.77.0.0/16"));
            ec2.deleteVpc(r -> r.vpcId(id));
        }
    }

    @Test
    void clusterThere_isAsDeclared() {
        assertThat(eks.plan(Eks.cluster(CLUSTER, c -> c.version("1.35").nodeGroup("nodes"))))
                .hasNoChanges();
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 0, no such option: --prot",
        "--port, --port needs a value",
        "--port ninety, --port is no number: ninety",
        "--speed 0, --speed must be more than 0",
        "--duration LUNCH=30, --duration knows nothing of this name: LUNCH",
        "--duration NODE_READY=-1, --duration must be 0 or more: NODE_READY=-1",
        "--duration NODE_READY=soon, --duration is no number: NODE_READY=soon",
        "--calendar 22.11.2026, --calendar is no date: 22.11.2026",
        "--ca-file ca.pem, --ca-file needs --tls"
    })
    void wrongOption_endsWithCode2AndUsage(String options, String message) {
        Command ended = Command.run(Map.of(), ServerProcess.commandLine(options.split(" ")));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.error()).startsWith(message).contains("usage: eks-dsl-fake-aws [--port N]");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void help_isNoError() {
        Command ended = Command.run(Map.of(), ServerProcess.commandLine("--help"));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("usage: eks-dsl-fake-aws");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eks list-clusters | \"served\"",
                "eks describe-cluster --name served | \"status\": \"ACTIVE\"",
                "sts get-caller-identity | \"Account\": \"123456789012\"",
                "ec2 describe-vpcs | \"CidrBlock\": \"10.0.0.0/16\"",
                "iam list-roles --path-prefix /eks-dsl/ | \"RoleName\":",
                "ssm get-parameter --name"
                        + " /aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id"
                        + " | \"Value\": \"ami-"
            })
    void awsCli_getsItsAnswers(String words, String answer) {
        assumeTrue(Command.works("aws", "--version"), "needs the AWS CLI");

        Command ended = Command.run(
                Map.of(
                        "AWS_ENDPOINT_URL", server.endpoint().toString(),
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                        "AWS_PAGER", ""),
                words("aws --output json " + words));

        assertThat(ended.code()).as(ended.error()).isZero();
        assertThat(ended.out()).contains(answer);
    }

    @Test
    void kubectl_appliesAndFollowsAWorkload(@TempDir Path folder) throws IOException {
        assumeTrue(Command.works("kubectl", "version", "--client"), "needs kubectl");
        Map<String, String> environment = Map.of(
                "KUBECONFIG",
                EksKubernetes.kubeconfig(eks, CLUSTER)
                        .token(EksKubernetes.tokens(eks, CLUSTER).token())
                        .writeTo(folder.resolve("config"))
                        .toString());
        Deployment web = Workloads.deployment(
                "web", d -> d.image("nginx:1.29").replicas(2).port(80).requests("100m", "64Mi"));
        Service service = Workloads.service("web", s -> s.of(web).port(80).nlb(nlb -> nlb.internetFacing()));
        Path manifest = Files.writeString(folder.resolve("web.yaml"), Workloads.toYaml(web, service));

        assertThat(kubectl(environment, "get nodes").lines())
                .hasSize(3)
                .filteredOn(line -> line.contains(" Ready "))
                .hasSize(2);
        assertThat(kubectl(environment, "apply -f " + manifest))
                .contains("deployment.apps/web created", "service/web created");
        assertThat(kubectl(environment, "rollout status deployment/web --timeout=50s"))
                .contains("deployment \"web\" successfully rolled out");
        assertThat(kubectl(environment, "wait svc/web --timeout=50s --for=jsonpath={.status.loadBalancer.ingress}"))
                .contains("service/web condition met");
        assertThat(kubectl(environment, "get svc web"))
                .contains("LoadBalancer")
                .contains(".elb.us-east-1.amazonaws.com");
        assertThat(kubectl(environment, "delete -f " + manifest))
                .contains("deployment.apps \"web\" deleted", "service \"web\" deleted");
    }

    private static String kubectl(Map<String, String> environment, String words) {
        Command ended = Command.run(environment, words("kubectl " + words));
        assertThat(ended.code()).as(words + ": " + ended.error()).isZero();
        return ended.out();
    }

    private static List<String> words(String line) {
        return new ArrayList<>(List.of(line.split(" ")));
    }
}
