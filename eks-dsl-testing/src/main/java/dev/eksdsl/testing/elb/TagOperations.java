package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The operations on tags. */
final class TagOperations {

    private static final int MOST_RESOURCES = 20;

    private final ElbState state;

    TagOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(AddTagsRequest.class, this::add);
        operations.on(RemoveTagsRequest.class, this::remove);
        operations.on(DescribeTagsRequest.class, this::describe);
    }

    private AddTagsResponse add(AddTagsRequest request, Caller caller) {
        List<ElbResource> resources = resources(request.resourceArns(), caller);
        Map<String, String> tags = ElbTags.checked(request.tags());
        resources.forEach(resource -> ElbTags.add(resource, tags));
        return AddTagsResponse.builder().build();
    }

    private RemoveTagsResponse remove(RemoveTagsRequest request, Caller caller) {
        List<ElbResource> resources = resources(request.resourceArns(), caller);
        request.tagKeys().forEach(ElbTags::checkKey);
        resources.forEach(resource -> resource.tags.keySet().removeAll(request.tagKeys()));
        return RemoveTagsResponse.builder().build();
    }

    private DescribeTagsResponse describe(DescribeTagsRequest request, Caller caller) {
        if (request.resourceArns().size() > MOST_RESOURCES) {
            throw ElbFaults.invalid("Cannot have more than " + MOST_RESOURCES + " resources described");
        }
        return DescribeTagsResponse.builder()
                .tagDescriptions(resources(request.resourceArns(), caller).stream()
                        .map(resource -> TagDescription.builder()
                                .resourceArn(resource.arn)
                                .tags(ElbTags.views(resource.tags))
                                .build())
                        .toList())
                .build();
    }

    private List<ElbResource> resources(List<String> arns, Caller caller) {
        RegionalBalancers place = state.in(caller);
        return arns.stream().map(arn -> resource(place, arn)).toList();
    }

    private static ElbResource resource(RegionalBalancers place, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("elasticloadbalancing")) {
            throw ElbFaults.invalid("'" + arn + "' is not a valid ARN");
        }
        String kind = parts[5].substring(0, Math.max(0, parts[5].indexOf('/')));
        return switch (kind) {
            case "loadbalancer" -> place.loadBalancer(arn);
            case "targetgroup" -> place.targetGroup(arn);
            case "listener" -> place.listener(arn);
            case "listener-rule" -> place.rule(arn);
            default -> throw ElbFaults.invalid("'" + arn + "' is not a valid load balancer ARN");
        };
    }
}
