package dev.eksdsl.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eksdsl.model.Problem;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkloadProblemsTest {

    @Test
    void everythingWrong_isToldAtOnceWithPlaces() {
        List<Problem> problems = problems(() -> Workloads.deployment(
                "Web_API",
                d -> d.namespace("a.b")
                        .replicas(-1)
                        .port(0)
                        .port(8080)
                        .port(8080)
                        .requests("2", "1Gi")
                        .limits("500m", "many")
                        .readiness("health", 70000, probe -> probe.period(Duration.ofMillis(1500)))
                        .liveness("/", 80, probe -> probe.successThreshold(2))
                        .label("app", "other")
                        .label("bad key!", "x")
                        .nodeSelector("tier", "a b")
                        .env("A=B", "")
                        .env("A", "1")
                        .env("A", "2")
                        .volume("data", "data")));

        assertThat(problems)
                .extracting(p -> p.code() + " " + p.path())
                .containsExactlyInAnyOrder(
                        "EKS-W01 deployment[Web_API]",
                        "EKS-W01 deployment[Web_API].namespace",
                        "EKS-W01 deployment[Web_API].containerName",
                        "EKS-W02 deployment[Web_API].image",
                        "EKS-W03 deployment[Web_API].replicas",
                        "EKS-W04 deployment[Web_API].port",
                        "EKS-W04 deployment[Web_API].port",
                        "EKS-W05 deployment[Web_API].requests.cpu",
                        "EKS-W05 deployment[Web_API].limits.memory",
                        "EKS-W06 deployment[Web_API].readiness.path",
                        "EKS-W04 deployment[Web_API].readiness.port",
                        "EKS-W06 deployment[Web_API].readiness.period",
                        "EKS-W06 deployment[Web_API].liveness.successThreshold",
                        "EKS-W07 deployment[Web_API].label[app]",
                        "EKS-W07 deployment[Web_API].label[bad key!]",
                        "EKS-W07 deployment[Web_API].nodeSelector[tier]",
                        "EKS-W08 deployment[Web_API].env[A=B]",
                        "EKS-W08 deployment[Web_API].env[A]",
                        "EKS-W18 deployment[Web_API].volume[data]");
    }

    @Test
    void message_isReadableAsItIs() {
        assertThat(catchThrowableOfType(
                        InvalidWorkloadException.class, () -> Workloads.deployment("web", d -> d.replicas(1))))
                .hasMessage("""
                        cannot declare deployment[web]: 1 problem
                          [EKS-W02] deployment[web].image: no image was said → .image("<registry>/<repository>:<tag>")\
                        """);
    }

    @Test
    void serviceWithoutPodsOrPorts_isRefused() {
        assertThat(problems(() -> Workloads.service("1web", s -> {})))
                .extracting(Problem::path)
                .containsExactly("service[1web]", "service[1web].selects", "service[1web].port");
    }

    @Test
    void storageThatCannotBe_isRefused() {
        assertThat(problems(() -> Workloads.gp3StorageClass(
                        s -> s.iops(100).throughput(1).unencrypted().kmsKey("k"))))
                .extracting(Problem::path)
                .containsExactly("storageClass[gp3].iops", "storageClass[gp3].throughput", "storageClass[gp3].kmsKey");
        assertThat(problems(() -> Workloads.volumeClaim("data", c -> {})))
                .extracting(Problem::fix)
                .containsExactly(".size(\"20Gi\")");
        assertThat(problems(() -> Workloads.volumeClaim("data", c -> c.size("0"))))
                .extracting(Problem::path)
                .containsExactly("volumeClaim[data].size");
    }

    @Test
    void roleThatIsNoArn_isRefused() {
        assertThat(problems(() -> Workloads.serviceAccount("api", sa -> sa.roleArn("api-role"))))
                .extracting(Problem::code)
                .containsExactly("EKS-W17");
    }

    private static List<Problem> problems(ThrowingCallable declaration) {
        return catchThrowableOfType(InvalidWorkloadException.class, declaration).problems();
    }
}
