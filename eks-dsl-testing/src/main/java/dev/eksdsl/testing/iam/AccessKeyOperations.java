package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** The operations on access keys of users: at most two each, known to the server while they are active. */
final class AccessKeyOperations {

    private static final int MOST_KEYS = 2;
    private static final int KEY_LENGTH = 20;

    private final IamState iam;

    AccessKeyOperations(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateAccessKeyRequest.class, this::create);
        operations.on(ListAccessKeysRequest.class, this::list);
        operations.on(UpdateAccessKeyRequest.class, this::update);
        operations.on(DeleteAccessKeyRequest.class, this::delete);
        operations.on(GetAccessKeyLastUsedRequest.class, this::lastUsed);
    }

    private CreateAccessKeyResponse create(CreateAccessKeyRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeUser user = iam.user(caller, request.userName());
        if (user.keys.size() >= MOST_KEYS) {
            throw IamFaults.limit("AccessKeysPerUser", MOST_KEYS);
        }
        String id = iam.world.ids().iam("AKIA").substring(0, KEY_LENGTH);
        FakeAccessKey key = new FakeAccessKey(id, iam.world.now());
        user.keys.put(id, key);
        iam.keys.add(id, account.accountId(), user.arn);
        return CreateAccessKeyResponse.builder()
                .accessKey(k -> k.userName(user.name)
                        .accessKeyId(id)
                        .status(key.status())
                        .secretAccessKey(iam.world.ids().hex(40))
                        .createDate(key.created))
                .build();
    }

    private ListAccessKeysResponse list(ListAccessKeysRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        Page<FakeAccessKey> page =
                Listing.page(List.copyOf(user.keys.values()), key -> key.id, request.maxItems(), request.marker());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items().stream()
                        .map(key -> AccessKeyMetadata.builder()
                                .userName(user.name)
                                .accessKeyId(key.id)
                                .status(key.status())
                                .createDate(key.created)
                                .build())
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private UpdateAccessKeyResponse update(UpdateAccessKeyRequest request, Caller caller) {
        FakeAccessKey key = key(iam.user(caller, request.userName()), request.accessKeyId());
        key.active = request.status() != StatusType.INACTIVE;
        if (key.active) {
            iam.keys.restore(key.id);
        } else {
            iam.keys.revoke(key.id);
        }
        return UpdateAccessKeyResponse.builder().build();
    }

    private DeleteAccessKeyResponse delete(DeleteAccessKeyRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        FakeAccessKey key = key(user, request.accessKeyId());
        user.keys.remove(key.id);
        iam.keys.revoke(key.id);
        return DeleteAccessKeyResponse.builder().build();
    }

    private static FakeAccessKey key(FakeUser user, @Nullable String id) {
        FakeAccessKey key = user.keys.get(IamFaults.required(id, "accessKeyId"));
        if (key == null) {
            throw IamFaults.notFound("The Access Key with id " + id + " cannot be found.");
        }
        return key;
    }

    private GetAccessKeyLastUsedResponse lastUsed(GetAccessKeyLastUsedRequest request, Caller caller) {
        String id = IamFaults.required(request.accessKeyId(), "accessKeyId");
        for (FakeUser user : iam.of(caller).users.values()) {
            FakeAccessKey key = user.keys.get(id);
            if (key != null) {
                return GetAccessKeyLastUsedResponse.builder()
                        .userName(user.name)
                        .accessKeyLastUsed(view(key.lastUse))
                        .build();
            }
        }
        throw new AwsFault(
                403,
                "AccessDenied",
                "User: %s is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key %s"
                        .formatted(caller.arn(), id));
    }

    /** A key that was never used has N/A where names would be (IAM API reference, AccessKeyLastUsed). */
    private static AccessKeyLastUsed view(FakeAccessKey.@Nullable Use use) {
        return use == null
                ? AccessKeyLastUsed.builder().serviceName("N/A").region("N/A").build()
                : AccessKeyLastUsed.builder()
                        .lastUsedDate(use.at())
                        .serviceName(use.service())
                        .region(use.region())
                        .build();
    }
}
