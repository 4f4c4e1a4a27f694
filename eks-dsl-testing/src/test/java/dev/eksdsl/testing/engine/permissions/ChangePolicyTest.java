package dev.eksdsl.testing.engine.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.PermissionSet;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plan that changes a cluster asks for the calls that it makes, each of which is missed when it is missing. */
class ChangePolicyTest {

    private static final EksClusterSpec CHANGED = Shapes.SEED
            .cluster()
            .logging("api", "audit")
            .tag("team", "api")
            .addon("vpc-cni", a -> a.configuration("{\"env\": {\"ENABLE_PREFIX_DELEGATION\": \"true\"}}"))
            .irsa(
                    "api",
                    "writer",
                    sa -> sa.statement(
                            s -> s.effect("Allow").addAction("s3:PutObject").addResource("*")))
            .nodeGroup("more", ng -> ng.scaling(1, 1, 2))
            .spec();

    private static FakeAws drifted;
    private static Snapshot before;
    private static PermissionSet needed;

    @BeforeAll
    static void somebodyChangesTheClusterByHand() {
        drifted = FakeAws.create();
        EksSession eks = drifted.session();
        eks.apply(eks.plan(Shapes.SEED.spec())).orThrow();
        var ec2 = drifted.console().ec2();
        ec2.openPort("production/control-plane", 22, "0.0.0.0/0");
        ec2.deleteRoute("production/private", "0.0.0.0/0");
        ec2.disassociateRouteTable("production/private-1");
        ec2.publicAddresses("production/public-1", false);
        ec2.dnsHostnames("production/production", false);
        drifted.console().iam().detachRolePolicy("production.*.cluster", "AmazonEKSClusterPolicy");
        drifted.console().eks("production").labelNodegroup("api-workers", "by", "hand");
        before = drifted.snapshot();
        needed = eks.plan(CHANGED).requiredPermissions();
    }

    @AfterAll
    static void close() {
        drifted.close();
    }

    @Test
    void itsOwnPolicy_isEnough() {
        changing(needed.all(), eks -> {
            eks.apply(eks.plan(CHANGED)).orThrow();
            assertThat(eks.plan(CHANGED).isEmpty()).isTrue();
        });
    }

    @Test
    void callsThatItDoesNotMake_areNotAskedFor() {
        assertThat(actions(needed.forApply()))
                .contains(
                        "eks:UpdateClusterConfig", "eks:UpdateAddon", "eks:UpdateNodegroupConfig", "eks:DescribeUpdate")
                .doesNotContain(
                        "eks:UpdateClusterVersion", "eks:UpdateNodegroupVersion", "eks:CreateCluster", "ec2:CreateVpc");
    }

    /** Only the calls that change something: the others are tried with a new cluster. */
    @Test
    void oneActionLess_isMissedByName() {
        Set<String> changing = actions(needed.forApply());
        changing.removeAll(actions(Story.needed(Shapes.SEED.spec()).forApply()));
        assertThat(changing).hasSizeGreaterThanOrEqualTo(5);
        for (String action : changing) {
            assertThatThrownBy(() -> changing(
                            PolicyJson.withoutAction(needed.all(), action),
                            eks -> eks.apply(eks.plan(CHANGED)).orThrow()))
                    .extracting(failure -> String.valueOf(failure.getMessage()).replaceAll("\\s+", " "), STRING)
                    .contains("is not authorized to perform: " + action + " ");
        }
    }

    @Test
    void planThatChangesNothing_asksForReadsOnly() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Shapes.SEED.spec())).orThrow();
            Plan plan = eks.plan(Shapes.SEED.spec());

            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.requiredPermissions().forApply())
                    .isEqualTo(plan.requiredPermissions().forPlan());
            assertThat(PolicyJson.actions(plan.requiredPermissions().forPlan()))
                    .allMatch(action -> action.matches("\\w+:(Describe|Get|List)\\w+"));
        }
    }

    private static void changing(String policy, Consumer<EksSession> work) {
        try (FakeAws aws = FakeAws.builder().from(before).build()) {
            work.accept(aws.session(
                    options -> options.credentialsProvider(aws.callers().limitedTo(policy))));
        }
    }

    private static Set<String> actions(String policy) {
        return new TreeSet<>(PolicyJson.actions(policy));
    }
}
