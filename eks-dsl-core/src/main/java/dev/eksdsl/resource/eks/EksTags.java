package dev.eksdsl.resource.eks;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.resource.Acting;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;

/** Sets tags on what exists. */
public final class EksTags {

    private EksTags() {}

    /** Adds these tags, or gives them these values; other tags stay as they are. EKS does it at once. */
    public static void set(Acting acting, String arn, Map<String, String> tags) {
        set(acting.aws(), arn, tags);
    }

    /** The same, outside of a step. */
    public static void set(AwsApi aws, String arn, Map<String, String> tags) {
        aws.eks(
                EksClient::tagResource,
                TagResourceRequest.builder().resourceArn(arn).tags(tags).build());
    }

    /** Takes the tags with these keys away; EKS does it at once. */
    public static void remove(Acting acting, String arn, Set<String> keys) {
        acting.aws()
                .eks(
                        EksClient::untagResource,
                        UntagResourceRequest.builder()
                                .resourceArn(arn)
                                .tagKeys(keys)
                                .build());
    }
}
