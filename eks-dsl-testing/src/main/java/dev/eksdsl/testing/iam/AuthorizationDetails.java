package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** Tells all of an account's users, groups, roles and policies in one listing. */
final class AuthorizationDetails {

    /** One thing of the listing: exactly one of the four is set. */
    private record Entry(
            String key,
            @Nullable UserDetail user,
            @Nullable GroupDetail group,
            @Nullable RoleDetail role,
            @Nullable ManagedPolicyDetail policy) {}

    private final IamState iam;

    AuthorizationDetails(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(GetAccountAuthorizationDetailsRequest.class, this::get);
    }

    private GetAccountAuthorizationDetailsResponse get(GetAccountAuthorizationDetailsRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        Set<EntityType> wanted = request.hasFilter() && !request.filter().isEmpty()
                ? Set.copyOf(request.filter())
                : Set.of(EntityType.values());
        Page<Entry> page = Listing.page(entries(account, wanted), Entry::key, request.maxItems(), request.marker());
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(each(page, Entry::user))
                .groupDetailList(each(page, Entry::group))
                .roleDetailList(each(page, Entry::role))
                .policies(each(page, Entry::policy))
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private static <T> List<T> each(Page<Entry> page, Function<Entry, @Nullable T> part) {
        return page.items().stream().map(part).filter(Objects::nonNull).toList();
    }

    private static List<Entry> entries(AccountState account, Set<EntityType> wanted) {
        List<Entry> entries = new ArrayList<>();
        if (wanted.contains(EntityType.USER)) {
            account.users
                    .values()
                    .forEach(user -> entries.add(new Entry("1" + user.name, user(account, user), null, null, null)));
        }
        if (wanted.contains(EntityType.GROUP)) {
            account.groups
                    .values()
                    .forEach(
                            group -> entries.add(new Entry("2" + group.name, null, group(account, group), null, null)));
        }
        if (wanted.contains(EntityType.ROLE)) {
            account.roles
                    .values()
                    .forEach(role -> entries.add(new Entry("3" + role.name, null, null, role(account, role), null)));
        }
        if (wanted.contains(EntityType.LOCAL_MANAGED_POLICY)) {
            account.policies
                    .values()
                    .forEach(policy ->
                            entries.add(new Entry("4" + policy.arn, null, null, null, policy(account, policy))));
        }
        // of AWS's policies only those in use are told
        if (wanted.contains(EntityType.AWS_MANAGED_POLICY)) {
            account.awsManagedPolicies().stream()
                    .filter(policy -> account.attachments(policy) > 0)
                    .forEach(policy ->
                            entries.add(new Entry("5" + policy.arn, null, null, null, policy(account, policy))));
        }
        return entries;
    }

    private static UserDetail user(AccountState account, FakeUser user) {
        return UserDetail.builder()
                .userId(user.id)
                .arn(user.arn)
                .userName(user.name)
                .path(user.path)
                .createDate(user.created)
                .userPolicyList(inline(user.grants))
                .groupList(GroupOperations.groups(account, user).stream()
                        .map(group -> group.name)
                        .toList())
                .attachedManagedPolicies(attached(account, user.grants))
                .permissionsBoundary(user.grants.boundaryView())
                .tags(user.tags.views())
                .build();
    }

    private static GroupDetail group(AccountState account, FakeGroup group) {
        return GroupDetail.builder()
                .groupId(group.id)
                .arn(group.arn)
                .groupName(group.name)
                .path(group.path)
                .createDate(group.created)
                .groupPolicyList(inline(group.grants))
                .attachedManagedPolicies(attached(account, group.grants))
                .build();
    }

    private static RoleDetail role(AccountState account, FakeRole role) {
        return RoleDetail.builder()
                .roleId(role.id)
                .arn(role.arn)
                .roleName(role.name)
                .path(role.path)
                .createDate(role.created)
                .assumeRolePolicyDocument(PolicyDocument.encoded(role.trust))
                .instanceProfileList(account.profiles.values().stream()
                        .filter(profile -> profile.role == role)
                        .map(FakeProfile::view)
                        .toList())
                .rolePolicyList(inline(role.grants))
                .attachedManagedPolicies(attached(account, role.grants))
                .permissionsBoundary(role.grants.boundaryView())
                .tags(role.tags.views())
                .roleLastUsed(RoleLastUsed.builder().build())
                .build();
    }

    private static ManagedPolicyDetail policy(AccountState account, FakePolicy policy) {
        return ManagedPolicyDetail.builder()
                .policyId(policy.id)
                .arn(policy.arn)
                .policyName(policy.name)
                .path(policy.path)
                .createDate(policy.created)
                .updateDate(policy.listed(account).updateDate())
                .description(policy.description)
                .defaultVersionId("v" + policy.defaultVersion)
                .attachmentCount((int) account.attachments(policy))
                .permissionsBoundaryUsageCount((int) account.boundaryUses(policy))
                .isAttachable(true)
                .policyVersionList(policy.versions.descendingMap().values().stream()
                        .map(policy::view)
                        .toList())
                .build();
    }

    private static List<PolicyDetail> inline(Grants grants) {
        return grants.inline.entrySet().stream()
                .map(policy -> PolicyDetail.builder()
                        .policyName(policy.getKey())
                        .policyDocument(PolicyDocument.encoded(policy.getValue()))
                        .build())
                .toList();
    }

    private static List<AttachedPolicy> attached(AccountState account, Grants grants) {
        return grants.managed.stream()
                .map(arn -> account.policy(arn).attached())
                .toList();
    }
}
