package dev.eksdsl.testing.engine.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.PermissionSet;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The policy of the seed's cluster, as people read it. */
class SeedPolicyTest {

    private static final PermissionSet NEEDED = Story.needed(Shapes.SEED.spec());

    @Test
    void policy_isTheDocumentedOne() throws IOException {
        assertThat(NEEDED.all()).isEqualTo(read("seed-policy.json").stripTrailing());
    }

    @Test
    void policy_isTheSameEachTime() {
        assertThat(Story.needed(Shapes.SEED.spec())).isEqualTo(NEEDED);
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Plan plan = eks.plan(Shapes.SEED.spec());
            assertThat(eks.readPlan(eks.toJson(plan)).requiredPermissions().all())
                    .isEqualTo(NEEDED.all());
        }
    }

    @Test
    void planning_takesReadsOnly() {
        assertThat(PolicyJson.actions(NEEDED.forPlan()))
                .allMatch(action -> action.matches("\\w+:(Describe|Get|List)\\w+"));
    }

    @Test
    void tooLongForOneManagedPolicy_fitsIntoTwo() {
        List<String> policies = NEEDED.allAsManagedPolicies();

        assertThat(PolicyJson.length(NEEDED.all())).isBetween(6145, 10_240); // a role takes as much in line
        assertThat(policies)
                .hasSize(2)
                .allMatch(policy -> PolicyJson.length(policy) <= PermissionSet.LONGEST_MANAGED_POLICY);
        assertThat(policies.stream().flatMap(policy -> PolicyJson.actions(policy).stream()))
                .containsExactlyInAnyOrderElementsOf(PolicyJson.actions(NEEDED.all()));
    }

    @Test
    void parts_areWithinTheWhole() {
        TreeSet<String> actions = new TreeSet<>(NEEDED.actions());
        assertThat(actions)
                .containsAll(PolicyJson.actions(NEEDED.forPlan()))
                .containsAll(PolicyJson.actions(NEEDED.forApply()))
                .containsAll(PolicyJson.actions(NEEDED.forDestroy()))
                .noneMatch(action -> action.contains("*"));
        assertThat(PolicyJson.actions(NEEDED.forApply())).noneMatch(action -> action.equals("eks:DeleteCluster"));
        // the tags say that the cluster is being destroyed
        assertThat(PolicyJson.actions(NEEDED.forDestroy()))
                .noneMatch(action -> action.matches("\\w+:Create\\w+") && !action.equals("ec2:CreateTags"));
    }

    private static String read(String resource) throws IOException {
        try (InputStream stream = SeedPolicyTest.class.getResourceAsStream(resource)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
