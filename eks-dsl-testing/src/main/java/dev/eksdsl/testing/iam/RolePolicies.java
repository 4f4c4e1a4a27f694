package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The operations on the policies of roles, attached and inline. */
final class RolePolicies {

    private final IamState iam;

    RolePolicies(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(AttachRolePolicyRequest.class, this::attach);
        operations.on(DetachRolePolicyRequest.class, this::detach);
        operations.on(ListAttachedRolePoliciesRequest.class, this::listAttached);
        operations.on(PutRolePolicyRequest.class, this::put);
        operations.on(GetRolePolicyRequest.class, this::get);
        operations.on(DeleteRolePolicyRequest.class, this::delete);
        operations.on(ListRolePoliciesRequest.class, this::list);
    }

    private AttachRolePolicyResponse attach(AttachRolePolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeRole role = account.changeableRole(request.roleName());
        GrantRules.ROLE.attach(account, role.grants, request.policyArn());
        role.changed(iam.world.now());
        return AttachRolePolicyResponse.builder().build();
    }

    private DetachRolePolicyResponse detach(DetachRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        GrantRules.ROLE.detach(role.grants, request.policyArn());
        role.changed(iam.world.now());
        return DetachRolePolicyResponse.builder().build();
    }

    private ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        Page<AttachedPolicy> page = GrantRules.ROLE.attached(
                account,
                account.role(request.roleName()).grants,
                request.pathPrefix(),
                request.maxItems(),
                request.marker());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private PutRolePolicyResponse put(PutRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        GrantRules.ROLE.put(role.grants, role.name, request.policyName(), request.policyDocument());
        role.changed(iam.world.now());
        return PutRolePolicyResponse.builder().build();
    }

    private GetRolePolicyResponse get(GetRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).role(request.roleName());
        String document = GrantRules.ROLE.inline(role.grants, request.policyName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name)
                .policyName(request.policyName())
                .policyDocument(PolicyDocument.encoded(document))
                .build();
    }

    private DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        GrantRules.ROLE.deleteInline(role.grants, request.policyName());
        role.changed(iam.world.now());
        return DeleteRolePolicyResponse.builder().build();
    }

    private ListRolePoliciesResponse list(ListRolePoliciesRequest request, Caller caller) {
        Page<String> page = GrantRules.inlineNames(
                iam.of(caller).role(request.roleName()).grants, request.maxItems(), request.marker());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
