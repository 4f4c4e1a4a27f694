package dev.eksdsl.sweep;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.iam.IamTags;
import dev.eksdsl.resource.iam.RoleName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Where clusters leave traces that can be found without knowing their names. */
final class Traces {

    private static final Pattern ROLE_PATH = Pattern.compile(RoleName.ROOT + "([^/]+)/([^/]+)/");
    private static final Pattern PROVIDER = Pattern.compile(".*/oidc[.-]eks\\.([a-z0-9-]+)\\..*");

    private Traces() {}

    /** What the tagging API shows of a region: EC2 and EKS. Roles it does not know. */
    static Map<Place, Sighting> tagged(AwsApi aws) {
        Map<Place, Sighting> seen = new TreeMap<>();
        TagFilter owned = TagFilter.builder().key(Ownership.CLUSTER_TAG).build();
        Pages.all(
                        token -> aws.tagging(
                                ResourceGroupsTaggingApiClient::getResources,
                                GetResourcesRequest.builder()
                                        .tagFilters(owned)
                                        .resourcesPerPage(100)
                                        .paginationToken(token)
                                        .build()),
                        GetResourcesResponse::paginationToken,
                        GetResourcesResponse::resourceTagMappingList)
                .forEach(resource -> {
                    Map<String, String> tags = tags(resource);
                    seen.computeIfAbsent(
                                    new Place(aws.region(), tags.getOrDefault(Ownership.CLUSTER_TAG, "")),
                                    x -> new Sighting())
                            .add(resource.resourceARN(), tags.get(Ownership.LEASE_TAG));
                });
        return seen;
    }

    /** The clusters, of all regions, that have roles: a run that died early leaves nothing else. */
    static Set<Place> withRoles(AwsApi aws) {
        Set<Place> places = new TreeSet<>();
        Pages.all(
                        marker -> aws.iam(
                                IamClient::listRoles,
                                ListRolesRequest.builder()
                                        .pathPrefix(RoleName.ROOT)
                                        .marker(marker)
                                        .build()),
                        page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null,
                        ListRolesResponse::roles)
                .forEach(role -> {
                    Matcher path = ROLE_PATH.matcher(role.path());
                    if (path.matches()) {
                        places.add(new Place(path.group(1), path.group(2)));
                    }
                });
        return places;
    }

    /** The clusters, of all regions, that have OIDC providers: the last that is left of one whose deletion died late. */
    static Set<Place> withProviders(AwsApi aws) {
        Set<Place> places = new TreeSet<>();
        aws.iam(
                        IamClient::listOpenIDConnectProviders,
                        ListOpenIdConnectProvidersRequest.builder().build())
                .openIDConnectProviderList()
                .forEach(provider -> {
                    Matcher arn = PROVIDER.matcher(provider.arn());
                    if (arn.matches()) {
                        String cluster = providerTags(aws, provider.arn()).get(Ownership.CLUSTER_TAG);
                        if (cluster != null) {
                            places.add(new Place(arn.group(1), cluster));
                        }
                    }
                });
        return places;
    }

    private static Map<String, String> providerTags(AwsApi aws, String arn) {
        try {
            GetOpenIdConnectProviderRequest request = GetOpenIdConnectProviderRequest.builder()
                    .openIDConnectProviderArn(arn)
                    .build();
            return IamTags.read(
                    aws.iam(IamClient::getOpenIDConnectProvider, request).tags());
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Map.of();
            }
            throw e;
        }
    }

    private static Map<String, String> tags(ResourceTagMapping resource) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : resource.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }
}
