package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** The operations on instance profiles. */
final class InstanceProfiles {

    private static final int MOST_PROFILES = 1000;
    private static final int LONGEST_NAME = 128;

    private final IamState iam;

    InstanceProfiles(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateInstanceProfileRequest.class, this::create);
        operations.on(GetInstanceProfileRequest.class, this::get);
        operations.on(ListInstanceProfilesRequest.class, this::list);
        operations.on(DeleteInstanceProfileRequest.class, this::delete);
        operations.on(AddRoleToInstanceProfileRequest.class, this::addRole);
        operations.on(RemoveRoleFromInstanceProfileRequest.class, this::removeRole);
        operations.on(ListInstanceProfilesForRoleRequest.class, this::listForRole);
        operations.on(TagInstanceProfileRequest.class, this::tag);
        operations.on(UntagInstanceProfileRequest.class, this::untag);
        operations.on(ListInstanceProfileTagsRequest.class, this::listTags);
    }

    private CreateInstanceProfileResponse create(CreateInstanceProfileRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String name = IamFaults.name(request.instanceProfileName(), "instanceProfileName", LONGEST_NAME);
        String path = IamFaults.path(request.path());
        IamTags tags = new IamTags(request.tags());
        if (account.profiles.containsKey(name)) {
            throw IamFaults.exists("Instance Profile " + name + " already exists.");
        }
        if (account.profiles.size() >= MOST_PROFILES) {
            throw IamFaults.limit("InstanceProfilesPerAccount", MOST_PROFILES);
        }
        FakeProfile profile = new FakeProfile(
                iam.world.ids().iam("AIPA"),
                account.arn("instance-profile" + path + name),
                name,
                path,
                iam.world.now(),
                tags);
        account.profiles.put(name, profile);
        return CreateInstanceProfileResponse.builder()
                .instanceProfile(profile.view())
                .build();
    }

    private GetInstanceProfileResponse get(GetInstanceProfileRequest request, Caller caller) {
        return GetInstanceProfileResponse.builder()
                .instanceProfile(
                        iam.of(caller).profile(request.instanceProfileName()).view())
                .build();
    }

    private ListInstanceProfilesResponse list(ListInstanceProfilesRequest request, Caller caller) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<FakeProfile> all = iam.of(caller).profiles.values().stream()
                .filter(profile -> profile.path.startsWith(prefix))
                .toList();
        Page<FakeProfile> page = Listing.page(all, profile -> profile.name, request.maxItems(), request.marker());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.items().stream().map(FakeProfile::view).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private DeleteInstanceProfileResponse delete(DeleteInstanceProfileRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeProfile profile = account.profile(request.instanceProfileName());
        if (profile.role != null) {
            throw IamFaults.conflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        account.profiles.remove(profile.name);
        return DeleteInstanceProfileResponse.builder().build();
    }

    private AddRoleToInstanceProfileResponse addRole(AddRoleToInstanceProfileRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeProfile profile = account.profile(request.instanceProfileName());
        FakeRole role = account.changeableRole(request.roleName());
        if (profile.role != null) {
            throw IamFaults.limit("InstanceSessionsPerInstanceProfile", 1);
        }
        profile.role = role;
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    private RemoveRoleFromInstanceProfileResponse removeRole(
            RemoveRoleFromInstanceProfileRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeProfile profile = account.profile(request.instanceProfileName());
        FakeRole role = account.role(request.roleName());
        if (profile.role != role) {
            throw IamFaults.notFound("The role " + role.name + " is not in the instance profile " + profile.name + ".");
        }
        profile.role = null;
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

    private ListInstanceProfilesForRoleResponse listForRole(ListInstanceProfilesForRoleRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeRole role = account.role(request.roleName());
        List<FakeProfile> all = account.profiles.values().stream()
                .filter(profile -> profile.role == role)
                .toList();
        Page<FakeProfile> page = Listing.page(all, profile -> profile.name, request.maxItems(), request.marker());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(page.items().stream().map(FakeProfile::view).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private TagInstanceProfileResponse tag(TagInstanceProfileRequest request, Caller caller) {
        iam.of(caller).profile(request.instanceProfileName()).tags.add(request.tags());
        return TagInstanceProfileResponse.builder().build();
    }

    private UntagInstanceProfileResponse untag(UntagInstanceProfileRequest request, Caller caller) {
        iam.of(caller).profile(request.instanceProfileName()).tags.remove(request.tagKeys());
        return UntagInstanceProfileResponse.builder().build();
    }

    private ListInstanceProfileTagsResponse listTags(ListInstanceProfileTagsRequest request, Caller caller) {
        List<Tag> all =
                iam.of(caller).profile(request.instanceProfileName()).tags.views();
        Page<Tag> page = Listing.page(all, Tag::key, request.maxItems(), request.marker());
        return ListInstanceProfileTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
