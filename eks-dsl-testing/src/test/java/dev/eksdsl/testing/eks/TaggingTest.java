package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.AwsFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;

class TaggingTest {

    private final EksFixture fixture = new EksFixture();

    @Test
    void tags_canBeChangedOnEveryKindOfResource() {
        fixture.activeCluster(request -> request.tags(Map.of("a", "1")));
        fixture.activeNodegroup();
        fixture.activeFargateProfile();
        List<String> arns = List.of(
                fixture.cluster().arn(),
                fixture.nodegroup().nodegroupArn(),
                fixture.createAddon(request -> {}, "metrics-server").addonArn());
        for (String arn : arns) {
            fixture.call(
                    TagResourceRequest.builder()
                            .resourceArn(arn)
                            .tags(Map.of("b", "2", "c", "3"))
                            .build(),
                    TagResourceResponse.class);
            fixture.call(
                    UntagResourceRequest.builder()
                            .resourceArn(arn)
                            .tagKeys("a", "c")
                            .build(),
                    UntagResourceResponse.class);
            assertThat(fixture.call(
                                    ListTagsForResourceRequest.builder()
                                            .resourceArn(arn)
                                            .build(),
                                    ListTagsForResourceResponse.class)
                            .tags())
                    .as(arn)
                    .isEqualTo(Map.of("b", "2"));
        }
        assertThat(fixture.cluster().tags()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void unknownArn_isNotFound() {
        AwsFault fault = fixture.refusal(ListTagsForResourceRequest.builder()
                .resourceArn("arn:aws:eks:us-east-1:111122223333:cluster/absent")
                .build());
        assertThat(fault.status()).isEqualTo(404);
        assertThat(fault.code()).isEqualTo("NotFoundException");
    }
}
