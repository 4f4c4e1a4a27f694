package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** The operations on managed policies; those on their versions are in {@link PolicyVersions}. */
final class ManagedPolicies {

    private static final int MOST_POLICIES = 1500;
    private static final int LONGEST_NAME = 128;

    private final IamState iam;

    ManagedPolicies(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreatePolicyRequest.class, this::create);
        operations.on(GetPolicyRequest.class, this::get);
        operations.on(ListPoliciesRequest.class, this::list);
        operations.on(DeletePolicyRequest.class, this::delete);
        operations.on(TagPolicyRequest.class, this::tag);
        operations.on(UntagPolicyRequest.class, this::untag);
        operations.on(ListPolicyTagsRequest.class, this::listTags);
    }

    private CreatePolicyResponse create(CreatePolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String name = IamFaults.name(request.policyName(), "policyName", LONGEST_NAME);
        String path = IamFaults.path(request.path());
        String document = PolicyVersions.document(request.policyDocument());
        IamTags tags = new IamTags(request.tags());
        boolean taken = account.policies.values().stream().anyMatch(policy -> policy.name.equalsIgnoreCase(name));
        if (taken) {
            throw IamFaults.exists("A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        if (account.policies.size() >= MOST_POLICIES) {
            throw IamFaults.limit("PoliciesPerAccount", MOST_POLICIES);
        }
        Instant now = iam.world.now();
        FakePolicy policy = new FakePolicy(
                iam.world.ids().iam("ANPA"),
                account.arn("policy" + path + name),
                name,
                path,
                now,
                request.description(),
                tags);
        policy.addVersion(document, now);
        account.policies.put(policy.arn, policy);
        return CreatePolicyResponse.builder().policy(policy.view(account)).build();
    }

    private GetPolicyResponse get(GetPolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakePolicy policy = account.policy(request.policyArn());
        return GetPolicyResponse.builder().policy(policy.view(account)).build();
    }

    private ListPoliciesResponse list(ListPoliciesRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        PolicyScopeType scope = request.scope() == null ? PolicyScopeType.ALL : request.scope();
        List<FakePolicy> all = new ArrayList<>();
        if (scope != PolicyScopeType.AWS) {
            all.addAll(account.policies.values());
        }
        if (scope != PolicyScopeType.LOCAL) {
            all.addAll(account.awsManagedPolicies());
        }
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        boolean onlyAttached = Boolean.TRUE.equals(request.onlyAttached());
        all.removeIf(policy -> !policy.path.startsWith(prefix) || onlyAttached && account.attachments(policy) == 0);
        if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY) {
            all.removeIf(policy -> account.boundaryUses(policy) == 0);
        }
        Page<FakePolicy> page = Listing.page(all, policy -> policy.arn, request.maxItems(), request.marker());
        return ListPoliciesResponse.builder()
                .policies(page.items().stream()
                        .map(policy -> policy.listed(account))
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private DeletePolicyResponse delete(DeletePolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakePolicy policy = own(account, request.policyArn());
        if (account.attachments(policy) > 0 || account.boundaryUses(policy) > 0) {
            throw IamFaults.conflict("Cannot delete a policy attached to entities.");
        }
        if (policy.versions.size() > 1) {
            throw IamFaults.conflict("This policy has more than one version. Before you delete a policy, you must"
                    + " delete the policy's versions. The default version is deleted with the policy.");
        }
        account.policies.remove(policy.arn);
        return DeletePolicyResponse.builder().build();
    }

    /** @throws AwsFault if there is no such policy, or it is one of AWS's */
    static FakePolicy own(AccountState account, @Nullable String arn) {
        FakePolicy policy = account.policy(arn);
        if (policy.isAwsManaged()) {
            throw new AwsFault(
                    403, "AccessDenied", "The policy " + policy.arn + " is managed by AWS and cannot be changed.");
        }
        return policy;
    }

    private TagPolicyResponse tag(TagPolicyRequest request, Caller caller) {
        own(iam.of(caller), request.policyArn()).tags.add(request.tags());
        return TagPolicyResponse.builder().build();
    }

    private UntagPolicyResponse untag(UntagPolicyRequest request, Caller caller) {
        own(iam.of(caller), request.policyArn()).tags.remove(request.tagKeys());
        return UntagPolicyResponse.builder().build();
    }

    private ListPolicyTagsResponse listTags(ListPolicyTagsRequest request, Caller caller) {
        List<Tag> all = iam.of(caller).policy(request.policyArn()).tags.views();
        Page<Tag> page = Listing.page(all, Tag::key, request.maxItems(), request.marker());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
