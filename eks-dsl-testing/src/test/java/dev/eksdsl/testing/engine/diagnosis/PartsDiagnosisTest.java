package dev.eksdsl.testing.engine.diagnosis;

import static dev.eksdsl.testing.engine.diagnosis.Building.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Deadlines;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters, NAT gateways, Fargate profiles and add-ons that fail. */
class PartsDiagnosisTest {

    private static final EksClusterSpec SPEC = Eks.cluster(CLUSTER)
            .version("1.35")
            .nodeGroup("workers", group -> group.instanceTypes("m6i.large").scaling(1, 1, 3))
            .fargate("jobs", profile -> profile.selector("jobs"))
            .spec();

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();

    @AfterEach
    void close() {
        aws.close();
    }

    private final List<ProgressEvent> events = new ArrayList<>();

    /** What was found out about a step that failed, whatever became of it afterwards. */
    private List<String> diagnosed(String step) {
        return events.stream()
                .filter(ProgressEvent.StepDiagnosed.class::isInstance)
                .map(ProgressEvent.StepDiagnosed.class::cast)
                .filter(event -> event.step().id().text().equals(step))
                .flatMap(event -> event.causes().stream())
                .distinct()
                .toList();
    }

    private Report apply(Deadlines deadlines, Predicate<ProgressEvent> moment, Runnable trouble) {
        return eks.apply(
                eks.plan(SPEC),
                event -> {
                    events.add(event);
                    if (moment.test(event)) {
                        trouble.run();
                    }
                },
                deadlines);
    }

    private Report apply(Predicate<ProgressEvent> moment, Runnable trouble) {
        return apply(Deadlines.standard(), moment, trouble);
    }

    private static Predicate<ProgressEvent> startOf(String step) {
        return event -> event instanceof ProgressEvent.StepStarted started
                && started.step().id().text().equals(step);
    }

    @Test
    void profileThatFails_namesTheRole() {
        aws.nodes().failNextProfile("AccessDenied", "The pod execution role cannot be assumed");

        Report report = apply(event -> false, () -> {});

        assertThat(Building.causes(report, "fargate/jobs"))
                .containsExactly(
                        "AccessDenied: let the pod execution role be assumed by eks-fargate-pods.amazonaws.com, and"
                                + " give it AmazonEKSFargatePodExecutionRolePolicy");
        eks.apply(eks.plan(SPEC)).orThrow();
    }

    @Test
    void profileThatDoesNotGo_saysWhatToDo() {
        eks.apply(eks.plan(SPEC)).orThrow();
        aws.nodes().keepNextProfile("InternalFailure", "try again");

        Report report = eks.destroy(CLUSTER);

        assertThat(Building.causes(report, "fargate/jobs"))
                .containsExactly("InternalFailure: AWS failed: plan again, and ask AWS support if it stays");
        assertThat(report.failures().get(0).reason()).contains("DELETE_FAILED: InternalFailure: try again");
        eks.destroy(CLUSTER).orThrow();
    }

    @Test
    void addonWithConflict_isToBeTakenOver() {
        aws.addons().failNext("ConfigurationConflict", "Conflicts found when trying to apply.");

        Report report = apply(event -> false, () -> {});

        assertThat(report.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.causes())
                        .containsExactly(
                                "ConfigurationConflict: somebody else has set the same fields: take them over with"
                                        + " .conflicts(ConflictPolicy.OVERWRITE)"));
        eks.apply(eks.plan(SPEC)).orThrow();
    }

    @Test
    void addonThatMayNotDoWhatItDoes_isSuspectedAndToldWithItsTimeOut() {
        aws.addons().degrade(CLUSTER, "coredns", "AccessDenied", "not authorized");

        Report report = apply(Deadlines.standard().with("addon", Duration.ofMinutes(5)), event -> false, () -> {});

        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason())
                    .startsWith(
                            "addon/coredns was not done after 7m (usual: 30s); last status DEGRADED AccessDenied: not"
                                    + " authorized.");
            assertThat(failure.causes())
                    .singleElement()
                    .asString()
                    .startsWith("AccessDenied: give its service account a role");
        });
    }

    @Test
    void addonWhosePodsDoNotRun_namesTheNodeGroups() {
        aws.addons()
                .degrade(
                        CLUSTER,
                        "coredns",
                        "InsufficientNumberOfReplicas",
                        "it doesn't have the desired number of replicas");

        Report report = apply(event -> false, () -> {});

        assertThat(Building.causes(report, "addon/coredns"))
                .containsExactly(
                        "the pods of coredns do not run on the nodes of workers: they are full, or not ready; take"
                                + " more or larger ones, and see the pods' events");
    }

    @Test
    void clusterWhoseSubnetIsDeleted_isToBePlannedAgain() {
        AtomicBoolean deleted = new AtomicBoolean();
        Report report = apply(
                event -> event instanceof ProgressEvent.StepWaiting waiting
                        && waiting.step().resource().kind().equals("cluster")
                        && !deleted.getAndSet(true),
                () -> aws.ec2Client().deleteSubnet(r -> r.subnetId(privateSubnet())));

        // nobody could see that somebody else was at work, so it is made again
        assertThat(report.toString()).contains("set right: + subnet/private-1");
        assertThat(diagnosed("cluster/production"))
                .containsExactly(
                        "Ec2SubnetNotFound: a subnet was deleted: plan again, which names those that there are");
    }

    private String privateSubnet() {
        return aws.ec2Client().describeSubnets().subnets().stream()
                .filter(subnet -> !Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                .findFirst()
                .orElseThrow()
                .subnetId();
    }

    @Test
    void natGatewayWithoutInternetGateway_saysSo() {
        apply(startOf("nat-gateway/nat-1"), () -> aws.console().ec2().detachInternetGateway("*"));

        assertThat(diagnosed("nat-gateway/nat-1"))
                .first()
                .asString()
                .startsWith("Gateway.NotAttached (nat-")
                .endsWith(
                        "): the VPC has no internet gateway: attach one, then plan again, which makes the NAT gateway anew");
    }
}
