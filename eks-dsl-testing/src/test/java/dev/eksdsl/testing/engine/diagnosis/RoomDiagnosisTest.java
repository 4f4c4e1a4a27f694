package dev.eksdsl.testing.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksSession;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsClients;
import dev.eksdsl.aws.AwsOptions;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.addon.AddonType;
import dev.eksdsl.resource.nodegroup.TaintEffect;
import dev.eksdsl.testing.FakeAws;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why the pods of an add-on find no node, in clusters that have no place for them by declaration. */
class RoomDiagnosisTest {

    private static final String CLUSTER = "production";

    static Stream<Arguments> clusters() {
        return Stream.of(
                cluster(
                        "coredns",
                        "no node takes the pods of coredns: the cluster has none; declare a node group",
                        cluster -> {}),
                cluster(
                        "coredns",
                        "no node takes the pods of coredns: api is tainted with for=api:NO_SCHEDULE; declare a node group"
                                + " without taints, or tolerate them with .configuration(...)",
                        cluster -> cluster.nodeGroup(
                                "api", group -> group.scaling(1, 1, 2).taint("for", "api", TaintEffect.NO_SCHEDULE))),
                cluster(
                        "coredns",
                        "no node takes the pods of coredns: api has no nodes; scale up with .scaling(...)",
                        cluster -> cluster.nodeGroup("api", group -> group.scaling(0, 0, 2))),
                cluster(
                        "coredns",
                        "the cluster has Fargate only: give coredns .configuration(\"{\\\"computeType\\\":\\\"Fargate\\\"}\")"
                                + " and a profile with .selector(\"kube-system\")",
                        cluster -> cluster.fargate("jobs", profile -> profile.selector("jobs"))),
                cluster(
                        "aws-ebs-csi-driver",
                        "the cluster has Fargate only, which aws-ebs-csi-driver may not run on: declare a node group, or a"
                                + " profile that selects its pods",
                        cluster -> cluster.fargate("jobs", profile -> profile.selector("jobs"))));
    }

    private static Arguments cluster(String addon, String cause, Consumer<EksClusterBuilder> declaration) {
        return Arguments.of(addon, cause, declaration);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void addonWithoutPlace_saysWhatIsThere(String addon, String cause, Consumer<EksClusterBuilder> declaration) {
        try (FakeAws aws = FakeAws.create();
                AwsClients clients = clients(aws)) {
            EksSession eks = aws.session();
            EksClusterBuilder cluster = Eks.cluster(CLUSTER).version("1.35").addon("aws-ebs-csi-driver");
            declaration.accept(cluster);
            eks.apply(eks.plan(cluster.spec()));

            List<String> causes = new AddonType()
                    .diagnose(
                            new Present(
                                    clients, new Ownership(CLUSTER), aws.clock().now()),
                            input -> Optional.empty(),
                            new ResourceId(AddonType.KIND, addon),
                            Optional.empty());

            assertThat(causes).containsExactly(cause);
        }
    }

    private static AwsClients clients(FakeAws aws) {
        return new AwsOptions()
                .region(FakeAws.DEFAULT_REGION)
                .credentialsProvider(aws.credentials())
                .httpClient(aws.httpClient())
                .timeline(aws.timeline())
                .clients();
    }

    private record Present(AwsApi aws, Ownership owner, Instant now) implements Reading {}
}
