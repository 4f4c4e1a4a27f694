package dev.eksdsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.addon.AddonSpec;
import dev.eksdsl.resource.fargate.FargateProfileSpec;
import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterCompilerTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/mine";

    @Test
    void tagsOfTheCluster_areOnEverything_andGiveWayToOwnOnes() {
        List<Declared<?>> declared = compile(Eks.cluster(
                "tagged",
                c -> c.version("1.35")
                        .tag("team", "api")
                        .nodeGroup("nodes", ng -> ng.tag("team", "nodes"))
                        .fargate("profile", fp -> fp.selector("default"))
                        .addon("coredns")));

        assertThat(spec(declared, "nodegroup/nodes", NodeGroupSpec.class).tags())
                .isEqualTo(Map.of("team", "nodes"));
        assertThat(spec(declared, "fargate/profile", FargateProfileSpec.class).tags())
                .isEqualTo(Map.of("team", "api"));
        assertThat(spec(declared, "addon/coredns", AddonSpec.class).tags()).isEqualTo(Map.of("team", "api"));
        assertThat(declared).allSatisfy(d -> assertThat(d.spec().toString()).contains("team"));
    }

    @Test
    void rolesThatTheUserGives_areNotMade() {
        List<Declared<?>> declared = compile(Eks.cluster(
                "given",
                c -> c.version("1.35")
                        .clusterRole(ROLE)
                        .nodeGroup("nodes", ng -> ng.role(ROLE))
                        .fargate("profile", fp -> fp.selector("default").podExecutionRole(ROLE))));

        assertThat(declared).noneMatch(d -> d.id().kind().equals("role"));
    }

    @Test
    void existingNetwork_isUsedAsItIs() {
        List<Declared<?>> declared = compile(Eks.cluster(
                "there",
                c -> c.version("1.35")
                        .network(n -> n.privateSubnets("subnet-0a", "subnet-0b"))
                        .nodeGroup("nodes")));

        assertThat(declared.stream().map(d -> d.id().kind()).distinct())
                .containsExactlyInAnyOrder("cluster", "addon", "nodegroup", "role");
    }

    @Test
    void natPerZone_hasAGatewayAndARouteTableForEachZone() {
        List<Declared<?>> declared = compile(Eks.cluster(
                "wide", c -> c.version("1.35").network(n -> n.zones(2).nat(NatMode.PER_ZONE))));

        assertThat(declared.stream().map(d -> d.id().toString()))
                .contains("nat-gateway/nat-1", "nat-gateway/nat-2", "route-table/private-1", "route-table/private-2")
                .doesNotContain("route-table/private");
    }

    private static List<Declared<?>> compile(EksClusterSpec spec) {
        return ClusterCompiler.compile(spec, "us-east-1");
    }

    private static <S> S spec(List<Declared<?>> declared, String id, Class<S> type) {
        return declared.stream()
                .filter(d -> d.id().toString().equals(id))
                .map(Declared::spec)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
