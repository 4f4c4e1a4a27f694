package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** Tells to whom a managed policy is attached, and whom it bounds. */
final class PolicyEntities {

    /** One user, group or role, as the listing orders them. */
    private record Entity(EntityType type, String id, String name, String path, Grants grants) {
        String key() {
            return type + "/" + name;
        }
    }

    private final IamState iam;

    PolicyEntities(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(ListEntitiesForPolicyRequest.class, this::list);
    }

    private ListEntitiesForPolicyResponse list(ListEntitiesForPolicyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String arn = account.policy(request.policyArn()).arn;
        boolean bounds = request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY;
        boolean either = request.policyUsageFilter() == null;
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<Entity> entities = all(account)
                .filter(entity -> entity.path.startsWith(prefix))
                .filter(entity -> request.entityFilter() == null || request.entityFilter() == entity.type)
                .filter(entity -> (either || bounds) && arn.equals(entity.grants.boundary)
                        || (either || !bounds) && entity.grants.managed.contains(arn))
                .toList();
        Page<Entity> page = Listing.page(entities, Entity::key, request.maxItems(), request.marker());
        ListEntitiesForPolicyResponse.Builder response = ListEntitiesForPolicyResponse.builder();
        return response.policyGroups(of(page, EntityType.GROUP)
                        .map(group -> PolicyGroup.builder()
                                .groupName(group.name)
                                .groupId(group.id)
                                .build())
                        .toList())
                .policyUsers(of(page, EntityType.USER)
                        .map(user -> PolicyUser.builder()
                                .userName(user.name)
                                .userId(user.id)
                                .build())
                        .toList())
                .policyRoles(of(page, EntityType.ROLE)
                        .map(role -> PolicyRole.builder()
                                .roleName(role.name)
                                .roleId(role.id)
                                .build())
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private static Stream<Entity> of(Page<Entity> page, EntityType type) {
        return page.items().stream().filter(entity -> entity.type == type);
    }

    private static Stream<Entity> all(AccountState account) {
        return Stream.of(
                        account.groups.values().stream()
                                .map(group ->
                                        new Entity(EntityType.GROUP, group.id, group.name, group.path, group.grants)),
                        account.users.values().stream()
                                .map(user -> new Entity(EntityType.USER, user.id, user.name, user.path, user.grants)),
                        account.roles.values().stream()
                                .map(role -> new Entity(EntityType.ROLE, role.id, role.name, role.path, role.grants)))
                .flatMap(entities -> entities);
    }
}
