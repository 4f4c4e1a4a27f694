package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintRequest;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintResponse;

/** The operations on OpenID Connect providers. */
final class OidcProviders {

    private static final int MOST_PROVIDERS = 100;
    private static final int MOST_CLIENTS = 100;
    private static final int MOST_THUMBPRINTS = 5;
    private static final int LONGEST_URL = 255;
    private static final String SCHEME = "https://";
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{40}");

    /** What stands for the thumbprint that IAM fetches itself when a request brings none. */
    private static final String FETCHED = "0".repeat(40);

    private final IamState iam;

    OidcProviders(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateOpenIdConnectProviderRequest.class, this::create);
        operations.on(GetOpenIdConnectProviderRequest.class, this::get);
        operations.on(ListOpenIdConnectProvidersRequest.class, this::list);
        operations.on(DeleteOpenIdConnectProviderRequest.class, this::delete);
        operations.on(AddClientIdToOpenIdConnectProviderRequest.class, this::addClient);
        operations.on(RemoveClientIdFromOpenIdConnectProviderRequest.class, this::removeClient);
        operations.on(UpdateOpenIdConnectProviderThumbprintRequest.class, this::updateThumbprints);
        operations.on(TagOpenIdConnectProviderRequest.class, this::tag);
        operations.on(UntagOpenIdConnectProviderRequest.class, this::untag);
        operations.on(ListOpenIdConnectProviderTagsRequest.class, this::listTags);
    }

    /** The ARN of the provider for an issuer, given with or without its scheme. */
    static String arn(AccountState account, String issuerUrl) {
        String url = issuerUrl.startsWith(SCHEME) ? issuerUrl.substring(SCHEME.length()) : issuerUrl;
        return account.arn("oidc-provider/" + url);
    }

    private CreateOpenIdConnectProviderResponse create(CreateOpenIdConnectProviderRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String url = IamFaults.required(request.url(), "url");
        if (url.length() > LONGEST_URL || !url.startsWith(SCHEME) || url.length() == SCHEME.length()) {
            throw new AwsFault(400, "ValidationError", "Invalid Open ID Connect Provider URL");
        }
        checkThumbprints(request.thumbprintList());
        IamTags tags = new IamTags(request.tags());
        String arn = arn(account, url);
        if (account.providers.containsKey(arn)) {
            throw IamFaults.exists("Provider with url " + url + " already exists.");
        }
        if (account.providers.size() >= MOST_PROVIDERS) {
            throw IamFaults.limit("OpenIdConnectProvidersPerAccount", MOST_PROVIDERS);
        }
        FakeProvider provider = new FakeProvider(arn, url.substring(SCHEME.length()), iam.world.now(), tags);
        request.clientIDList().forEach(client -> addClient(provider, client));
        provider.thumbprints.addAll(request.thumbprintList().isEmpty() ? List.of(FETCHED) : request.thumbprintList());
        account.providers.put(arn, provider);
        return CreateOpenIdConnectProviderResponse.builder()
                .openIDConnectProviderArn(arn)
                .tags(tags.views())
                .build();
    }

    private static void checkThumbprints(List<String> thumbprints) {
        if (thumbprints.size() > MOST_THUMBPRINTS) {
            throw IamFaults.invalidInput(
                    "Thumbprint list must contain fewer than " + (MOST_THUMBPRINTS + 1) + " entries.");
        }
        for (String thumbprint : thumbprints) {
            if (!THUMBPRINT.matcher(thumbprint).matches()) {
                throw IamFaults.validation("thumbprintList", "Member must be 40 hexadecimal digits");
            }
        }
    }

    private static void addClient(FakeProvider provider, @Nullable String clientId) {
        provider.clientIds.add(IamFaults.required(clientId, "clientID"));
        if (provider.clientIds.size() > MOST_CLIENTS) {
            throw IamFaults.limit("ClientIdsPerOpenIdConnectProvider", MOST_CLIENTS);
        }
    }

    private GetOpenIdConnectProviderResponse get(GetOpenIdConnectProviderRequest request, Caller caller) {
        FakeProvider provider = iam.of(caller).provider(request.openIDConnectProviderArn());
        return GetOpenIdConnectProviderResponse.builder()
                .url(provider.url)
                .clientIDList(provider.clientIds)
                .thumbprintList(provider.thumbprints)
                .createDate(provider.created)
                .tags(provider.tags.views())
                .build();
    }

    private ListOpenIdConnectProvidersResponse list(ListOpenIdConnectProvidersRequest request, Caller caller) {
        return ListOpenIdConnectProvidersResponse.builder()
                .openIDConnectProviderList(iam.of(caller).providers.keySet().stream()
                        .map(arn -> OpenIDConnectProviderListEntry.builder()
                                .arn(arn)
                                .build())
                        .toList())
                .build();
    }

    /** Deleting what is not there is well (IAM API reference: the operation is idempotent). */
    private DeleteOpenIdConnectProviderResponse delete(DeleteOpenIdConnectProviderRequest request, Caller caller) {
        iam.of(caller)
                .providers
                .remove(IamFaults.required(request.openIDConnectProviderArn(), "openIDConnectProviderArn"));
        return DeleteOpenIdConnectProviderResponse.builder().build();
    }

    private AddClientIdToOpenIdConnectProviderResponse addClient(
            AddClientIdToOpenIdConnectProviderRequest request, Caller caller) {
        addClient(iam.of(caller).provider(request.openIDConnectProviderArn()), request.clientID());
        return AddClientIdToOpenIdConnectProviderResponse.builder().build();
    }

    private RemoveClientIdFromOpenIdConnectProviderResponse removeClient(
            RemoveClientIdFromOpenIdConnectProviderRequest request, Caller caller) {
        iam.of(caller).provider(request.openIDConnectProviderArn()).clientIds.remove(request.clientID());
        return RemoveClientIdFromOpenIdConnectProviderResponse.builder().build();
    }

    private UpdateOpenIdConnectProviderThumbprintResponse updateThumbprints(
            UpdateOpenIdConnectProviderThumbprintRequest request, Caller caller) {
        FakeProvider provider = iam.of(caller).provider(request.openIDConnectProviderArn());
        if (request.thumbprintList().isEmpty()) {
            throw IamFaults.validation("thumbprintList", "Member must not be null");
        }
        checkThumbprints(request.thumbprintList());
        provider.thumbprints.clear();
        provider.thumbprints.addAll(request.thumbprintList());
        return UpdateOpenIdConnectProviderThumbprintResponse.builder().build();
    }

    private TagOpenIdConnectProviderResponse tag(TagOpenIdConnectProviderRequest request, Caller caller) {
        iam.of(caller).provider(request.openIDConnectProviderArn()).tags.add(request.tags());
        return TagOpenIdConnectProviderResponse.builder().build();
    }

    private UntagOpenIdConnectProviderResponse untag(UntagOpenIdConnectProviderRequest request, Caller caller) {
        iam.of(caller).provider(request.openIDConnectProviderArn()).tags.remove(request.tagKeys());
        return UntagOpenIdConnectProviderResponse.builder().build();
    }

    private ListOpenIdConnectProviderTagsResponse listTags(
            ListOpenIdConnectProviderTagsRequest request, Caller caller) {
        List<Tag> all =
                iam.of(caller).provider(request.openIDConnectProviderArn()).tags.views();
        Page<Tag> page = Listing.page(all, Tag::key, request.maxItems(), request.marker());
        return ListOpenIdConnectProviderTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
