package dev.eksdsl.resource.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Found;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import dev.eksdsl.resource.workload.Workload.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

class WorkloadsTypeTest {

    private static final ResourceId ID = new ResourceId("workloads", "production");
    private static final WorkloadsState NOTHING = new WorkloadsState(List.of(), List.of());

    private final Looks looks = new Looks();
    private final WorkloadsType type = new WorkloadsType(Optional.of(looks));
    private final ScriptedAws aws = cluster(Map.of("eks-dsl/cluster", "production", "eks-dsl/id", "cluster/production"))
            .on(CreateTagsRequest.class, request -> CreateTagsResponse.builder().build());

    private static ScriptedAws cluster(Map<String, String> tags) {
        return new ScriptedAws()
                .on(
                        DescribeClusterRequest.class,
                        request -> DescribeClusterResponse.builder()
                                .cluster(c -> c.name("production")
                                        .arn("arn:aws:eks:us-east-1:111122223333:cluster/production")
                                        .status(ClusterStatus.ACTIVE)
                                        .endpoint("https://localhost")
                                        .certificateAuthority(authority -> authority.data("cGVt"))
                                        .tags(tags))
                                .build());
    }

    private static WorkloadsState service(boolean served, boolean leaving) {
        return new WorkloadsState(
                List.of(new Workload(
                        "Service",
                        "shop/web",
                        Fate.RELEASED,
                        "",
                        "",
                        "aws-load-balancer-controller",
                        served,
                        List.of("service.k8s.aws/resources"),
                        leaving)),
                List.of());
    }

    @Test
    void clusterOfSomebodyElse_isNotEvenLookedAt() {
        looks.add(service(true, false));

        assertThat(Found.by(type, cluster(Map.of("owner", "them")), Map.of())).isEmpty();
        assertThat(looks.asked).isZero();
    }

    @Test
    void withoutTheKubernetesModule_thereIsAWarningAndNoStep() {
        WorkloadsType blind = new WorkloadsType(Optional.empty());

        assertThat(Found.by(blind, aws, Map.of())).isEmpty();
        assertThat(Found.warnings(blind, aws))
                .singleElement()
                .extracting(Problem::code, Problem::isError)
                .containsExactly("EKS-W21", false);
    }

    @Test
    void release_looksUntilNothingIsLeft_andNamesTheFinalizers() {
        looks.add(service(true, false), service(true, true), NOTHING);
        TestActing acting = new TestActing(aws, ID, false);

        Progress<WorkloadsState> first = type.delete(acting, NOTHING);
        Progress<WorkloadsState> second = again(first, acting);

        assertThat(status(first)).isEqualTo("Service shop/web (service.k8s.aws/resources)");
        assertThat(again(second, acting)).isInstanceOf(Progress.Gone.class);
    }

    @Test
    void controllerThatDoesNotRun_isWaitedForTwoMinutes() {
        looks.add(service(false, false), service(false, true), service(false, true), service(false, true));
        TestActing acting = new TestActing(aws, ID, false);

        Progress<WorkloadsState> waiting = again(type.delete(acting, NOTHING), acting);
        assertThat(status(waiting)).startsWith("no controller runs for Service shop/web");
        waiting = again(waiting, acting.later(Duration.ofSeconds(119)));

        assertThat(waiting).isInstanceOf(Progress.Waiting.class);
        assertThat(again(waiting, acting.later(Duration.ofSeconds(120)))).isInstanceOf(Progress.Gone.class);
    }

    @Test
    void controllerThatRunsAgain_getsItsTimeAnew() {
        looks.add(service(false, true), service(true, true), service(false, true), service(false, true));
        TestActing acting = new TestActing(aws, ID, false);

        Progress<WorkloadsState> waiting = again(type.delete(acting, NOTHING), acting.later(Duration.ofSeconds(100)));
        waiting = again(waiting, acting.later(Duration.ofSeconds(130)));

        assertThat(again(waiting, acting.later(Duration.ofSeconds(200)))).isInstanceOf(Progress.Waiting.class);
    }

    @Test
    void volumesThatAreKept_areMarkedInAws() {
        looks.add(new WorkloadsState(
                List.of(
                        kept("pvc-1", "vol-0a1b"),
                        kept("pvc-2", "aws://us-east-1a/vol-0c2d"),
                        kept("pvc-3", "fs-0123::fsap-4567")),
                List.of()));

        assertThat(type.delete(new TestActing(aws, ID, false), NOTHING)).isInstanceOf(Progress.Gone.class);

        assertThat(aws.requests(CreateTagsRequest.class))
                .extracting(request ->
                        request.resources().get(0) + " " + request.tags().get(0).key())
                .containsExactly("vol-0a1b eks-dsl/kept", "vol-0c2d eks-dsl/kept");
    }

    private static Workload kept(String name, String id) {
        return new Workload("PersistentVolume", name, Fate.KEPT, id, "", "", true, List.of(), false);
    }

    @Test
    void apiThatIsOutOfReachForAMoment_isWaitedFor_oneThatRefusesIsNot() {
        TestActing acting = new TestActing(aws, ID, false);

        looks.failure = new UnreachableClusterException("no answer", true, new IOException());
        assertThat(status(type.delete(acting, NOTHING))).isEqualTo("no answer");

        looks.failure = new UnreachableClusterException("forbidden", false, new IOException());
        assertThatThrownBy(() -> type.delete(acting, NOTHING)).hasMessage("forbidden");
    }

    private static Progress<WorkloadsState> again(Progress<WorkloadsState> progress, TestActing acting) {
        return ((Progress.Waiting<WorkloadsState>) progress).next().look(acting);
    }

    private static String status(Progress<WorkloadsState> progress) {
        return ((Progress.Waiting<WorkloadsState>) progress).status();
    }

    /** Gives what it was given, one after the other. */
    private static final class Looks implements ClusterWorkloads {

        private final Deque<WorkloadsState> states = new ArrayDeque<>();
        private UnreachableClusterException failure;
        private int asked;

        void add(WorkloadsState... more) {
            states.addAll(List.of(more));
        }

        @Override
        public WorkloadsState find(ClusterEndpoint cluster) {
            asked++;
            return states.getFirst();
        }

        @Override
        public WorkloadsState release(ClusterEndpoint cluster) {
            if (failure != null) {
                throw failure;
            }
            return states.removeFirst();
        }
    }
}
