package dev.eksdsl.testing.console;

import static dev.eksdsl.testing.assertions.EksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.server.Inventory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Changes by hand: real calls of a user of their own, in the fake's time, by AWS's rules. */
class ConsoleTest {

    private static final String CLUSTER = "production";

    private final FakeAws aws = FakeAws.create();
    private final Console console = aws.console();
    private Inventory before;

    @BeforeEach
    void build() {
        EksSession eks = aws.session();
        eks.apply(eks.plan(Eks.cluster(
                        CLUSTER, c -> c.version("1.34").nodeGroup("workers", ng -> ng.scaling(1, 2, 5)))))
                .orThrow();
        before = aws.inventory();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void calls_areThoseOfTheUser() {
        long mark = aws.calls().mark();
        console.eks(CLUSTER).scaleNodegroup("workers", 3);

        assertThat(aws.calls().since(mark).writes().operations()).containsExactly("UpdateNodegroupConfig");
        assertThat(aws.calls().since(mark).list())
                .extracting(Call::caller)
                .allSatisfy(caller -> assertThat(caller.arn()).isEqualTo("arn:aws:iam::123456789012:user/console"));
        assertThat(nodegroup().scalingConfig().desiredSize()).isEqualTo(3);
        assertThat(nodegroup().statusAsString()).isEqualTo("ACTIVE");
    }

    @Test
    void deletion_takesItsTime() {
        Instant begin = aws.clock().now();
        console.eks(CLUSTER).deleteNodegroup("workers");

        assertThat(Duration.between(begin, aws.clock().now())).isGreaterThan(Duration.ofMinutes(5));
        assertThat(aws.eksClient().listNodegroups(q -> q.clusterName(CLUSTER)).nodegroups())
                .isEmpty();
        console.eks(CLUSTER).delete();
        assertThat(aws.eksClient().listClusters().clusters()).isEmpty();
    }

    @Test
    void upgrade_isOfClusterAndNodes() {
        console.eks(CLUSTER).upgrade("1.35");
        console.eks(CLUSTER).upgradeNodegroup("workers");

        assertThat(aws.eksClient()
                        .describeCluster(q -> q.name(CLUSTER))
                        .cluster()
                        .version())
                .isEqualTo("1.35");
        assertThat(nodegroup().version()).isEqualTo("1.35");
    }

    @Test
    void rulesOfAws_hold() {
        assertThatThrownBy(() -> console.eks(CLUSTER).delete()).isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> console.eks("other").deleteAddon("coredns"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(aws.inventory()).isUnchangedSince(before);
    }

    @Test
    void accessAndTags_areChanged() {
        console.eks(CLUSTER).changeTag("owner", "somebody");
        assertThat(aws.inventory()).differsOnlyIn(before, "cluster");
        console.eks(CLUSTER).removeTag("owner");
        assertThat(aws.inventory()).isUnchangedSince(before);

        String creator = aws.eksClient().listAccessEntries(q -> q.clusterName(CLUSTER)).accessEntries().stream()
                .filter(arn -> arn.contains(":user/"))
                .findFirst()
                .orElseThrow();
        console.eks(CLUSTER).disassociateAccessPolicy(creator, "AmazonEKSClusterAdminPolicy");
        console.eks(CLUSTER).deleteAccessEntry(creator);
        assertThat(aws.inventory().since(before).removed())
                .singleElement()
                .satisfies(item -> assertThat(item.id()).endsWith(creator));
    }

    @Test
    void roles_areChanged() {
        console.iam().changeTag("production.us-east-1.node", "owner", "somebody");
        console.iam().removeTag("production.us-east-1.node", "eks-dsl/id");
        assertThat(aws.inventory().since(before).changed())
                .singleElement()
                .satisfies(role -> assertThat(role.toString())
                        .endsWith("{eks-dsl/id: role/node → (none), owner: (none) → somebody}"));

        console.iam().putRolePolicy("*.node", "more", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""");
        console.iam().deleteRolePolicy("*.node", "more");
        console.iam().deleteRole("*.node");
        assertThat(aws.inventory().ofType("role").since(before.ofType("role")).removed())
                .hasSize(1);
    }

    @Test
    void instance_isTerminatedAndGone() {
        String instance = before.ofType("instance").get(0).id();
        console.ec2().terminateInstance(instance);

        assertThat(aws.inventory().ofType("instance"))
                .noneMatch(item -> item.id().equals(instance));
    }

    @Test
    void name_mustMeanOneThing() {
        assertThatThrownBy(() -> console.ec2().publicAddresses("production/*", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("6 things of kind subnet are named production/*", "production/private-1");
        assertThatThrownBy(() -> console.iam().deleteRole("no-*"))
                .hasMessageContaining("0 things of kind role are named no-*");
        assertThatThrownBy(() -> console.ec2().closePort("production/control-plane", 22))
                .hasMessageContaining("port 22 of security group");
    }

    @Test
    void otherRegion_isAnotherConsole() {
        assertThatThrownBy(() -> aws.console("eu-west-1").eks(CLUSTER).deleteAddon("coredns"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private Nodegroup nodegroup() {
        return aws.eksClient()
                .describeNodegroup(q -> q.clusterName(CLUSTER).nodegroupName("workers"))
                .nodegroup();
    }
}
