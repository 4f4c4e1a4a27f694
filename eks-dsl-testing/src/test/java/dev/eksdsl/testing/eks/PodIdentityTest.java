package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationResponse;

class PodIdentityTest {

    private final EksFixture fixture = new EksFixture();

    @BeforeEach
    void startCluster() {
        fixture.activeCluster();
    }

    @Test
    void association_canBeCreatedOnce_changedAndDeleted() {
        PodIdentityAssociation created = fixture.call(request().build(), CreatePodIdentityAssociationResponse.class)
                .association();
        assertThat(created.associationArn())
                .isEqualTo("arn:aws:eks:us-east-1:111122223333:podidentityassociation/demo/" + created.associationId());
        assertThat(fixture.refusal(request().build()).code()).isEqualTo("ResourceInUseException");

        UpdatePodIdentityAssociationRequest update = UpdatePodIdentityAssociationRequest.builder()
                .clusterName("demo")
                .associationId(created.associationId())
                .roleArn(RolesDouble.NODE)
                .build();
        assertThat(fixture.call(update, UpdatePodIdentityAssociationResponse.class)
                        .association()
                        .roleArn())
                .isEqualTo(RolesDouble.NODE);

        DeletePodIdentityAssociationRequest delete = DeletePodIdentityAssociationRequest.builder()
                .clusterName("demo")
                .associationId(created.associationId())
                .build();
        fixture.call(delete, DeletePodIdentityAssociationResponse.class);
        assertThat(fixture.refusal(DescribePodIdentityAssociationRequest.builder()
                                .clusterName("demo")
                                .associationId(created.associationId())
                                .build())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void roleThatIsNotThere_isRefused() {
        assertThat(fixture.refusal(request().roleArn(RolesDouble.arn("absent")).build()))
                .hasMessageContaining("Role provided in the request does not exist");
    }

    private static CreatePodIdentityAssociationRequest.Builder request() {
        return CreatePodIdentityAssociationRequest.builder()
                .clusterName("demo")
                .namespace("api")
                .serviceAccount("worker")
                .roleArn(RolesDouble.WORKLOAD);
    }
}
