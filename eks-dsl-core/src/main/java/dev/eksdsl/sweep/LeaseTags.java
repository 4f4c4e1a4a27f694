package dev.eksdsl.sweep;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.iam.IamTags;
import dev.eksdsl.resource.iam.RoleName;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;

/** Writes lease tags. Each call may be repeated: it sets the same value again. */
final class LeaseTags {

    /** TagResources of the tagging API takes no more. */
    private static final int MOST_ARNS = 20;

    private final AwsApi aws;
    private final Timeline timeline;
    private final String cluster;

    LeaseTags(AwsApi aws, Timeline timeline, String cluster) {
        this.aws = aws;
        this.timeline = timeline;
        this.cluster = cluster;
    }

    /**
     * Writes a later end, with as few calls as are safe, as the latest of all counts: to the cluster, which outlives its
     * parts, with one call; before there is one, to all of EC2 with one call; before there is anything of that, to the roles.
     */
    void later(Instant until, boolean clusterExists) {
        if (clusterExists) {
            DescribeClusterRequest request =
                    DescribeClusterRequest.builder().name(cluster).build();
            String arn = call(() -> aws.eks(EksClient::describeCluster, request))
                    .cluster()
                    .arn();
            call(() -> aws.eks(
                    EksClient::tagResource,
                    TagResourceRequest.builder()
                            .resourceArn(arn)
                            .tags(tag(until))
                            .build()));
            return;
        }
        List<String> ids = ec2Ids();
        if (ids.isEmpty()) {
            roles(until);
            return;
        }
        call(() -> aws.ec2(
                Ec2Client::createTags,
                CreateTagsRequest.builder()
                        .resources(ids)
                        .tags(t -> t.key(Ownership.LEASE_TAG).value(until.toString()))
                        .build()));
    }

    /**
     * Writes an end to all that the tagging API shows of the cluster, and to its roles. It shows what is long gone, too, which
     * cannot be tagged; so what came of it is told by nothing but another look.
     */
    void everywhere(Instant until) {
        List<String> arns = call(this::arns);
        for (int from = 0; from < arns.size(); from += MOST_ARNS) {
            TagResourcesRequest request = TagResourcesRequest.builder()
                    .resourceARNList(arns.subList(from, Math.min(arns.size(), from + MOST_ARNS)))
                    .tags(tag(until))
                    .build();
            call(() -> aws.tagging(ResourceGroupsTaggingApiClient::tagResources, request));
        }
        roles(until);
    }

    private void roles(Instant until) {
        String path = RoleName.path(cluster, aws.region());
        List<Role> roles = call(() -> Pages.all(
                marker -> aws.iam(
                        IamClient::listRoles,
                        ListRolesRequest.builder()
                                .pathPrefix(path)
                                .marker(marker)
                                .build()),
                page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null,
                ListRolesResponse::roles));
        for (Role role : roles) {
            call(() -> aws.iam(
                    IamClient::tagRole,
                    TagRoleRequest.builder()
                            .roleName(role.roleName())
                            .tags(IamTags.of(tag(until)))
                            .build()));
        }
    }

    private List<String> ec2Ids() {
        List<Filter> owned = List.of(filter("key", Ownership.CLUSTER_TAG), filter("value", cluster));
        List<TagDescription> tags = call(() -> Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeTags,
                        DescribeTagsRequest.builder()
                                .filters(owned)
                                .nextToken(token)
                                .build()),
                DescribeTagsResponse::nextToken,
                DescribeTagsResponse::tags));
        return tags.stream().map(TagDescription::resourceId).distinct().toList();
    }

    private List<String> arns() {
        TagFilter owned =
                TagFilter.builder().key(Ownership.CLUSTER_TAG).values(cluster).build();
        return Pages.all(
                        token -> aws.tagging(
                                ResourceGroupsTaggingApiClient::getResources,
                                GetResourcesRequest.builder()
                                        .tagFilters(owned)
                                        .paginationToken(token)
                                        .build()),
                        GetResourcesResponse::paginationToken,
                        GetResourcesResponse::resourceTagMappingList)
                .stream()
                .map(ResourceTagMapping::resourceARN)
                .toList();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static Map<String, String> tag(Instant until) {
        return Map.of(Ownership.LEASE_TAG, until.toString());
    }

    private <T> T call(Supplier<T> call) {
        return timeline.await(new Attempts(timeline).read(call));
    }
}
