package dev.eksdsl.testing.servicequotas;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.Quota;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.ListAwsDefaultServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.ListAwsDefaultServiceQuotasResponse;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasRequest;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasResponse;
import software.amazon.awssdk.services.servicequotas.model.ListServicesRequest;
import software.amazon.awssdk.services.servicequotas.model.ListServicesResponse;
import software.amazon.awssdk.services.servicequotas.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.servicequotas.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.servicequotas.model.ServiceInfo;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.servicequotas.model.Tag;
import software.amazon.awssdk.services.servicequotas.model.TagResourceRequest;
import software.amazon.awssdk.services.servicequotas.model.TagResourceResponse;
import software.amazon.awssdk.services.servicequotas.model.UntagResourceRequest;
import software.amazon.awssdk.services.servicequotas.model.UntagResourceResponse;

/**
 * The fake's Service Quotas: the quotas of the services that the fake knows, with the values that those services keep to, and
 * requests for higher ones, which are approved after {@code QUOTA_CASE_OPENED} and {@code QUOTA_APPROVED}.
 */
public final class FakeServiceQuotas implements FakeService {

    private final World world;
    private final QuotaDescriptions descriptions;
    private final Increases increases;
    private final Map<String, Map<String, String>> tags = new TreeMap<>();

    public FakeServiceQuotas(World world) {
        this.world = world;
        this.descriptions = new QuotaDescriptions(world.quotas());
        this.increases = new Increases(world, descriptions);
    }

    @Override
    public String signingName() {
        return "servicequotas";
    }

    @Override
    public void register(Operations operations) {
        operations.on(GetServiceQuotaRequest.class, this::get);
        operations.on(GetAwsDefaultServiceQuotaRequest.class, this::getDefault);
        operations.on(ListServiceQuotasRequest.class, this::list);
        operations.on(ListAwsDefaultServiceQuotasRequest.class, this::listDefaults);
        operations.on(ListServicesRequest.class, this::services);
        operations.on(ListTagsForResourceRequest.class, this::tags);
        operations.on(TagResourceRequest.class, this::tag);
        operations.on(UntagResourceRequest.class, this::untag);
        increases.register(operations);
    }

    /** Forgets requests, approved increases and tags; what a test has set of {@link World#quotas} stays. */
    @Override
    public void reset() {
        increases.clear();
        tags.clear();
        world.quotas().forgetGranted();
    }

    private GetServiceQuotaResponse get(GetServiceQuotaRequest request, Caller caller) {
        Quota quota = descriptions.demand(request.serviceCode(), request.quotaCode());
        return GetServiceQuotaResponse.builder()
                .quota(descriptions.applied(quota, caller))
                .build();
    }

    private GetAwsDefaultServiceQuotaResponse getDefault(GetAwsDefaultServiceQuotaRequest request, Caller caller) {
        Quota quota = descriptions.demand(request.serviceCode(), request.quotaCode());
        return GetAwsDefaultServiceQuotaResponse.builder()
                .quota(descriptions.standard(quota, caller))
                .build();
    }

    private ListServiceQuotasResponse list(ListServiceQuotasRequest request, Caller caller) {
        List<ServiceQuota> all = descriptions.ofService(request.serviceCode()).stream()
                .filter(quota -> request.quotaCode() == null || quota.code().equals(request.quotaCode()))
                .map(quota -> descriptions.applied(quota, caller))
                .toList();
        Page<ServiceQuota> page =
                QuotaDescriptions.page(all, ServiceQuota::quotaCode, request.maxResults(), request.nextToken());
        return ListServiceQuotasResponse.builder()
                .quotas(page.items())
                .nextToken(page.next())
                .build();
    }

    private ListAwsDefaultServiceQuotasResponse listDefaults(
            ListAwsDefaultServiceQuotasRequest request, Caller caller) {
        List<ServiceQuota> all = descriptions.ofService(request.serviceCode()).stream()
                .map(quota -> descriptions.standard(quota, caller))
                .toList();
        Page<ServiceQuota> page =
                QuotaDescriptions.page(all, ServiceQuota::quotaCode, request.maxResults(), request.nextToken());
        return ListAwsDefaultServiceQuotasResponse.builder()
                .quotas(page.items())
                .nextToken(page.next())
                .build();
    }

    private ListServicesResponse services(ListServicesRequest request, Caller caller) {
        List<ServiceInfo> all = ServiceNames.all().entrySet().stream()
                .map(entry -> ServiceInfo.builder()
                        .serviceCode(entry.getKey())
                        .serviceName(entry.getValue())
                        .build())
                .toList();
        Page<ServiceInfo> page =
                QuotaDescriptions.page(all, ServiceInfo::serviceCode, request.maxResults(), request.nextToken());
        return ListServicesResponse.builder()
                .services(page.items())
                .nextToken(page.next())
                .build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tags(tagsOf(request.resourceARN(), caller).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request, Caller caller) {
        Map<String, String> present = tagsOf(request.resourceARN(), caller);
        request.tags().forEach(tag -> present.put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, Caller caller) {
        tagsOf(request.resourceARN(), caller).keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    /** The tags of a quota of the caller's account and region. */
    private Map<String, String> tagsOf(String arn, Caller caller) {
        boolean exists = world.quotas().known().stream()
                .anyMatch(quota ->
                        QuotaDescriptions.arn(quota, caller, caller.accountId()).equals(arn));
        if (!exists) {
            throw QuotaDescriptions.noSuch("The specified resource does not exist.");
        }
        return tags.computeIfAbsent(arn, key -> new TreeMap<>());
    }
}
