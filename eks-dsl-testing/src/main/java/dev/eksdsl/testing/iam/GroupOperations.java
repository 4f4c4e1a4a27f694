package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** The operations on groups and who is in them; those on their policies are in {@link GroupPolicies}. */
final class GroupOperations {

    private static final int MOST_GROUPS = 300;
    private static final int MOST_PER_USER = 10;
    private static final int LONGEST_NAME = 128;

    private final IamState iam;

    GroupOperations(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateGroupRequest.class, this::create);
        operations.on(GetGroupRequest.class, this::get);
        operations.on(ListGroupsRequest.class, this::list);
        operations.on(UpdateGroupRequest.class, this::update);
        operations.on(DeleteGroupRequest.class, this::delete);
        operations.on(AddUserToGroupRequest.class, this::addUser);
        operations.on(RemoveUserFromGroupRequest.class, this::removeUser);
        operations.on(ListGroupsForUserRequest.class, this::listForUser);
    }

    private CreateGroupResponse create(CreateGroupRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String name = IamFaults.name(request.groupName(), "groupName", LONGEST_NAME);
        String path = IamFaults.path(request.path());
        requireFree(account, name);
        if (account.groups.size() >= MOST_GROUPS) {
            throw IamFaults.limit("GroupsPerAccount", MOST_GROUPS);
        }
        FakeGroup group = new FakeGroup(
                iam.world.ids().iam("AGPA"), account.arn("group" + path + name), name, path, iam.world.now());
        account.groups.put(name, group);
        return CreateGroupResponse.builder().group(group.view()).build();
    }

    private static void requireFree(AccountState account, String name) {
        if (account.groups.containsKey(name)) {
            throw IamFaults.exists("Group with name " + name + " already exists.");
        }
    }

    private GetGroupResponse get(GetGroupRequest request, Caller caller) {
        FakeGroup group = iam.of(caller).group(request.groupName());
        Page<FakeUser> page =
                Listing.page(List.copyOf(group.members), user -> user.name, request.maxItems(), request.marker());
        return GetGroupResponse.builder()
                .group(group.view())
                .users(page.items().stream().map(FakeUser::listed).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private ListGroupsResponse list(ListGroupsRequest request, Caller caller) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<FakeGroup> all = iam.of(caller).groups.values().stream()
                .filter(group -> group.path.startsWith(prefix))
                .toList();
        Page<FakeGroup> page = Listing.page(all, group -> group.name, request.maxItems(), request.marker());
        return ListGroupsResponse.builder()
                .groups(page.items().stream().map(FakeGroup::view).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private UpdateGroupResponse update(UpdateGroupRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeGroup group = account.group(request.groupName());
        String path = request.newPath() == null ? group.path : IamFaults.path(request.newPath());
        String name = request.newGroupName() == null
                ? group.name
                : IamFaults.name(request.newGroupName(), "newGroupName", LONGEST_NAME);
        if (!name.equalsIgnoreCase(group.name)) {
            requireFree(account, name);
        }
        account.groups.remove(group.name);
        group.name = name;
        group.path = path;
        group.arn = account.arn("group" + path + name);
        account.groups.put(name, group);
        return UpdateGroupResponse.builder().build();
    }

    private DeleteGroupResponse delete(DeleteGroupRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeGroup group = account.group(request.groupName());
        if (!group.members.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must remove users from group first.");
        }
        GrantRules.requireNone(group.grants);
        account.groups.remove(group.name);
        return DeleteGroupResponse.builder().build();
    }

    private AddUserToGroupResponse addUser(AddUserToGroupRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeGroup group = account.group(request.groupName());
        FakeUser user = account.user(request.userName());
        if (!group.members.contains(user) && groups(account, user).size() >= MOST_PER_USER) {
            throw IamFaults.limit("GroupsPerUser", MOST_PER_USER);
        }
        group.members.add(user);
        return AddUserToGroupResponse.builder().build();
    }

    private RemoveUserFromGroupResponse removeUser(RemoveUserFromGroupRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeGroup group = account.group(request.groupName());
        FakeUser user = account.user(request.userName());
        if (!group.members.remove(user)) {
            throw IamFaults.notFound("User " + user.name + " not in group " + group.name);
        }
        return RemoveUserFromGroupResponse.builder().build();
    }

    private ListGroupsForUserResponse listForUser(ListGroupsForUserRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        List<FakeGroup> all = groups(account, account.user(request.userName()));
        Page<FakeGroup> page = Listing.page(all, group -> group.name, request.maxItems(), request.marker());
        return ListGroupsForUserResponse.builder()
                .groups(page.items().stream().map(FakeGroup::view).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    /** The groups that a user is in. */
    static List<FakeGroup> groups(AccountState account, FakeUser user) {
        return account.groups.values().stream()
                .filter(group -> group.members.contains(user))
                .toList();
    }
}
