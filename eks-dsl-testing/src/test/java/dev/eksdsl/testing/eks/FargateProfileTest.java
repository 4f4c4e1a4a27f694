package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.FargateProfileFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.SelectorFacts;
import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;

class FargateProfileTest {

    private static final DescribeFargateProfileRequest DESCRIBE = DescribeFargateProfileRequest.builder()
            .clusterName("demo")
            .fargateProfileName("jobs")
            .build();
    private static final DeleteFargateProfileRequest DELETE = DeleteFargateProfileRequest.builder()
            .clusterName("demo")
            .fargateProfileName("jobs")
            .build();

    private final EksFixture fixture = new EksFixture();

    @Test
    void newProfile_takesPodsWhenActive() {
        fixture.activeCluster();
        FargateProfile created = fixture.call(EksFixture.fargateRequest().build(), CreateFargateProfileResponse.class)
                .fargateProfile();
        assertThat(created.status()).isEqualTo(FargateProfileStatus.CREATING);
        assertThat(fixture.kubernetes().fargate).isEmpty();

        fixture.pass(Duration.ofMinutes(2));

        assertThat(describe().status()).isEqualTo(FargateProfileStatus.ACTIVE);
        assertThat(fixture.kubernetes().fargate)
                .containsExactly(new FargateProfileFacts(
                        "jobs", List.of(new SelectorFacts("jobs", Map.of("tier", "batch"))), List.of("subnet-a")));
        assertThat(fixture.kubernetes().access)
                .extracting(entry -> entry.principalArn())
                .contains(RolesDouble.FARGATE);
    }

    @Test
    void deletedProfile_takesNoPodsAnyMore_andIsGoneLater() {
        fixture.activeCluster();
        fixture.activeFargateProfile();
        fixture.call(DELETE, DeleteFargateProfileResponse.class);
        assertThat(describe().status()).isEqualTo(FargateProfileStatus.DELETING);
        assertThat(fixture.kubernetes().fargate).isEmpty();
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.refusal(DESCRIBE)).hasMessage("No Fargate Profile found with name: jobs.");
        assertThat(fixture.kubernetes().access)
                .extracting(entry -> entry.principalArn())
                .doesNotContain(RolesDouble.FARGATE);
    }

    @Test
    void profiles_areCreatedAndDeletedOneAtATime() {
        fixture.activeCluster();
        fixture.call(EksFixture.fargateRequest().build(), CreateFargateProfileResponse.class);
        AwsFault create = fixture.refusal(
                EksFixture.fargateRequest().fargateProfileName("more").build());
        assertThat(create.code()).isEqualTo("ResourceInUseException");
        assertThat(create)
                .hasMessage("Cannot create Fargate Profile more because cluster demo currently has Fargate"
                        + " profile jobs in status CREATING");
        assertThat(fixture.refusal(DELETE)).hasMessageContaining("Cannot delete Fargate Profile jobs because");
    }

    static Stream<Arguments> refused() {
        FargateProfileSelector selector =
                FargateProfileSelector.builder().namespace("n").build();
        return Stream.of(
                row("Fargate Profile requires at least one selector.", request -> request.selectors(List.of())),
                row("more than 5 Selectors", request -> request.selectors(Collections.nCopies(6, selector))),
                row(
                        "at least one namespace value",
                        request -> request.selectors(
                                FargateProfileSelector.builder().build())),
                row(
                        "more than 5 Label pairs",
                        request -> request.selectors(selector.copy(copy ->
                                copy.labels(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6"))))),
                row(
                        "Subnet subnet-public provided in Fargate Profile is not a private subnet",
                        request -> request.subnets("subnet-a", "subnet-public")),
                row(
                        "Misconfigured PodExecutionRole Trust Policy",
                        request -> request.podExecutionRoleArn(RolesDouble.arn("absent"))),
                row(
                        "Misconfigured PodExecutionRole Trust Policy",
                        request -> request.podExecutionRoleArn(RolesDouble.arn("cluster-source"))),
                row("must not be the role of a node group", request -> request.podExecutionRoleArn(RolesDouble.NODE)),
                row("reserved prefix", request -> request.fargateProfileName("eks-mine")));
    }

    private static Arguments row(String text, Consumer<CreateFargateProfileRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badProfile_isRefused(String text, Consumer<CreateFargateProfileRequest.Builder> change) {
        fixture.activeCluster();
        fixture.activeNodegroup();
        fixture.network.subnet("subnet-public", "us-east-1a", "use1-az1", true);
        fixture.network.toInternet.add("subnet-public");
        fixture.roles.put(RolesDouble.arn("cluster-source"), RolesDouble.fargateTrust("cluster/demo"));
        CreateFargateProfileRequest.Builder request = EksFixture.fargateRequest();
        change.accept(request);
        AwsFault fault = fixture.refusal(request.build());
        assertThat(fault.code()).isEqualTo("InvalidParameterException");
        assertThat(fault).hasMessageContaining(text);
    }

    @Test
    void takenName_isInUse() {
        fixture.activeCluster();
        fixture.activeFargateProfile();
        assertThat(fixture.refusal(EksFixture.fargateRequest().build()))
                .hasMessage("A Fargate Profile already exists with this name in this cluster.");
    }

    private FargateProfile describe() {
        return fixture.call(DESCRIBE, DescribeFargateProfileResponse.class).fargateProfile();
    }
}
