package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/** The operations on users themselves; those on their policies are in {@link UserPolicies}, those on keys in {@link AccessKeyOperations}. */
final class UserOperations {

    /** Quotas of a new account (IAM user guide, "IAM and AWS STS quotas"). */
    static final int MOST_USERS = 5000;

    private static final int LONGEST_NAME = 64;

    private final IamState iam;

    UserOperations(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateUserRequest.class, this::create);
        operations.on(GetUserRequest.class, this::get);
        operations.on(ListUsersRequest.class, this::list);
        operations.on(UpdateUserRequest.class, this::update);
        operations.on(DeleteUserRequest.class, this::delete);
        operations.on(TagUserRequest.class, this::tag);
        operations.on(UntagUserRequest.class, this::untag);
        operations.on(ListUserTagsRequest.class, this::listTags);
        operations.on(PutUserPermissionsBoundaryRequest.class, this::bound);
        operations.on(DeleteUserPermissionsBoundaryRequest.class, this::unbound);
    }

    private CreateUserResponse create(CreateUserRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String name = IamFaults.name(request.userName(), "userName", LONGEST_NAME);
        String path = IamFaults.path(request.path());
        IamTags tags = new IamTags(request.tags());
        String boundary = account.boundary(request.permissionsBoundary());
        requireFree(account, name);
        if (account.users.size() >= MOST_USERS) {
            throw IamFaults.limit("UsersPerAccount", MOST_USERS);
        }
        FakeUser user = new FakeUser(
                iam.world.ids().iam("AIDA"), account.arn("user" + path + name), name, path, iam.world.now(), tags);
        user.grants.boundary = boundary;
        account.users.put(name, user);
        return CreateUserResponse.builder().user(user.view()).build();
    }

    private static void requireFree(AccountState account, String name) {
        if (account.users.containsKey(name)) {
            throw IamFaults.exists("User with name " + name + " already exists.");
        }
    }

    /** Without a name it is the caller (IAM API reference, GetUser). */
    private GetUserResponse get(GetUserRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        if (request.userName() == null) {
            return GetUserResponse.builder().user(iam.self(caller)).build();
        }
        return GetUserResponse.builder()
                .user(account.user(request.userName()).view())
                .build();
    }

    private ListUsersResponse list(ListUsersRequest request, Caller caller) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<FakeUser> all = iam.of(caller).users.values().stream()
                .filter(user -> user.path.startsWith(prefix))
                .toList();
        Page<FakeUser> page = Listing.page(all, user -> user.name, request.maxItems(), request.marker());
        return ListUsersResponse.builder()
                .users(page.items().stream().map(FakeUser::listed).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private UpdateUserResponse update(UpdateUserRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeUser user = account.user(request.userName());
        String path = request.newPath() == null ? user.path : IamFaults.path(request.newPath());
        String name = request.newUserName() == null
                ? user.name
                : IamFaults.name(request.newUserName(), "newUserName", LONGEST_NAME);
        if (!name.equalsIgnoreCase(user.name)) {
            requireFree(account, name);
        }
        account.users.remove(user.name);
        user.name = name;
        user.path = path;
        user.arn = account.arn("user" + path + name);
        account.users.put(name, user);
        user.keys.keySet().forEach(key -> iam.keys.add(key, account.accountId(), user.arn));
        return UpdateUserResponse.builder().build();
    }

    private DeleteUserResponse delete(DeleteUserRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeUser user = account.user(request.userName());
        if (account.groups.values().stream().anyMatch(group -> group.members.contains(user))) {
            throw IamFaults.conflict("Cannot delete entity, must remove users from group first.");
        }
        if (!user.keys.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete access keys first.");
        }
        if (!user.certificates.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete signing certificates first.");
        }
        if (!user.mfaDevices.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete MFA device first.");
        }
        if (!user.sshKeys.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete SSH public keys first.");
        }
        if (user.passwordSet != null) {
            throw IamFaults.conflict("Cannot delete entity, must delete login profile first.");
        }
        GrantRules.requireNone(user.grants);
        account.users.remove(user.name);
        return DeleteUserResponse.builder().build();
    }

    private TagUserResponse tag(TagUserRequest request, Caller caller) {
        iam.of(caller).user(request.userName()).tags.add(request.tags());
        return TagUserResponse.builder().build();
    }

    private UntagUserResponse untag(UntagUserRequest request, Caller caller) {
        iam.of(caller).user(request.userName()).tags.remove(request.tagKeys());
        return UntagUserResponse.builder().build();
    }

    private ListUserTagsResponse listTags(ListUserTagsRequest request, Caller caller) {
        List<Tag> all = iam.of(caller).user(request.userName()).tags.views();
        Page<Tag> page = Listing.page(all, Tag::key, request.maxItems(), request.marker());
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private PutUserPermissionsBoundaryResponse bound(PutUserPermissionsBoundaryRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        account.user(request.userName()).grants.boundary = account.boundary(request.permissionsBoundary());
        return PutUserPermissionsBoundaryResponse.builder().build();
    }

    private DeleteUserPermissionsBoundaryResponse unbound(DeleteUserPermissionsBoundaryRequest request, Caller caller) {
        iam.of(caller).user(request.userName()).grants.boundary = null;
        return DeleteUserPermissionsBoundaryResponse.builder().build();
    }
}
