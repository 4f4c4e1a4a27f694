package dev.eksdsl.testing.engine;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_EXECUTE;
import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;
import static dev.eksdsl.testing.engine.Change.addon;
import static dev.eksdsl.testing.engine.Change.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.testing.FakeAws;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Every field that AWS can change in place: the plan shows just that change, applying makes it, and then there is none. */
class ChangeTest {

    private static final Consumer<EksClusterBuilder> NOTHING = c -> {};

    static Stream<Change> cluster() {
        return Stream.of(
                Change.of(
                        "endpoint.private",
                        NOTHING,
                        c -> c.endpoint(true, false),
                        "~ cluster/production#endpoint [endpoint.private true → false]",
                        "UpdateClusterConfig"),
                Change.of(
                        "endpoint.public",
                        NOTHING,
                        c -> c.endpoint(false, true),
                        "~ cluster/production#endpoint [endpoint.public true → false]",
                        "UpdateClusterConfig"),
                Change.of(
                        "publicCidrs narrowed",
                        NOTHING,
                        c -> c.publicCidrs("203.0.113.0/24", "198.51.100.0/24"),
                        "~ cluster/production#endpoint [endpoint.publicCidrs [0.0.0.0/0] → [198.51.100.0/24,"
                                + " 203.0.113.0/24]]",
                        "UpdateClusterConfig"),
                Change.of(
                        "publicCidrs opened",
                        c -> c.publicCidrs("203.0.113.0/24"),
                        NOTHING,
                        "~ cluster/production#endpoint [endpoint.publicCidrs [203.0.113.0/24] → [0.0.0.0/0]]",
                        "UpdateClusterConfig"),
                Change.of(
                        "logging switched on",
                        NOTHING,
                        c -> c.logging("audit", "api"),
                        "~ cluster/production#logging [logging [] → [api, audit]]",
                        "UpdateClusterConfig"),
                Change.of(
                        "logging changed",
                        c -> c.logging("api", "audit"),
                        c -> c.logging("audit", "scheduler"),
                        "~ cluster/production#logging [logging [api, audit] → [audit, scheduler]]",
                        "UpdateClusterConfig"),
                Change.of(
                        "logging switched off",
                        c -> c.logging("api"),
                        c -> c.logging(),
                        "~ cluster/production#logging [logging [api] → []]",
                        "UpdateClusterConfig"),
                Change.of(
                        "authenticationMode",
                        NOTHING,
                        c -> c.authenticationMode("API"),
                        "~ cluster/production#authentication [authenticationMode \"API_AND_CONFIG_MAP\" → \"API\"]",
                        "UpdateClusterConfig"),
                Change.of(
                        "deletionProtection",
                        NOTHING,
                        c -> c.deletionProtection(true),
                        "~ cluster/production#deletion-protection [deletionProtection false → true]",
                        "UpdateClusterConfig"),
                Change.of(
                        "supportType",
                        NOTHING,
                        c -> c.supportType("STANDARD"),
                        "~ cluster/production#support [supportType \"EXTENDED\" → \"STANDARD\"]",
                        "UpdateClusterConfig"));
    }

    static Stream<Change> nodeGroup() {
        return Stream.of(
                config("scaling.min", ng -> ng.scaling(1, 2, 3), ng -> ng.scaling(2, 2, 3), "scaling.min 1 → 2"),
                config(
                        "scaling.desired",
                        ng -> ng.scaling(1, 1, 3),
                        ng -> ng.scaling(1, 2, 3),
                        "scaling.desired 1 → 2"),
                config("scaling.max", ng -> ng.scaling(1, 1, 3), ng -> ng.scaling(1, 1, 5), "scaling.max 3 → 5"),
                config("label added", ng -> {}, ng -> ng.label("tier", "api"), "labels[tier] (none) → \"api\""),
                config(
                        "label changed",
                        ng -> ng.label("tier", "api"),
                        ng -> ng.label("tier", "web"),
                        "labels[tier] \"api\" → \"web\""),
                config(
                        "label removed",
                        ng -> ng.label("tier", "api").label("kept", "yes"),
                        ng -> ng.label("kept", "yes"),
                        "labels[tier] \"api\" → (none)"),
                config(
                        "taint added",
                        ng -> {},
                        ng -> ng.taint("dedicated", "api", NO_SCHEDULE),
                        "taints [] → [dedicated=api:NO_SCHEDULE]"),
                config(
                        "taint value changed",
                        ng -> ng.taint("dedicated", "api", NO_SCHEDULE),
                        ng -> ng.taint("dedicated", "web", NO_SCHEDULE),
                        "taints [dedicated=api:NO_SCHEDULE] → [dedicated=web:NO_SCHEDULE]"),
                config(
                        "taint effect changed",
                        ng -> ng.taint("dedicated", "api", NO_SCHEDULE),
                        ng -> ng.taint("dedicated", "api", NO_EXECUTE),
                        "taints [dedicated=api:NO_SCHEDULE] → [dedicated=api:NO_EXECUTE]"),
                config(
                        "taint removed",
                        ng -> ng.taint("dedicated", "api", NO_SCHEDULE),
                        ng -> {},
                        "taints [dedicated=api:NO_SCHEDULE] → []"),
                config("maxUnavailable", ng -> {}, ng -> ng.maxUnavailable(2), "maxUnavailable 1 → 2"),
                config(
                        "several fields in one call",
                        ng -> ng.scaling(1, 1, 3).label("a", "1"),
                        ng -> ng.scaling(1, 2, 4).label("b", "2"),
                        "scaling.desired 1 → 2, scaling.max 3 → 4, labels[a] \"1\" → (none), labels[b] (none) → \"2\""),
                Change.of(
                        "tag",
                        nodes(ng -> ng.tag("cost", "1")),
                        nodes(ng -> ng.tag("cost", "2")),
                        "~ nodegroup/workers#tags [tags[cost] \"1\" → \"2\"]",
                        "TagResource"));
    }

