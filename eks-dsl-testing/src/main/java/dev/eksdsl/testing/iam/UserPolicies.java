package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** The operations on the policies of users, attached and inline. */
final class UserPolicies {

    private final IamState iam;

    UserPolicies(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(AttachUserPolicyRequest.class, this::attach);
        operations.on(DetachUserPolicyRequest.class, this::detach);
        operations.on(ListAttachedUserPoliciesRequest.class, this::listAttached);
        operations.on(PutUserPolicyRequest.class, this::put);
        operations.on(GetUserPolicyRequest.class, this::get);
        operations.on(DeleteUserPolicyRequest.class, this::delete);
        operations.on(ListUserPoliciesRequest.class, this::list);
    }

    private AttachUserPolicyResponse attach(AttachUserPolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeUser user = account.user(request.userName());
        GrantRules.USER.attach(account, user.grants, request.policyArn());
        return AttachUserPolicyResponse.builder().build();
    }

    private DetachUserPolicyResponse detach(DetachUserPolicyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        GrantRules.USER.detach(user.grants, request.policyArn());
        return DetachUserPolicyResponse.builder().build();
    }

    private ListAttachedUserPoliciesResponse listAttached(ListAttachedUserPoliciesRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        Page<AttachedPolicy> page = GrantRules.USER.attached(
                account,
                account.user(request.userName()).grants,
                request.pathPrefix(),
                request.maxItems(),
                request.marker());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private PutUserPolicyResponse put(PutUserPolicyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        GrantRules.USER.put(user.grants, user.name, request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    private GetUserPolicyResponse get(GetUserPolicyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        String document = GrantRules.USER.inline(user.grants, request.policyName());
        return GetUserPolicyResponse.builder()
                .userName(user.name)
                .policyName(request.policyName())
                .policyDocument(PolicyDocument.encoded(document))
                .build();
    }

    private DeleteUserPolicyResponse delete(DeleteUserPolicyRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        GrantRules.USER.deleteInline(user.grants, request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }

    private ListUserPoliciesResponse list(ListUserPoliciesRequest request, Caller caller) {
        Page<String> page = GrantRules.inlineNames(
                iam.of(caller).user(request.userName()).grants, request.maxItems(), request.marker());
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
