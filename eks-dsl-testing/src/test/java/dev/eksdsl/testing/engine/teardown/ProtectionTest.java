package dev.eksdsl.testing.engine.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.BlockedPlanException;
import dev.eksdsl.plan.Step;
import dev.eksdsl.testing.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;

/** A cluster that is protected is neither destroyed nor replaced, until somebody lifts the protection. */
class ProtectionTest {

    private static final String NAME = "production";

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();

    @AfterEach
    void close() {
        aws.close();
    }

    private static EksClusterBuilder cluster() {
        return Eks.cluster(NAME).version("1.35").withoutDefaultAddons();
    }

    @Test
    void protectedCluster_isTaggedFromItsFirstMoment_andNotDestroyed() {
        eks.apply(eks.plan(cluster().protect().spec())).orThrow();
        assertThat(aws.calls()
                        .of("CreateCluster")
                        .list()
                        .get(0)
                        .requestAs(CreateClusterRequest.class)
                        .tags())
                .containsEntry("eks-dsl/protected", "true");
        assertThat(eks.plan(cluster().protect().spec()).isEmpty()).isTrue();
        long mark = aws.calls().mark();

        assertThat(eks.planDestroy(NAME).blocked())
                .singleElement()
                .extracting(Step::blocked)
                .asString()
                .contains(
                        "[EKS-D01] cluster/production: is protected → take .protect() out of the declaration and apply"
                                + " it, or remove the tag eks-dsl/protected from arn:aws:eks:us-east-1:123456789012:cluster/production");
        assertThatThrownBy(() -> eks.destroy(NAME)).isInstanceOf(BlockedPlanException.class);
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void protectionTakenOut_isLiftedInPlace() {
        eks.apply(eks.plan(cluster().protect().spec())).orThrow();

        assertThat(eks.plan(cluster().spec()).changes())
                .singleElement()
                .hasToString("~ cluster/production#protect [protected true → false]");
        eks.apply(eks.plan(cluster().spec())).orThrow();

        eks.destroy(NAME).orThrow();
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void protectionPutOnLater_isSetInPlace() {
        eks.apply(eks.plan(cluster().spec())).orThrow();
        eks.apply(eks.plan(cluster().protect().spec())).orThrow();

        assertThat(eks.plan(cluster().protect().spec()).isEmpty()).isTrue();
        assertThat(eks.planDestroy(NAME).blocked()).hasSize(1);
    }

    @Test
    void replacementOfAProtectedCluster_isBlockedEvenIfAllowed() {
        eks.apply(eks.plan(cluster().serviceCidr("172.20.0.0/16").protect().spec()))
                .orThrow();

        var changed = cluster()
                .serviceCidr("172.21.0.0/16")
                .protect()
                .allowReplace("cluster/production")
                .spec();

        assertThat(eks.plan(changed).blocked())
                .extracting(step -> step.blocked().orElse(""))
                .singleElement()
                .asString()
                .contains("[EKS-D01]");
    }

    @Test
    void deletionProtectionOfEks_isHonoured() {
        eks.apply(eks.plan(cluster().deletionProtection(true).spec())).orThrow();
        long mark = aws.calls().mark();

        assertThatThrownBy(() -> eks.destroy(NAME))
                .isInstanceOf(BlockedPlanException.class)
                .hasMessageContaining(
                        "[EKS-D02] cluster/production: EKS refuses to delete it, for its deletion protection"
                                + " is on → declare .deletionProtection(false) and apply it");
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();

        eks.apply(eks.plan(cluster().deletionProtection(false).spec())).orThrow();
        eks.destroy(NAME).orThrow();
        assertThat(aws.inventory()).isEmpty();
    }
}
