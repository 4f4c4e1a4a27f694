package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** The operations on roles themselves; those on their policies are in {@link RolePolicies}. */
final class RoleOperations {

    /** Quotas of a new account (IAM user guide, "IAM and AWS STS quotas"). */
    static final int MOST_ROLES = 1000;

    private static final int LONGEST_TRUST = 2048;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int HOUR = 3600;

    private final IamState iam;

    RoleOperations(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateRoleRequest.class, this::create);
        operations.on(GetRoleRequest.class, this::get);
        operations.on(ListRolesRequest.class, this::list);
        operations.on(UpdateAssumeRolePolicyRequest.class, this::updateTrust);
        operations.on(UpdateRoleRequest.class, this::update);
        operations.on(UpdateRoleDescriptionRequest.class, this::updateDescription);
        operations.on(PutRolePermissionsBoundaryRequest.class, this::bound);
        operations.on(DeleteRolePermissionsBoundaryRequest.class, this::unbound);
        operations.on(DeleteRoleRequest.class, this::delete);
        operations.on(TagRoleRequest.class, this::tag);
        operations.on(UntagRoleRequest.class, this::untag);
        operations.on(ListRoleTagsRequest.class, this::listTags);
    }

    private CreateRoleResponse create(CreateRoleRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String name = IamFaults.name(request.roleName(), "roleName", LONGEST_NAME);
        String path = IamFaults.path(request.path());
        if (path.startsWith("/aws-service-role/")) {
            throw new AwsFault(400, "ValidationError", "The path /aws-service-role/ is kept for service-linked roles.");
        }
        String trust = trust(account, request.assumeRolePolicyDocument());
        int maxSession = session(request.maxSessionDuration());
        String description = description(request.description());
        IamTags tags = new IamTags(request.tags());
        String boundary = account.boundary(request.permissionsBoundary());
        if (account.roles.containsKey(name)) {
            throw IamFaults.exists("Role with name " + name + " already exists.");
        }
        if (account.roles.size() >= MOST_ROLES) {
            throw IamFaults.limit("RolesPerAccount", MOST_ROLES);
        }
        Instant now = iam.world.now();
        FakeRole role = new FakeRole(
                iam.world.ids().iam("AROA"), account.arn("role" + path + name), name, path, trust, now, tags);
        role.maxSessionSeconds = maxSession;
        role.description = description;
        role.grants.boundary = boundary;
        role.changed(now);
        account.roles.put(name, role);
        return CreateRoleResponse.builder().role(role.view()).build();
    }

    /** @throws AwsFault if the document is no trust policy, too long, or names a role or provider that is not there */
    private static String trust(AccountState account, @Nullable String document) {
        String trust = IamFaults.required(document, "assumeRolePolicyDocument");
        for (String identity : PolicyDocument.checkTrust(trust)) {
            boolean missingProvider =
                    identity.startsWith(account.arn("oidc-provider/")) && !account.providers.containsKey(identity);
            boolean missingRole = identity.startsWith(account.arn("role/"))
                    && account.roles.values().stream().noneMatch(role -> role.arn.equals(identity));
            if (missingProvider || missingRole) {
                throw IamFaults.malformed("Invalid principal in policy: \"" + (missingRole ? "AWS" : "Federated")
                        + "\":\"" + identity + "\"");
            }
        }
        if (PolicyDocument.size(trust) > LONGEST_TRUST) {
            throw IamFaults.limit("ACLSizePerRole", LONGEST_TRUST);
        }
        return trust;
    }

    private static int session(@Nullable Integer seconds) {
        if (seconds == null) {
            return HOUR;
        }
        if (seconds < HOUR || seconds > 12 * HOUR) {
            throw IamFaults.validation(
                    "maxSessionDuration", "Member must have value between " + HOUR + " and " + 12 * HOUR);
        }
        return seconds;
    }

    private static @Nullable String description(@Nullable String text) {
        if (text != null && text.length() > LONGEST_DESCRIPTION) {
            throw IamFaults.validation(
                    "description", "Member must have length less than or equal to " + LONGEST_DESCRIPTION);
        }
        return text;
    }

    private GetRoleResponse get(GetRoleRequest request, Caller caller) {
        return GetRoleResponse.builder()
                .role(iam.of(caller).role(request.roleName()).view())
                .build();
    }

    private ListRolesResponse list(ListRolesRequest request, Caller caller) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<FakeRole> all = iam.of(caller).roles.values().stream()
                .filter(role -> role.path.startsWith(prefix))
                .toList();
        Page<FakeRole> page = Listing.page(all, role -> role.name, request.maxItems(), request.marker());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(FakeRole::listed).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private UpdateAssumeRolePolicyResponse updateTrust(UpdateAssumeRolePolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeRole role = account.changeableRole(request.roleName());
        role.trust = trust(account, request.policyDocument());
        role.changed(iam.world.now());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    private UpdateRoleResponse update(UpdateRoleRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        int maxSession =
                request.maxSessionDuration() == null ? role.maxSessionSeconds : session(request.maxSessionDuration());
        // a request without a description takes the description away (IAM API reference, UpdateRole)
        role.description = description(request.description());
        role.maxSessionSeconds = maxSession;
        return UpdateRoleResponse.builder().build();
    }

    private UpdateRoleDescriptionResponse updateDescription(UpdateRoleDescriptionRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        role.description = description(request.description());
        return UpdateRoleDescriptionResponse.builder().role(role.view()).build();
    }

    private PutRolePermissionsBoundaryResponse bound(PutRolePermissionsBoundaryRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeRole role = account.changeableRole(request.roleName());
        role.grants.boundary = account.boundary(request.permissionsBoundary());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    private DeleteRolePermissionsBoundaryResponse unbound(DeleteRolePermissionsBoundaryRequest request, Caller caller) {
        FakeRole role = iam.of(caller).changeableRole(request.roleName());
        role.grants.boundary = null;
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

    private DeleteRoleResponse delete(DeleteRoleRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeRole role = account.changeableRole(request.roleName());
        if (account.profiles.values().stream().anyMatch(profile -> profile.role == role)) {
            throw IamFaults.conflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        GrantRules.requireNone(role.grants);
        account.roles.remove(role.name);
        return DeleteRoleResponse.builder().build();
    }

    private TagRoleResponse tag(TagRoleRequest request, Caller caller) {
        iam.of(caller).changeableRole(request.roleName()).tags.add(request.tags());
        return TagRoleResponse.builder().build();
    }

    private UntagRoleResponse untag(UntagRoleRequest request, Caller caller) {
        iam.of(caller).changeableRole(request.roleName()).tags.remove(request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    private ListRoleTagsResponse listTags(ListRoleTagsRequest request, Caller caller) {
        List<Tag> all = iam.of(caller).role(request.roleName()).tags.views();
        Page<Tag> page = Listing.page(all, Tag::key, request.maxItems(), request.marker());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
