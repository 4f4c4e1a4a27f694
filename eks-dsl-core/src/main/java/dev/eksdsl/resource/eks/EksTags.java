package dev.eksdsl.resource.eks;

import dev.eksdsl.resource.Acting;
import java.util.Map;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;

/** Sets tags on what exists. */
public final class EksTags {

    private EksTags() {}

    /** Adds these tags, or gives them these values; other tags stay as they are. EKS does it at once. */
    public static void set(Acting acting, String arn, Map<String, String> tags) {
        acting.aws()
                .eks(
                        EksClient::tagResource,
                        TagResourceRequest.builder().resourceArn(arn).tags(tags).build());
    }
}
