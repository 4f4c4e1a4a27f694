package dev.eksdsl.resource.elb;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Tags of load balancers and target groups, which no describe call tells with the resource. */
public final class ElbTags {

    /** How many resources DescribeTags takes at once (ELB API reference). */
    private static final int AT_ONCE = 20;

    private ElbTags() {}

    /** The tags of each; one that is gone meanwhile is left out. */
    public static Map<String, Map<String, String>> of(AwsApi aws, List<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            tags.putAll(some(aws, arns.subList(from, Math.min(arns.size(), from + AT_ONCE))));
        }
        return tags;
    }

    /** The call fails as a whole if one of them is gone: then each is asked for alone. */
    private static Map<String, Map<String, String>> some(AwsApi aws, List<String> arns) {
        try {
            return described(aws, arns);
        } catch (AwsCallException e) {
            if (!isGone(e)) {
                throw e;
            }
            Map<String, Map<String, String>> tags = new HashMap<>();
            List<String> rest = arns.size() == 1 ? List.of() : new ArrayList<>(arns);
            rest.forEach(arn -> tags.putAll(some(aws, List.of(arn))));
            return tags;
        }
    }

    /** Whether the refused call named a load balancer or target group that does not exist. */
    public static boolean isGone(AwsCallException refusal) {
        return refusal.is("LoadBalancerNotFound") || refusal.is("TargetGroupNotFound");
    }

    private static Map<String, Map<String, String>> described(AwsApi aws, List<String> arns) {
        DescribeTagsRequest request =
                DescribeTagsRequest.builder().resourceArns(arns).build();
        Map<String, Map<String, String>> tags = new HashMap<>();
        aws.elb(ElasticLoadBalancingV2Client::describeTags, request)
                .tagDescriptions()
                .forEach(each -> tags.put(
                        each.resourceArn(), each.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
        return tags;
    }
}
