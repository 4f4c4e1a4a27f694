package dev.eksdsl.testing.tagging;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ComplianceDetails;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetComplianceSummaryRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetComplianceSummaryResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** The operations that find resources and tags. */
final class FindOperations {

    private static final int USUAL_PAGE = 50;
    private static final int MOST_RESOURCES = 100;
    private static final int FEWEST_TAGS = 100;
    private static final int MOST_TAGS = 500;

    private final FakeTagging tagging;

    FindOperations(FakeTagging tagging) {
        this.tagging = tagging;
    }

    void register(Operations operations) {
        operations.on(GetResourcesRequest.class, this::resources);
        operations.on(GetTagKeysRequest.class, this::keys);
        operations.on(GetTagValuesRequest.class, this::values);
        operations.on(GetComplianceSummaryRequest.class, this::compliance);
    }

    private GetResourcesResponse resources(GetResourcesRequest request, Caller caller) {
        check(request);
        List<TaggedResource> all = tagging.found(caller).stream()
                .filter(resource -> request.resourceARNList().isEmpty()
                        || request.resourceARNList().contains(resource.arn()))
                .filter(resource -> request.resourceTypeFilters().isEmpty()
                        || request.resourceTypeFilters().stream().anyMatch(type -> isOf(type, resource)))
                .filter(resource -> request.tagFilters().stream().allMatch(filter -> suits(filter, resource)))
                // what breaks no tag policy complies, and the fake has no tag policies
                .filter(resource -> !Boolean.TRUE.equals(request.excludeCompliantResources()))
                .toList();
        int size = request.resourcesPerPage() == null
                ? request.tagsPerPage() == null && request.resourceARNList().isEmpty() ? USUAL_PAGE : MOST_RESOURCES
                : request.resourcesPerPage();
        if (request.tagsPerPage() != null) {
            size = Math.min(size, fitting(all, request));
        }
        Page<TaggedResource> page = TaggingFaults.page(all, TaggedResource::arn, size, request.paginationToken());
        return GetResourcesResponse.builder()
                .resourceTagMappingList(page.items().stream()
                        .map(resource -> mapping(resource, Boolean.TRUE.equals(request.includeComplianceDetails())))
                        .toList())
                .paginationToken(page.next() == null ? "" : page.next())
                .build();
    }

    private static void check(GetResourcesRequest request) {
        boolean pages = request.resourcesPerPage() != null
                || request.tagsPerPage() != null
                || request.paginationToken() != null
                        && !request.paginationToken().isEmpty();
        if (!request.resourceARNList().isEmpty()
                && (pages
                        || !request.tagFilters().isEmpty()
                        || !request.resourceTypeFilters().isEmpty())) {
            throw TaggingFaults.invalid("ResourceARNList cannot be used with TagFilters, ResourceTypeFilters,"
                    + " PaginationToken, ResourcesPerPage or TagsPerPage");
        }
        Integer resources = request.resourcesPerPage();
        if (resources != null && (resources < 1 || resources > MOST_RESOURCES)) {
            throw TaggingFaults.invalid("ResourcesPerPage must be between 1 and " + MOST_RESOURCES);
        }
        Integer tags = request.tagsPerPage();
        if (tags != null && (tags < FEWEST_TAGS || tags > MOST_TAGS)) {
            throw TaggingFaults.invalid("TagsPerPage must be between " + FEWEST_TAGS + " and " + MOST_TAGS);
        }
        if (Boolean.TRUE.equals(request.excludeCompliantResources())
                && !Boolean.TRUE.equals(request.includeComplianceDetails())) {
            throw TaggingFaults.invalid("ExcludeCompliantResources can be used only with IncludeComplianceDetails");
        }
        Set<String> keys = new HashSet<>();
        for (TagFilter filter : request.tagFilters()) {
            if (filter.key() == null) {
                throw TaggingFaults.invalid("A tag filter must have a key");
            }
            if (!keys.add(filter.key())) {
                throw TaggingFaults.invalid("Duplicate tag filter key: " + filter.key());
            }
        }
    }

    /** How many of the resources that come next have no more tags together than the request wants on a page. */
    private static int fitting(List<TaggedResource> all, GetResourcesRequest request) {
        Page<TaggedResource> next = TaggingFaults.page(all, TaggedResource::arn, MOST_TAGS, request.paginationToken());
        int tags = 0;
        int resources = 0;
        for (TaggedResource resource : next.items()) {
            tags += resource.tags().size();
            if (tags > request.tagsPerPage()) {
                break;
            }
            resources++;
        }
        return Math.max(1, resources);
    }

    private static boolean isOf(String type, TaggedResource resource) {
        return type.contains(":")
                ? resource.type().equals(type)
                : resource.type().startsWith(type + ":");
    }

    private static boolean suits(TagFilter filter, TaggedResource resource) {
        String value = resource.tags().get(filter.key());
        return value != null && (filter.values().isEmpty() || filter.values().contains(value));
    }

    private static ResourceTagMapping mapping(TaggedResource resource, boolean withCompliance) {
        ResourceTagMapping.Builder mapping = ResourceTagMapping.builder()
                .resourceARN(resource.arn())
                .tags(new TreeMap<>(resource.tags())
                        .entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList());
        if (withCompliance) {
            mapping.complianceDetails(
                    ComplianceDetails.builder().complianceStatus(true).build());
        }
        return mapping.build();
    }

    private GetTagKeysResponse keys(GetTagKeysRequest request, Caller caller) {
        List<String> all = tagging.found(caller).stream()
                .flatMap(resource -> resource.tags().keySet().stream())
                .distinct()
                .toList();
        Page<String> page = TaggingFaults.page(all, key -> key, USUAL_PAGE, request.paginationToken());
        return GetTagKeysResponse.builder()
                .tagKeys(page.items())
                .paginationToken(page.next() == null ? "" : page.next())
                .build();
    }

    private GetTagValuesResponse values(GetTagValuesRequest request, Caller caller) {
        List<String> all = tagging.found(caller).stream()
                .flatMap(resource -> resource.tags().entrySet().stream())
                .filter(tag -> tag.getKey().equals(request.key()))
                .map(tag -> tag.getValue())
                .distinct()
                .toList();
        Page<String> page = TaggingFaults.page(all, value -> value, USUAL_PAGE, request.paginationToken());
        return GetTagValuesResponse.builder()
                .tagValues(page.items())
                .paginationToken(page.next() == null ? "" : page.next())
                .build();
    }

    /** Without tag policies there is nothing that does not comply. */
    private GetComplianceSummaryResponse compliance(GetComplianceSummaryRequest request, Caller caller) {
        return GetComplianceSummaryResponse.builder()
                .summaryList(List.of())
                .paginationToken("")
                .build();
    }
}
