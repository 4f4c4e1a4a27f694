package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
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

    private static final int MOST_ATTACHED = 10;
    private static final int LONGEST_INLINE = 10_240;
    private static final int LONGEST_NAME = 128;

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
        String arn = IamFaults.required(request.policyArn(), "policyArn");
        if (account.findPolicy(arn).isEmpty()) {
            throw IamFaults.notFound("Policy " + arn + " does not exist or is not attachable.");
        }
        if (!role.managed.contains(arn) && role.managed.size() >= MOST_ATTACHED) {
            throw IamFaults.limit("PoliciesPerRole", MOST_ATTACHED);
        }
        role.managed.add(arn);
        role.changed(iam.world.now());
        return AttachRolePolicyResponse.builder().build();
    }

    private DetachRolePolicyResponse detach(DetachRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        String arn = IamFaults.required(request.policyArn(), "policyArn");
        if (!role.managed.remove(arn)) {
            throw IamFaults.notFound("Policy " + arn + " was not found.");
        }
        role.changed(iam.world.now());
        return DetachRolePolicyResponse.builder().build();
    }

    private ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<FakePolicy> attached = account.role(request.roleName()).managed.stream()
                .map(account::policy)
                .filter(policy -> policy.path.startsWith(prefix))
                .toList();
        Page<FakePolicy> page = Listing.page(attached, policy -> policy.arn, request.maxItems(), request.marker());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items().stream()
                        .map(policy -> AttachedPolicy.builder()
                                .policyArn(policy.arn)
                                .policyName(policy.name)
                                .build())
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private PutRolePolicyResponse put(PutRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        String name = IamFaults.name(request.policyName(), "policyName", LONGEST_NAME);
        String document = IamFaults.required(request.policyDocument(), "policyDocument");
        PolicyDocument.checkPermissions(document);
        int others = role.inline.entrySet().stream()
                .filter(policy -> !policy.getKey().equals(name))
                .mapToInt(policy -> PolicyDocument.size(policy.getValue()))
                .sum();
        if (others + PolicyDocument.size(document) > LONGEST_INLINE) {
            throw new AwsFault(
                    409,
                    "LimitExceeded",
                    "Maximum policy size of " + LONGEST_INLINE + " bytes exceeded for role " + role.name);
        }
        role.inline.put(name, document);
        role.changed(iam.world.now());
        return PutRolePolicyResponse.builder().build();
    }

    private GetRolePolicyResponse get(GetRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).role(request.roleName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name)
                .policyName(request.policyName())
                .policyDocument(PolicyDocument.encoded(inline(role, request.policyName())))
                .build();
    }

    private DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        inline(role, request.policyName());
        role.inline.remove(request.policyName());
        role.changed(iam.world.now());
        return DeleteRolePolicyResponse.builder().build();
    }

    /** The document of an inline policy; refuses if there is none of this name. */
    private static String inline(FakeRole role, String name) {
        String document = role.inline.get(IamFaults.required(name, "policyName"));
        if (document == null) {
            throw IamFaults.notFound("The role policy with name " + name + " cannot be found.");
        }
        return document;
    }

    private ListRolePoliciesResponse list(ListRolePoliciesRequest request, Caller caller) {
        List<String> names =
                List.copyOf(iam.of(caller).role(request.roleName()).inline.keySet());
        Page<String> page = Listing.page(names, name -> name, request.maxItems(), request.marker());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
