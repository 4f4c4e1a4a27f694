package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** The operations on policies and tags of keys. */
final class PolicyOperations {

    private static final int USUAL_PAGE = 50;

    /** The only name that a policy can have. */
    private static final String NAME = "default";

    private final KmsState state;

    PolicyOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(GetKeyPolicyRequest.class, this::get);
        operations.on(PutKeyPolicyRequest.class, this::put);
        operations.on(ListKeyPoliciesRequest.class, this::list);
        operations.on(TagResourceRequest.class, this::tag);
        operations.on(UntagResourceRequest.class, this::untag);
        operations.on(ListResourceTagsRequest.class, this::listTags);
    }

    private GetKeyPolicyResponse get(GetKeyPolicyRequest request, Caller caller) {
        checkName(request.policyName());
        return GetKeyPolicyResponse.builder()
                .policy(state.byIdOrArn(caller, request.keyId()).policy)
                .policyName(NAME)
                .build();
    }

    private static void checkName(@Nullable String name) {
        if (name != null && !name.equals(NAME)) {
            throw KmsFaults.notFound("No such policy exists");
        }
    }

    private PutKeyPolicyResponse put(PutKeyPolicyRequest request, Caller caller) {
        checkName(request.policyName());
        KeyPolicies.check(request.policy());
        state.changeable(caller, request.keyId()).policy = request.policy();
        return PutKeyPolicyResponse.builder().build();
    }

    private ListKeyPoliciesResponse list(ListKeyPoliciesRequest request, Caller caller) {
        state.byIdOrArn(caller, request.keyId());
        return ListKeyPoliciesResponse.builder()
                .policyNames(NAME)
                .truncated(false)
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request, Caller caller) {
        FakeKey key = state.living(caller, request.keyId());
        KeyTags.add(key, KeyTags.checked(request.tags()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, Caller caller) {
        FakeKey key = state.living(caller, request.keyId());
        request.tagKeys().forEach(KeyTags::checkKey);
        key.tags.keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListResourceTagsResponse listTags(ListResourceTagsRequest request, Caller caller) {
        FakeKey key = state.byIdOrArn(caller, request.keyId());
        Page<Map.Entry<String, String>> page = KmsState.page(
                List.copyOf(key.tags.entrySet()), Map.Entry::getKey, request.limit(), USUAL_PAGE, request.marker());
        return ListResourceTagsResponse.builder()
                .tags(page.items().stream()
                        .map(tag -> Tag.builder()
                                .tagKey(tag.getKey())
                                .tagValue(tag.getValue())
                                .build())
                        .toList())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }
}