    static Stream<Change> addons() {
        return Stream.of(
                Change.of(
                        "version",
                        addon("coredns", a -> a.version("v1.12.4-eksbuild.1")),
                        addon("coredns", a -> a.version("v1.13.2-eksbuild.1")),
                        "~ addon/coredns#config [version \"v1.12.4-eksbuild.1\" → \"v1.13.2-eksbuild.1\"]",
                        "UpdateAddon"),
                Change.of(
                        "configuration",
                        addon("coredns", a -> a.configuration("{\"replicaCount\": 2}")),
                        addon("coredns", a -> a.configuration("{\"replicaCount\": 3}")),
                        "~ addon/coredns#config [configuration {\"replicaCount\":2} → {\"replicaCount\":3}]",
                        "UpdateAddon"),
                Change.of(
                        "tag",
                        addon("coredns", a -> {}),
                        addon("coredns", a -> a.tag("cost", "1")),
                        "~ addon/coredns#tags [tags[cost] (none) → \"1\"]",
                        "TagResource"));
    }

    static Stream<Change> roles() {
        return Stream.of(
                Change.of(
                        "managed policy added",
                        c -> c.irsa("api", "web", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")),
                        c -> c.irsa(
                                "api",
                                "web",
                                sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")
                                        .managedPolicy("AmazonDynamoDBReadOnlyAccess")),
                        "~ role/irsa/api/web#managed-policies [managedPolicies"
                                + " (none) → arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess]",
                        "AttachRolePolicy"),
                Change.of(
                        "managed policy exchanged",
                        c -> c.irsa("api", "web", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")),
                        c -> c.irsa("api", "web", sa -> sa.managedPolicy("AmazonS3FullAccess")),
                        "~ role/irsa/api/web#managed-policies [managedPolicies"
                                + " arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess → (none), managedPolicies"
                                + " (none) → arn:aws:iam::aws:policy/AmazonS3FullAccess]",
                        "AttachRolePolicy",
                        "DetachRolePolicy"),
                Change.of(
                        "statement changed",
                        c -> c.irsa("api", "web", sa -> sa.statement(s -> queue(s, "sqs:ReceiveMessage"))),
                        c -> c.irsa("api", "web", sa -> sa.statement(s -> queue(s, "sqs:SendMessage"))),
                        "~ role/irsa/api/web#inline-policies [inlinePolicies[statements] "
                                + "\"" + queueDocument("sqs:ReceiveMessage") + "\" → \""
                                + queueDocument("sqs:SendMessage") + "\"]",
                        "PutRolePolicy"),
                Change.of(
                        "statement removed",
                        c -> c.irsa("api", "web", sa -> sa.statement(s -> queue(s, "sqs:ReceiveMessage"))),
                        c -> c.irsa("api", "web", sa -> {}),
                        "~ role/irsa/api/web#inline-policies [inlinePolicies[statements] " + "\""
                                + queueDocument("sqs:ReceiveMessage") + "\" → (none)]",
                        "DeleteRolePolicy"),
                Change.of(
                        "permissionsBoundary",
                        c -> c.irsa("api", "web", sa -> {}),
                        c -> c.irsa(
                                "api",
                                "web",
                                sa -> sa.permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3FullAccess")),
                        "~ role/irsa/api/web#permissions-boundary [permissionsBoundary \"none\" →"
                                + " \"arn:aws:iam::aws:policy/AmazonS3FullAccess\"]",
                        "PutRolePermissionsBoundary"));
    }

    @ParameterizedTest
    @MethodSource({"cluster", "nodeGroup", "addons", "roles"})
    void changedField_isShownThenMadeThenNoMore(Change change) {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(spec(change.before()))).orThrow();

            Plan plan = eks.plan(spec(change.after()));
            assertThat(plan.changes()).extracting(Step::toString).containsExactly(change.step());
            long mark = aws.calls().mark();
            eks.apply(plan).orThrow();
            assertThat(aws.calls().since(mark).writes().operations())
                    .as("the claims on cluster and VPC, then the change")
                    .isEqualTo(Stream.concat(Stream.of("TagResource", "CreateTags"), change.writes().stream())
                            .toList());
            assertThat(eks.plan(spec(change.after())).changes()).isEmpty();
        }
    }

    /** The declaration with a node group, if it has none of its own: add-ons need one to run on. */
    private static EksClusterSpec spec(Consumer<EksClusterBuilder> declaration) {
        EksClusterSpec declared = Eks.cluster(Clusters.NAME, declaration.andThen(c -> c.version("1.35")));
        return Eks.cluster(Clusters.NAME, c -> {
            c.version("1.35");
            if (declared.nodeGroups().isEmpty()) {
                c.nodeGroup("workers", ng -> ng.scaling(1, 1, 3));
            }
            declaration.accept(c);
        });
    }

    private static Change config(
            String name, Consumer<NodeGroupBuilder> before, Consumer<NodeGroupBuilder> after, String fields) {
        return Change.of(
                name,
                nodes(before),
                nodes(after),
                "~ nodegroup/workers#config [" + fields + "]",
                "UpdateNodegroupConfig");
    }

    private static void queue(IamStatement.Builder statement, String action) {
        statement.effect(IamEffect.ALLOW).addAction(action).addResource("*");
    }

    private static String queueDocument(String action) {
        return "{\"Statement\":{\"Action\":\"" + action
                + "\",\"Effect\":\"Allow\",\"Resource\":\"*\"},\"Version\":\"2012-10-17\"}";
    }
}
