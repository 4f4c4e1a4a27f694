package dev.eksdsl.kubernetes.deploy;

import static dev.eksdsl.kubernetes.deploy.RolloutObjects.crashing;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.deployment;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.pod;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.replicaSet;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.unschedulable;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.waiting;
import static dev.eksdsl.kubernetes.deploy.RolloutObjects.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.kubernetes.deploy.RolloutDiagnosis.Phase;
import dev.eksdsl.kubernetes.deploy.RolloutIssue.Kind;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutDiagnosisTest {

    private static final ReplicaSet OLD = replicaSet("web-api-old", "1");
    private static final ReplicaSet NEW = replicaSet("web-api-new", "2");

    @ParameterizedTest(name = "{0} pods, {1} new, {2} available: {3}")
    @CsvSource({"3, 3, 3, COMPLETE", "4, 3, 3, PROGRESSING", "3, 3, 2, PROGRESSING", "3, 2, 3, PROGRESSING"})
    void counts_decideWhetherItIsDone(int total, int updated, int available, Phase phase) {
        assertThat(diagnose(deployment(total, updated, available)).phase()).isEqualTo(phase);
    }

    @Test
    void controllerHasNotSeenTheChange_isNotDone() {
        Deployment stale = deployment(3, 3, 3);
        stale.getMetadata().setGeneration(3L);

        assertThat(diagnose(stale).phase()).isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void newDeploymentWithoutStatus_isNotDone() {
        Deployment fresh = deployment(3, 3, 3);
        fresh.setStatus(null);

        assertThat(diagnose(fresh).phase()).isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void imageIsMissing_isPastHopeOnceTriedAgain() {
        String words = "Back-off pulling image \"example.com/web-api:v9\": ErrImagePull: rpc error: code = NotFound"
                + " desc = failed to pull and unpack image: example.com/web-api:v9: not found";

        RolloutDiagnosis first = diagnose(pod("a", "web-api-new", waiting("ErrImagePull", words)));
        RolloutDiagnosis again = diagnose(pod("a", "web-api-new", waiting("ImagePullBackOff", words)));

        assertThat(first.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(again.phase()).isEqualTo(Phase.FAILED);
        assertThat(again.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.kind()).isEqualTo(Kind.IMAGE_PULL);
            assertThat(issue.message()).contains("example.com/web-api:v9", "ImagePullBackOff", "not found");
            assertThat(issue.fix()).isEqualTo("push the image, or correct .image(...)");
            assertThat(issue.pod()).contains("a");
            assertThat(issue.container()).contains("api");
        });
    }

    @Test
    void olderKubeletTellsTheCauseByEvent_newestOneCounts() {
        Pod pod = pod(
                "a", "web-api-new", waiting("ImagePullBackOff", "Back-off pulling image \"example.com/web-api:v9\""));

        RolloutDiagnosis diagnosis = diagnose(
                deployment(4, 1, 3),
                List.of(pod),
                List.of(
                        warning(pod, "Failed", "Failed to pull image \"x\": 403 Forbidden", "2026-01-01T00:01:00Z", 2),
                        warning(pod, "Failed", "Error: ImagePullBackOff", "2026-01-01T00:02:00Z", 2),
                        warning(pod, "Failed", "Failed to pull image \"x\": not found", "2026-01-01T00:00:00Z", 1)));

        assertThat(diagnosis.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.message()).endsWith("403 Forbidden");
            assertThat(issue.fix()).contains("AmazonEC2ContainerRegistryPullOnly");
            assertThat(issue.willPass()).isFalse();
        });
    }

    @Test
    void registryIsOutOfReach_mayPassButNamesTheWay() {
        assertThat(diagnose(pod("a", "web-api-new", waiting("ImagePullBackOff", "dial tcp 1.2.3.4:443: i/o timeout")))
                        .issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.fix()).contains("NAT gateway");
                    assertThat(issue.willPass()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({"1, PROGRESSING", "3, PROGRESSING", "4, FAILED"})
    void crashLoop_isForgivenThreeTimes(int restarts, Phase phase) {
        RolloutDiagnosis diagnosis = diagnose(pod("a", "web-api-new", crashing(restarts, 137, "OOMKilled")));

        assertThat(diagnosis.phase()).isEqualTo(phase);
        assertThat(diagnosis.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.message()).startsWith("container api ended with exit code 137 (OOMKilled)");
            assertThat(issue.fix()).contains("memory");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 node(s) had untolerated taint {dedicated: api}. preemption: x | .toleration(\"dedicated\", \"api\")",
                "1 node(s) had untolerated taint(s) {gpu: } | .toleration(\"gpu\", \"\")",
                "2 node(s) had untolerated taint {node.kubernetes.io/not-ready: } | vpc-cni",
                "3 node(s) didn't match Pod's node affinity/selector | give a node group the label tier=api",
                "1 Insufficient cpu, 2 Insufficient memory | ask for less memory with .requests(...)",
                "2 Too many pods | as their addresses allow",
                "no nodes available to schedule pods | add a node group",
                "1 node(s) had volume node affinity conflict | availability zone"
            })
    void noNodeTakesIt_schedulersWordsAndTheFix(String words, String fix) {
        String message = "0/3 nodes are available: " + words;

        RolloutDiagnosis diagnosis = diagnose(unschedulable("a", "web-api-new", message));

        assertThat(diagnosis.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(diagnosis.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.kind()).isEqualTo(Kind.UNSCHEDULABLE);
            assertThat(issue.message()).isEqualTo("no node takes it: " + message);
            assertThat(issue.fix()).contains(fix);
        });
    }

    @Test
    void quotaIsExceeded_isToldOnceAlthoughTwoObjectsSayIt() {
        String message = "pods \"web-api-new-x\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2";
        ReplicaSet set = NEW.edit()
                .withNewStatus()
                .addNewCondition()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withReason("FailedCreate")
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();
        Deployment deployment = deployment(2, 0, 2)
                .edit()
                .editStatus()
                .addNewCondition()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withReason("FailedCreate")
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();

        assertThat(RolloutDiagnosis.of(deployment, List.of(OLD, set), List.of(), List.of())
                        .issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message()).contains("exceeded quota: q");
                    assertThat(issue.fix()).contains("ResourceQuota");
                });
    }

    @Test
    void kubernetesGaveUp_isPastHope() {
        Deployment late = deployment(4, 1, 3)
                .edit()
                .editStatus()
                .addNewCondition()
                .withType("Progressing")
                .withStatus("False")
                .withReason("ProgressDeadlineExceeded")
                .withMessage("ReplicaSet \"web-api-new\" has timed out progressing.")
                .endCondition()
                .endStatus()
                .build();

        RolloutDiagnosis diagnosis =
                diagnose(late, List.of(unschedulable("a", "web-api-new", "0/1 nodes: 1 Too many pods")), List.of());

        assertThat(diagnosis.phase()).isEqualTo(Phase.FAILED);
        assertThat(diagnosis.issues())
                .extracting(RolloutIssue::kind)
                .as("past hope first, its reason after it")
                .containsExactly(Kind.DEADLINE, Kind.UNSCHEDULABLE);
    }

    @Test
    void probeFails_isToldWithTheKubeletsWords() {
        Pod pod = pod(
                "a",
                "web-api-new",
                waiting("", "")
                        .edit()
                        .withNewState()
                        .withNewRunning("2026-01-01T00:00:00Z")
                        .endState()
                        .build());

        assertThat(diagnose(
                                deployment(4, 1, 3),
                                List.of(pod),
                                List.of(warning(
                                        pod,
                                        "Unhealthy",
                                        "Readiness probe failed: HTTP probe failed with statuscode: 404",
                                        "2026-01-01T00:00:20Z",
                                        3)))
                        .issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.kind()).isEqualTo(Kind.NOT_READY);
                    assertThat(issue.message()).contains("statuscode: 404");
                });
    }

    @Test
    void podsOfOthers_doNotCount() {
        Pod old = pod("old", "web-api-old", crashing(9, 1, "Error"));
        Pod foreign = pod("foreign", "another", crashing(9, 1, "Error"));
        Pod leaving = pod("leaving", "web-api-new", crashing(9, 1, "Error"));
        leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        assertThat(diagnose(old, foreign, leaving).issues()).isEmpty();
    }

    @Test
    void sameTroubleAtSeveralPods_isOneLine() {
        String message = "0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: api}.";

        assertThat(diagnose(unschedulable("a", "web-api-new", message), unschedulable("b", "web-api-new", message)))
                .hasToString("""
                        Deployment production/web-api is progressing: 1 of 3 new pods exist, 3 available, 3 old left
                          pod a and 1 more: no node takes it: 0/3 nodes are available: 3 node(s) had untolerated taint \
                        {dedicated: api}. → .toleration("dedicated", "api")\
                        """);
    }

    private static RolloutDiagnosis diagnose(Pod... pods) {
        return diagnose(deployment(4, 1, 3), List.of(pods), List.of());
    }

    private static RolloutDiagnosis diagnose(Deployment deployment) {
        return diagnose(deployment, List.of(), List.of());
    }

    private static RolloutDiagnosis diagnose(Deployment deployment, List<Pod> pods, List<Event> events) {
        return RolloutDiagnosis.of(deployment, List.of(OLD, NEW), pods, events);
    }
}
