package dev.eksdsl.testing.engine.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** Destroying a cluster to the end: what is kept, what holds it up, and what comes up meanwhile. */
class TeardownTest {

    private static final String NAME = "production";
    private static final EksClusterSpec SPEC = Eks.cluster(NAME)
            .version("1.35")
            .withoutDefaultAddons()
            .logging("api", "audit")
            .spec();
    private static final Map<String, String> SERVICE =
            Map.of("elbv2.k8s.aws/cluster", NAME, "service.k8s.aws/stack", "api/web");
    private static final Map<String, String> OWNED = Map.of("kubernetes.io/cluster/" + NAME, "owned");

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();

    @AfterEach
    void close() {
        aws.close();
    }

    private Traces built() {
        eks.apply(eks.plan(SPEC)).orThrow();
        return Traces.of(aws, NAME);
    }

    @Test
    void logGroup_thatEksMade_goesAfterTheCluster() {
        built();
        assertThat(aws.inventory().ofType("log-group")).hasSize(1);

        assertThat(eks.destroy(NAME).orThrow().results())
                .extracting(result -> result.step().id().text())
                .containsSubsequence("cluster/production", "log-group/production");
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void groupsWhoseRulesNameEachOther_goToo() {
        Traces traces = built();
        String one = traces.securityGroup(SERVICE);
        String two = traces.securityGroup(OWNED);
        String control = aws.ec2Client()
                .describeSecurityGroups(
                        q -> q.filters(f -> f.name("tag:eks-dsl/cluster").values(NAME)))
                .securityGroups()
                .get(0)
                .groupId();
        letIn(one, two);
        letIn(two, one);
        letIn(control, one);
        letIn(one, control);

        eks.destroy(NAME).orThrow();

        assertThat(aws.inventory()).isEmpty();
    }

    private void letIn(String group, String from) {
        aws.ec2Client()
                .authorizeSecurityGroupIngress(q -> q.groupId(group)
                        .ipPermissions(p -> p.ipProtocol("tcp")
                                .fromPort(80)
                                .toPort(80)
                                .userIdGroupPairs(pair -> pair.groupId(from))));
    }

    @Test
    void protectedLoadBalancer_holdsItsNetwork_andTheReportTellsWhatIsLeftAndWhy() {
        Traces traces = built();
        String balancer = traces.loadBalancer(SERVICE);
        protect(balancer, true);

        Report report = eks.destroy(NAME);

        Golden.assertSame(Golden.withoutDrawnIds(report.toString()), "protected-load-balancer.txt");
        protect(balancer, false);
        eks.destroy(NAME).orThrow();
        assertThat(aws.inventory()).isEmpty();
    }

    private void protect(String balancer, boolean on) {
        aws.loadBalancingClient()
                .modifyLoadBalancerAttributes(q -> q.loadBalancerArn(balancer)
                        .attributes(a -> a.key("deletion_protection.enabled").value(String.valueOf(on))));
    }

    @Test
    void volumesAndKeys_areInThePlan_andStayIfAskedFor() {
        Traces traces = built();
        String kept = traces.volume(OWNED);
        traces.volume(Map.of(
                "KubernetesCluster", NAME,
                "kubernetes.io/created-for/pvc/name", "data",
                "kubernetes.io/created-for/pvc/namespace", "api"));
        String key = traces.key(OWNED);

        Plan plan = eks.planDestroy(NAME, d -> d.keep("volume/" + kept));
        Golden.assertSame(Golden.withoutDrawnIds(plan.toString()), "kept-volume.txt");
        assertThat(eks.readPlan(eks.toJson(plan))).isEqualTo(plan);
        eks.apply(plan).orThrow();

        assertThat(aws.inventory())
                .extracting(InventoryItem::id)
                .containsExactlyInAnyOrder(kept, "arn:aws:kms:us-east-1:123456789012:key/" + key);
    }

    @Test
    void volumeThatIsMarked_stays_evenIfThatComesWhileTheRestGoes() {
        Traces traces = built();
        String early = traces.volume(OWNED);
        String late = traces.volume(OWNED);
        String lost = traces.volume(OWNED);
        mark(early);

        assertThat(eks.planDestroy(NAME).warnings())
                .extracting(Object::toString)
                .contains("[EKS-D03] volume/" + early
                        + ": is kept, for it is marked so → take its tag eks-dsl/kept away to delete it");
        eks.destroy(NAME, d -> {}, event -> {
                    if (event instanceof ProgressEvent.StepSucceeded done
                            && done.step().resource().kind().equals("cluster")) {
                        mark(late);
                    }
                })
                .orThrow();

        assertThat(aws.inventory())
                .extracting(InventoryItem::id)
                .containsExactlyInAnyOrder(early, late)
                .doesNotContain(lost);
    }

    private void mark(String volume) {
        aws.ec2Client()
                .createTags(
                        q -> q.resources(volume).tags(t -> t.key("eks-dsl/kept").value("api/data")));
    }

    @Test
    void key_isDeletedOnRequest() {
        String key = built().key(OWNED);

        eks.destroy(NAME, d -> d.keys()).orThrow();

        var left =
                aws.client(KmsClient.builder()).describeKey(q -> q.keyId(key)).keyMetadata();
        assertThat(left.keyStateAsString()).isEqualTo("PendingDeletion");
        assertThat(eks.planDestroy(NAME, d -> d.keys()).isEmpty()).isTrue();
    }

    @Test
    void attachedVolume_isWaitedFor_notDetached() {
        Traces traces = built();
        String instance = traces.instance(Map.of("Name", "by-hand"));
        String volume = traces.volume(OWNED);
        aws.ec2Client()
                .attachVolume(q -> q.instanceId(instance).volumeId(volume).device("/dev/sdf"));

        Report report = eks.destroy(NAME, d -> d.deadline(Duration.ofMinutes(40)));

        assertThat(report.left())
                .anySatisfy(left -> assertThat(left.toString())
                        .startsWith("volume/" + volume + " (" + volume + "): ")
                        .contains("attached to " + instance));
        aws.ec2Client().terminateInstances(q -> q.instanceIds(instance));
        aws.clock().advance(Duration.ofMinutes(5));
        eks.destroy(NAME).orThrow();
        assertThat(OwnersTest.living(aws)).isEmpty();
    }

    @Test
    void deadline_stopsIt_andTheReportTellsWhatIsLeft() {
        built();

        Report report = eks.destroy(NAME, d -> d.deadline(Duration.ofMinutes(1)));

        Golden.assertSame(Golden.withoutDrawnIds(report.toString()), "deadline.txt");
        assertThat(report.took()).isEqualTo(Duration.ofMinutes(1));
        aws.clock().advance(Duration.ofMinutes(20));
        eks.destroy(NAME).orThrow();
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void loadBalancerThatComesAgain_goesInTheNextRound() {
        Traces traces = built();
        traces.loadBalancer(SERVICE);
        List<Plan> rounds = new ArrayList<>();

        Report report = eks.destroy(NAME, d -> {}, recreatingOnce(traces, rounds));

        assertThat(report.orThrow().left()).isEmpty();
        assertThat(rounds).hasSize(2);
        assertThat(rounds.get(1).changes())
                .anyMatch(step -> step.resource().kind().equals("load-balancer"));
        assertThat(aws.inventory()).isEmpty();
    }

    /** The listener of a destruction, which plays a controller that still lives. */
    private Consumer<ProgressEvent> recreatingOnce(Traces traces, List<Plan> rounds) {
        return event -> {
            if (event instanceof ProgressEvent.Started started) {
                rounds.add(started.plan());
            }
            if (event instanceof ProgressEvent.StepSucceeded done
                    && done.step().resource().kind().equals("load-balancer")
                    && rounds.size() == 1) {
                traces.loadBalancerAtOnce(SERVICE);
            }
        };
    }

    @Test
    void targetGroupThatComesAgainForEver_endsAfterSomeRounds() {
        Traces elsewhere = Traces.elsewhere(aws);
        List<InventoryItem> before = List.copyOf(aws.inventory());
        elsewhere.targetGroup(SERVICE);
        List<Plan> rounds = new ArrayList<>();

        Report report = eks.destroy(NAME, d -> {}, event -> {
            if (event instanceof ProgressEvent.Started started) {
                rounds.add(started.plan());
            }
            if (event instanceof ProgressEvent.StepSucceeded) {
                elsewhere.targetGroup(SERVICE);
            }
        });

        assertThat(rounds).hasSizeBetween(2, 5);
        assertThat(report.isSuccess()).isFalse();
        assertThat(report.left())
                .singleElement()
                .satisfies(left -> assertThat(left.why()).isEqualTo("has appeared since the plan was made"));
        eks.destroy(NAME).orThrow();
        assertThat(aws.inventory()).isEqualTo(before);
    }

    @Test
    void halfFinishedApply_withTracesOfControllers_goesByItsName() {
        List<String> left = new ArrayList<>();
        for (int write : List.of(1, 5, 9, 14, 20, 25)) {
            try (FakeAws fresh = FakeAws.create()) {
                fresh.faults().crashAfterWrite(write);
                EksSession dying = fresh.session();
                Plan plan = dying.plan(SPEC);
                assertThatThrownBy(() -> dying.apply(plan)).isInstanceOf(SimulatedCrash.class);
                fresh.clock().advance(Duration.ofMinutes(20));
                Traces traces = Traces.of(fresh, NAME);
                traces.targetGroup(SERVICE);
                traces.securityGroup(SERVICE);
                traces.volume(OWNED);

                fresh.session().destroy(NAME).orThrow();

                fresh.inventory().forEach(item -> left.add("after write " + write + ": " + item));
            }
        }
        assertThat(left).isEmpty();
    }
}
