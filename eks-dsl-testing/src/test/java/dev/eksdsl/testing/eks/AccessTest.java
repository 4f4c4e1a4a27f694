package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.server.AwsFault;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;

class AccessTest {

    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

    private final EksFixture fixture = new EksFixture();

    @Test
    void newEntry_isToldToKubernetesWithItsPolicies() {
        fixture.activeCluster();
        fixture.call(entry().kubernetesGroups("devs").build(), CreateAccessEntryResponse.class);
        fixture.call(association().build(), AssociateAccessPolicyResponse.class);
        assertThat(facts())
                .isEqualTo(new AccessFacts(
                        RolesDouble.WORKLOAD,
                        "arn:aws:sts::111122223333:assumed-role/workload/{{SessionName}}",
                        List.of("devs"),
                        List.of("AmazonEKSViewPolicy")));

        UpdateAccessEntryRequest update = UpdateAccessEntryRequest.builder()
                .clusterName("demo")
                .principalArn(RolesDouble.WORKLOAD)
                .username("jo")
                .kubernetesGroups(List.of())
                .build();
        fixture.call(update, UpdateAccessEntryResponse.class);
        DisassociateAccessPolicyRequest disassociate = DisassociateAccessPolicyRequest.builder()
                .clusterName("demo")
                .principalArn(RolesDouble.WORKLOAD)
                .policyArn(VIEW)
                .build();
        fixture.call(disassociate, DisassociateAccessPolicyResponse.class);
        assertThat(facts()).isEqualTo(new AccessFacts(RolesDouble.WORKLOAD, "jo", List.of(), List.of()));
    }

    @Test
    void deletedEntry_isToldToKubernetes_andFreesItsPrincipal() {
        fixture.activeCluster();
        fixture.call(entry().build(), CreateAccessEntryResponse.class);
        assertThat(fixture.refusal(entry().build()))
                .hasMessage("The specified access entry resource is already in use on this cluster.");
        DeleteAccessEntryRequest delete = DeleteAccessEntryRequest.builder()
                .clusterName("demo")
                .principalArn(RolesDouble.WORKLOAD)
                .build();
        fixture.call(delete, DeleteAccessEntryResponse.class);
        assertThat(fixture.kubernetes().access).hasSize(1);
        AwsFault gone = fixture.refusal(delete);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone).hasMessageStartingWith("The specified principalArn could not be found.");
    }

    @Test
    void clusterInConfigMapMode_hasNoEntries() {
        fixture.activeCluster(
                request -> request.accessConfig(access -> access.authenticationMode(AuthenticationMode.CONFIG_MAP)));
        AwsFault fault = fixture.refusal(entry().build());
        assertThat(fault.code()).isEqualTo("InvalidRequestException");
        assertThat(fault)
                .hasMessage("The cluster's authentication mode must be set to one of [API,"
                        + " API_AND_CONFIG_MAP] to perform this operation.");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                row("invalid principal", request -> request.principalArn(RolesDouble.arn("absent"))),
                row(
                        "invalid principal",
                        request -> request.principalArn("arn:aws:sts::111122223333:assumed-role/workload/session")),
                row(
                        "invalid principal",
                        request -> request.principalArn(
                                "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/X")),
                row("can't begin with", request -> request.username("system:masters")),
                row("can't begin with", request -> request.kubernetesGroups("system:masters")),
                row("type STANDARD", request -> request.type("EC2_LINUX").username("jo")),
                row("The specified type is invalid", request -> request.type("EC2_PLAN9")));
    }

    private static Arguments row(String text, Consumer<CreateAccessEntryRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badEntry_isRefused(String text, Consumer<CreateAccessEntryRequest.Builder> change) {
        fixture.activeCluster();
        CreateAccessEntryRequest.Builder request = entry();
        change.accept(request);
        AwsFault fault = fixture.refusal(request.build());
        assertThat(fault.code()).isEqualTo("InvalidParameterException");
        assertThat(fault).hasMessageContaining(text);
    }

    @Test
    void badPolicyOrScope_isRefused() {
        fixture.activeCluster();
        fixture.call(entry().build(), CreateAccessEntryResponse.class);
        assertThat(fixture.refusal(association()
                        .policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")
                        .build()))
                .hasMessageContaining("invalid policy");
        assertThat(fixture.refusal(association()
                        .accessScope(scope -> scope.type(AccessScopeType.NAMESPACE))
                        .build()))
                .hasMessageContaining("accessScope");
    }

    @Test
    void entriesWithPolicy_areListed() {
        fixture.activeCluster();
        fixture.call(entry().build(), CreateAccessEntryResponse.class);
        fixture.call(association().build(), AssociateAccessPolicyResponse.class);
        ListAccessEntriesRequest request = ListAccessEntriesRequest.builder()
                .clusterName("demo")
                .associatedPolicyArn(VIEW)
                .build();
        assertThat(fixture.call(request, ListAccessEntriesResponse.class).accessEntries())
                .containsExactly(RolesDouble.WORKLOAD);
    }

    private AccessFacts facts() {
        return fixture.kubernetes().access.stream()
                .filter(entry -> entry.principalArn().equals(RolesDouble.WORKLOAD))
                .findFirst()
                .orElseThrow();
    }

    private static CreateAccessEntryRequest.Builder entry() {
        return CreateAccessEntryRequest.builder().clusterName("demo").principalArn(RolesDouble.WORKLOAD);
    }

    private static AssociateAccessPolicyRequest.Builder association() {
        return AssociateAccessPolicyRequest.builder()
                .clusterName("demo")
                .principalArn(RolesDouble.WORKLOAD)
                .policyArn(VIEW)
                .accessScope(scope -> scope.type(AccessScopeType.CLUSTER));
    }
}
