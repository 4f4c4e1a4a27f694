package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.InventoryItem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterResponse;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;

class LoggingAndEncryptionTest {

    private static final LogSetup AUDIT =
            LogSetup.builder().types(LogType.AUDIT).enabled(true).build();

    private final EksFixture fixture = new EksFixture();

    @Test
    void clusterThatLogs_hasAGroupThatOutlivesIt() {
        fixture.activeCluster(request -> request.logging(logging -> logging.clusterLogging(AUDIT)));

        assertThat(fixture.logs.inventory())
                .extracting(InventoryItem::id)
                .containsExactly("arn:aws:logs:us-east-1:111122223333:log-group:/aws/eks/demo/cluster");
        fixture.call(DeleteClusterRequest.builder().name("demo").build(), DeleteClusterResponse.class);
        fixture.pass(Duration.ofMinutes(30));
        assertThat(fixture.logs.inventory()).hasSize(1);
    }

    @Test
    void clusterThatDoesNotLog_hasNoGroupUntilItDoes() {
        fixture.activeCluster();
        assertThat(fixture.logs.inventory()).isEmpty();

        fixture.call(
                UpdateClusterConfigRequest.builder()
                        .name("demo")
                        .logging(logging -> logging.clusterLogging(AUDIT))
                        .build(),
                UpdateClusterConfigResponse.class);
        fixture.pass(Duration.ofMinutes(2));

        assertThat(fixture.logs.inventory()).hasSize(1);
    }

    private void assertRefused(String keyArn, String text) {
        EncryptionConfig config = EncryptionConfig.builder()
                .resources("secrets")
                .provider(provider -> provider.keyArn(keyArn))
                .build();
        var creation = fixture.refusal(EksFixture.clusterRequest()
                .name("other")
                .encryptionConfig(config)
                .build());
        var association = fixture.refusal(AssociateEncryptionConfigRequest.builder()
                .clusterName("demo")
                .encryptionConfig(config)
                .build());

        assertThat(creation.code()).isEqualTo("InvalidParameterException");
        assertThat(creation).hasMessageContaining(text);
        assertThat(association.code()).isEqualTo("InvalidParameterException");
        assertThat(association).hasMessageContaining(text);
    }

    @Test
    void keyThatCannotEncrypt_isRefused() {
        fixture.activeCluster();
        String asymmetric = fixture.call(
                        CreateKeyRequest.builder()
                                .keySpec("RSA_2048")
                                .keyUsage("ENCRYPT_DECRYPT")
                                .build(),
                        CreateKeyResponse.class)
                .keyMetadata()
                .arn();
        String disabled = fixture.key();
        fixture.call(DisableKeyRequest.builder().keyId(disabled).build(), DisableKeyResponse.class);

        assertRefused(asymmetric, "must be symmetric");
        assertRefused(disabled, "is in the state Disabled");
        assertRefused(disabled.substring(0, disabled.length() - 1) + "x", "does not exist");
        assertRefused(disabled.replace("us-east-1", "eu-west-1"), "must be in the Region of the cluster");
        assertRefused("my-key", "is not the ARN or alias of a KMS key");
    }
}
