package dev.eksdsl.testing.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A lease is given when a resource is created, and with the call that creates it. */
class LeaseTagsTest {

    @Test
    void createCalls_carryTheLease_eachOfThem() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Plan plan = eks.plan(Ephemeral.everything());
            eks.apply(plan).orThrow();

            List<Call> creations = aws.calls()
                    .writes()
                    .that(call -> call.operation().matches("(Create|Allocate|Run).*")
                            && !Set.of("CreateRoute", "CreateTags").contains(call.operation()))
                    .list();
            String lease = "eks-dsl/lease-until, Value=2026-11-22T02:00:00Z";
            assertThat(creations)
                    .allSatisfy(call -> assertThat(call.request()
                                    .toString()
                                    .replace("eks-dsl/lease-until=", "eks-dsl/lease-until, Value="))
                            .as(call.operation())
                            .contains(lease));
            assertThat(creations.stream().map(Call::operation).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "AllocateAddress",
                            "CreateAddon",
                            "CreateCluster",
                            "CreateFargateProfile",
                            "CreateInternetGateway",
                            "CreateNatGateway",
                            "CreateNodegroup",
                            "CreateOpenIDConnectProvider",
                            "CreateRole",
                            "CreateRouteTable",
                            "CreateSecurityGroup",
                            "CreateSubnet",
                            "CreateVpc");
            assertThat(aws.calls().of("CreateTags").list()).isEmpty();
            assertThat(eks.lease(Ephemeral.NAME).orElseThrow().until()).isEqualTo("2026-11-22T02:00:00Z");
        }
    }

    @Test
    void secondPlan_isEmpty_howeverLater() {
        try (FakeAws aws = Ephemeral.with(Ephemeral.everything())) {
            EksSession eks = aws.session();
            aws.clock().advance(Duration.ofMinutes(30));
            assertThat(eks.plan(Ephemeral.everything()).isEmpty()).isTrue();
            eks.extend(Ephemeral.NAME, Duration.ofHours(9));
            assertThat(eks.plan(Ephemeral.everything()).changes()).isEmpty();
        }
    }

    @Test
    void planThatIsStored_carriesItsLeaseWithIt() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Plan plan = eks.plan(Ephemeral.spec());
            Plan read = eks.readPlan(eks.toJson(plan));
            assertThat(read).isEqualTo(plan);
            aws.clock().advance(Duration.ofMinutes(30));

            eks.apply(read).orThrow();

            assertThat(eks.lease(Ephemeral.NAME).orElseThrow().until()).isEqualTo("2026-11-22T02:00:00Z");
        }
    }

    @Test
    void planWhoseLeaseIsOver_isRefused() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Plan plan = eks.plan(Ephemeral.spec());
            aws.clock().advance(Ephemeral.LIFE);

            assertThatThrownBy(() -> eks.apply(plan))
                    .isInstanceOf(EksDslException.class)
                    .hasMessage("what the plan creates would have a lease until 2026-11-22T02:00:00Z, which is over:"
                            + " plan again");
            assertThat(aws.inventory()).isEmpty();
        }
    }

    @Test
    void declarationThatSaysOtherwise_warned() {
        EksClusterSpec forGood = dev.eksdsl.Eks.cluster(Ephemeral.NAME)
                .version("1.35")
                .nodeGroup("workers", ng -> ng.scaling(1, 1, 2))
                .spec();
        try (FakeAws aws = Ephemeral.with(Ephemeral.spec())) {
            EksSession eks = aws.session();
            assertThat(codes(eks.plan(Ephemeral.spec()))).isEmpty();
            assertThat(codes(eks.plan(forGood))).containsExactly("EKS-L04");
            aws.clock().advance(Ephemeral.LIFE);
            assertThat(codes(eks.plan(Ephemeral.spec()))).containsExactly("EKS-L06");
        }
        try (FakeAws aws = Ephemeral.with(forGood)) {
            assertThat(codes(aws.session().plan(Ephemeral.spec()))).containsExactly("EKS-L05");
        }
    }

    private static List<String> codes(Plan plan) {
        return plan.warnings().stream()
                .map(Problem::code)
                .filter(code -> code.startsWith("EKS-L"))
                .toList();
    }
}
