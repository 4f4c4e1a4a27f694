package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** The operations on keys themselves, from creation to deletion. */
final class KeyOperations {

    private static final int USUAL_PAGE = 100;
    private static final int SHORTEST_WINDOW = 7;
    private static final int LONGEST_WINDOW = 30;

    /** Customer managed keys in a region (KMS developer guide, "Quotas"). */
    private static final int MOST_KEYS = 100_000;

    private final KmsState state;

    KeyOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(CreateKeyRequest.class, this::create);
        operations.on(DescribeKeyRequest.class, this::describe);
        operations.on(ListKeysRequest.class, this::list);
        operations.on(EnableKeyRequest.class, this::enable);
        operations.on(DisableKeyRequest.class, this::disable);
        operations.on(UpdateKeyDescriptionRequest.class, this::updateDescription);
        operations.on(ScheduleKeyDeletionRequest.class, this::scheduleDeletion);
        operations.on(CancelKeyDeletionRequest.class, this::cancelDeletion);
    }

    private CreateKeyResponse create(CreateKeyRequest request, Caller caller) {
        RegionalKeys place = state.in(caller);
        KeySpec spec = spec(request);
        KeyUsageType usage = usage(request, spec);
        OriginType origin = request.origin() == null ? OriginType.AWS_KMS : request.origin();
        if (origin != OriginType.AWS_KMS && origin != OriginType.EXTERNAL) {
            throw KmsFaults.unsupported("This fake AWS has no custom key stores.");
        }
        Map<String, String> tags = KeyTags.checked(request.tags());
        KeyTags.checkCount(tags);
        String policy = request.policy() == null ? KeyPolicies.initial(caller) : request.policy();
        KeyPolicies.check(policy);
        if (place.keys().size() >= MOST_KEYS) {
            throw KmsFaults.refuse("LimitExceededException", "The quota for keys has been reached");
        }
        FakeKey key =
                place.add(spec, usage, origin, KeyManagerType.CUSTOMER, Boolean.TRUE.equals(request.multiRegion()));
        key.description = request.description() == null ? "" : request.description();
        key.policy = policy;
        key.tags.putAll(tags);
        return CreateKeyResponse.builder().keyMetadata(key.view()).build();
    }

    private static KeySpec spec(CreateKeyRequest request) {
        if (request.keySpec() != null && request.customerMasterKeySpec() != null) {
            throw KmsFaults.invalid("You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
                    + " CustomerMasterKeySpec is deprecated.");
        }
        KeySpec spec = request.customerMasterKeySpec() != null
                ? KeySpec.fromValue(request.customerMasterKeySpecAsString())
                : request.keySpec();
        if (spec == null) {
            return KeySpec.SYMMETRIC_DEFAULT;
        }
        if (!KeySpecs.isMade(spec)) {
            throw KmsFaults.unsupported("This fake AWS makes no keys of the spec " + spec + ".");
        }
        return spec;
    }

    private static KeyUsageType usage(CreateKeyRequest request, KeySpec spec) {
        KeyUsageType usage = request.keyUsage();
        if (usage == null) {
            if (spec != KeySpec.SYMMETRIC_DEFAULT) {
                throw KmsFaults.invalid("You must specify a KeyUsage value for all KMS keys except for symmetric"
                        + " encryption keys.");
            }
            return KeyUsageType.ENCRYPT_DECRYPT;
        }
        if (!KeySpecs.fits(spec, usage)) {
            throw KmsFaults.invalid("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
        }
        return usage;
    }

    private DescribeKeyResponse describe(DescribeKeyRequest request, Caller caller) {
        return DescribeKeyResponse.builder()
                .keyMetadata(state.in(caller).find(request.keyId()).view())
                .build();
    }

    private ListKeysResponse list(ListKeysRequest request, Caller caller) {
        Page<FakeKey> page = KmsState.page(
                List.copyOf(state.in(caller).keys()), key -> key.id, request.limit(), USUAL_PAGE, request.marker());
        return ListKeysResponse.builder()
                .keys(page.items().stream()
                        .map(key -> KeyListEntry.builder()
                                .keyId(key.id)
                                .keyArn(key.arn)
                                .build())
                        .toList())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }

    private EnableKeyResponse enable(EnableKeyRequest request, Caller caller) {
        changeable(caller, request.keyId()).state = KeyState.ENABLED;
        return EnableKeyResponse.builder().build();
    }

    private DisableKeyResponse disable(DisableKeyRequest request, Caller caller) {
        changeable(caller, request.keyId()).state = KeyState.DISABLED;
        return DisableKeyResponse.builder().build();
    }

    private FakeKey changeable(Caller caller, String keyId) {
        FakeKey key = state.living(caller, keyId);
        if (key.state == KeyState.PENDING_IMPORT) {
            throw KmsFaults.state(key, "pending import");
        }
        return key;
    }

    private UpdateKeyDescriptionResponse updateDescription(UpdateKeyDescriptionRequest request, Caller caller) {
        state.living(caller, request.keyId()).description = request.description();
        return UpdateKeyDescriptionResponse.builder().build();
    }

    private ScheduleKeyDeletionResponse scheduleDeletion(ScheduleKeyDeletionRequest request, Caller caller) {
        int days = request.pendingWindowInDays() == null ? LONGEST_WINDOW : request.pendingWindowInDays();
        if (days < SHORTEST_WINDOW || days > LONGEST_WINDOW) {
            throw KmsFaults.invalid("PendingWindowInDays must be between " + SHORTEST_WINDOW + " and " + LONGEST_WINDOW
                    + " days, inclusive");
        }
        FakeKey key = state.living(caller, request.keyId());
        key.state = KeyState.PENDING_DELETION;
        key.deletion = state.world.now().plus(Duration.ofDays(days));
        return ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn)
                .deletionDate(key.deletion)
                .keyState(key.state)
                .pendingWindowInDays(days)
                .build();
    }

    /** The key is disabled afterwards, whatever it was before (KMS API reference, CancelKeyDeletion). */
    private CancelKeyDeletionResponse cancelDeletion(CancelKeyDeletionRequest request, Caller caller) {
        FakeKey key = state.changeable(caller, request.keyId());
        if (key.state != KeyState.PENDING_DELETION) {
            throw KmsFaults.state(key, "not pending deletion");
        }
        key.state = KeyState.DISABLED;
        key.deletion = null;
        return CancelKeyDeletionResponse.builder().keyId(key.arn).build();
    }
}
