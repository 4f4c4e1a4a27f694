package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** The operations on the policies of groups, attached and inline. */
final class GroupPolicies {

    private final IamState iam;

    GroupPolicies(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(AttachGroupPolicyRequest.class, this::attach);
        operations.on(DetachGroupPolicyRequest.class, this::detach);
        operations.on(ListAttachedGroupPoliciesRequest.class, this::listAttached);
        operations.on(PutGroupPolicyRequest.class, this::put);
        operations.on(GetGroupPolicyRequest.class, this::get);
        operations.on(DeleteGroupPolicyRequest.class, this::delete);
        operations.on(ListGroupPoliciesRequest.class, this::list);
    }

    private AttachGroupPolicyResponse attach(AttachGroupPolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeGroup group = account.group(request.groupName());
        GrantRules.GROUP.attach(account, group.grants, request.policyArn());
        return AttachGroupPolicyResponse.builder().build();
    }

    private DetachGroupPolicyResponse detach(DetachGroupPolicyRequest request, Caller caller) {
        FakeGroup group = iam.of(caller).group(request.groupName());
        GrantRules.GROUP.detach(group.grants, request.policyArn());
        return DetachGroupPolicyResponse.builder().build();
    }

    private ListAttachedGroupPoliciesResponse listAttached(ListAttachedGroupPoliciesRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        Page<AttachedPolicy> page = GrantRules.GROUP.attached(
                account,
                account.group(request.groupName()).grants,
                request.pathPrefix(),
                request.maxItems(),
                request.marker());
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private PutGroupPolicyResponse put(PutGroupPolicyRequest request, Caller caller) {
        FakeGroup group = iam.of(caller).group(request.groupName());
        GrantRules.GROUP.put(group.grants, group.name, request.policyName(), request.policyDocument());
        return PutGroupPolicyResponse.builder().build();
    }

    private GetGroupPolicyResponse get(GetGroupPolicyRequest request, Caller caller) {
        FakeGroup group = iam.of(caller).group(request.groupName());
        String document = GrantRules.GROUP.inline(group.grants, request.policyName());
        return GetGroupPolicyResponse.builder()
                .groupName(group.name)
                .policyName(request.policyName())
                .policyDocument(PolicyDocument.encoded(document))
                .build();
    }

    private DeleteGroupPolicyResponse delete(DeleteGroupPolicyRequest request, Caller caller) {
        FakeGroup group = iam.of(caller).group(request.groupName());
        GrantRules.GROUP.deleteInline(group.grants, request.policyName());
        return DeleteGroupPolicyResponse.builder().build();
    }

    private ListGroupPoliciesResponse list(ListGroupPoliciesRequest request, Caller caller) {
        Page<String> page = GrantRules.inlineNames(
                iam.of(caller).group(request.groupName()).grants, request.maxItems(), request.marker());
        return ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
