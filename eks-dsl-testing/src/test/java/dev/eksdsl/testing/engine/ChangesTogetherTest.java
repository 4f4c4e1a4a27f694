package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.NatMode;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.Action;
import dev.eksdsl.testing.server.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that depend on each other, or that EKS takes only one at a time, made with one plan. */
class ChangesTogetherTest {

    @Test
    void clusterUpdates_areMadeOneAfterTheOther() {
        try (Life life = Life.of(Clusters.small().spec())) {
            EksClusterSpec changed = Clusters.small()
                    .endpoint(true, false)
                    .publicCidrs("203.0.113.0/24")
                    .logging("api")
                    .authenticationMode("API")
                    .deletionProtection(true)
                    .supportType("STANDARD")
                    .spec();
            long mark = life.aws.calls().mark();
            Plan plan = life.eks.plan(changed);
            assertThat(plan.changes()).hasSize(5);
            life.assertConverges(plan, changed);

            // the fake refuses a second update while one is in flight, as EKS does
            assertThat(life.aws.calls().since(mark).of("UpdateClusterConfig").list())
                    .hasSize(5)
                    .extracting(Call::outcome)
                    .containsOnly(Call.Outcome.ANSWERED);
        }
    }

    @Test
    void nextVersion_goesFromControlPlaneToNodesToAddons() {
        EksClusterSpec older = Clusters.small("1.34").spec();
        EksClusterSpec newer = Clusters.small("1.35").spec();
        try (Life life = Life.of(older)) {
            Plan plan = life.eks.plan(newer);
            assertThat(Life.steps(plan))
                    .contains(
                            "~ cluster/production#version [version \"1.34\" → \"1.35\"]",
                            "~ nodegroup/workers#version [version \"1.34\" → \"1.35\"]")
                    .anyMatch(step -> step.startsWith("~ addon/kube-proxy#config [version "))
                    .allMatch(step -> step.startsWith("~ "));
            List<String> done = new ArrayList<>();
            life.eks.apply(plan, event -> {
                if (event instanceof ProgressEvent.StepSucceeded succeeded) {
                    done.add(succeeded.step().resource().toString());
                }
            });
            assertThat(done).startsWith("cluster/production");
            assertThat(Life.steps(life.eks.plan(newer))).isEmpty();
        }
    }

    @Test
    void newTag_isSetOnAllThatIsTagged() {
        try (Life life = Life.of(Clusters.small().tag("team", "api").spec())) {
            EksClusterSpec changed = Clusters.small().tag("team", "web").spec();
            Plan plan = life.eks.plan(changed);
            assertThat(Life.steps(plan))
                    .allMatch(step -> step.endsWith("#tags [tags[team] \"api\" → \"web\"]"))
                    .contains(
                            "~ vpc/production#tags [tags[team] \"api\" → \"web\"]",
                            "~ subnet/private-1#tags [tags[team] \"api\" → \"web\"]",
                            "~ cluster/production#tags [tags[team] \"api\" → \"web\"]",
                            "~ security-group/control-plane#tags [tags[team] \"api\" → \"web\"]");
            life.assertConverges(plan, changed);
        }
    }

    @Test
    void furtherSecurityGroup_isGivenToTheControlPlane() {
        try (Life life = Life.of(Clusters.small().spec())) {
            String vpc = life.aws.ec2Client().describeVpcs().vpcs().get(0).vpcId();
            String group = life.aws
                    .ec2Client()
                    .createSecurityGroup(
                            q -> q.groupName("more").description("more").vpcId(vpc))
                    .groupId();
            EksClusterSpec changed =
                    Clusters.small().network(n -> n.securityGroups(group)).spec();
            Plan plan = life.eks.plan(changed);
            assertThat(Life.steps(plan)).singleElement().asString().startsWith("~ cluster/production#security-groups");
            life.assertConverges(plan, changed);
        }
    }

    @Test
    void natGatewayPerZone_takesThePlaceOfOneForAll() {
        try (Life life = Life.of(Clusters.small().spec())) {
            EksClusterSpec changed =
                    Clusters.small().network(n -> n.nat(NatMode.PER_ZONE)).spec();
            life.assertConverges(life.eks.plan(changed), changed);
            assertThat(life.aws.ec2Client().describeNatGateways().natGateways()).hasSize(3);

            EksClusterSpec back = Clusters.small().spec();
            Plan plan = life.eks.plan(back);
            assertThat(plan.count(Action.DELETE)).isEqualTo(7);
            life.assertConverges(plan, back);
        }
    }

    @Test
    void addedParts_areCreatedBesideWhatIsThere() {
        try (Life life = Life.of(Clusters.small().spec())) {
            EksClusterSpec more = Clusters.small()
                    .nodeGroup("more", ng -> ng.scaling(1, 1, 1).spot())
                    .fargate("jobs", fp -> fp.selector("jobs"))
                    .addon("eks-pod-identity-agent")
                    .irsa("jobs", "runner", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
                    .spec();
            life.assertConverges(
                    more,
                    "+ nodegroup/more",
                    "+ fargate/jobs",
                    "+ role/fargate",
                    "+ addon/eks-pod-identity-agent",
                    "+ oidc-provider/production",
                    "+ role/irsa/jobs/runner");
        }
    }
}
