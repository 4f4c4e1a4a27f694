package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** The operations on rotation. Only symmetric keys rotate that KMS has made. */
final class RotationOperations {

    private static final int USUAL_PERIOD = 365;
    private static final int USUAL_PAGE = 100;

    /** Rotations on demand that a key can have (KMS developer guide, "Quotas"). */
    private static final int MOST_ON_DEMAND = 25;

    private final KmsState state;

    RotationOperations(KmsState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(EnableKeyRotationRequest.class, this::enable);
        operations.on(DisableKeyRotationRequest.class, this::disable);
        operations.on(GetKeyRotationStatusRequest.class, this::status);
        operations.on(RotateKeyOnDemandRequest.class, this::rotate);
        operations.on(ListKeyRotationsRequest.class, this::list);
    }

    private EnableKeyRotationResponse enable(EnableKeyRotationRequest request, Caller caller) {
        FakeKey key = rotating(caller, request.keyId());
        boolean began = key.rotationPeriod != null;
        int days = request.rotationPeriodInDays() == null ? USUAL_PERIOD : request.rotationPeriodInDays();
        key.rotationPeriod = Duration.ofDays(days);
        if (!began || request.rotationPeriodInDays() != null) {
            key.rotatesFrom = state.world.now();
        }
        return EnableKeyRotationResponse.builder().build();
    }

    private DisableKeyRotationResponse disable(DisableKeyRotationRequest request, Caller caller) {
        FakeKey key = rotating(caller, request.keyId());
        key.rotationPeriod = null;
        key.rotatesFrom = null;
        return DisableKeyRotationResponse.builder().build();
    }

    private FakeKey rotating(Caller caller, String keyId) {
        FakeKey key = state.living(caller, keyId);
        if (!key.isSymmetric() || key.origin != OriginType.AWS_KMS) {
            throw KmsFaults.unsupported(key.arn + " key spec is " + key.spec + " which does not support rotation.");
        }
        if (key.state == KeyState.DISABLED) {
            throw KmsFaults.refuse("DisabledException", key.arn + " is disabled.");
        }
        return key;
    }

    private GetKeyRotationStatusResponse status(GetKeyRotationStatusRequest request, Caller caller) {
        FakeKey key = state.byIdOrArn(caller, request.keyId());
        Duration period = key.rotationPeriod;
        boolean rotates = period != null && key.state != KeyState.PENDING_DELETION;
        GetKeyRotationStatusResponse.Builder status =
                GetKeyRotationStatusResponse.builder().keyId(key.arn).keyRotationEnabled(rotates);
        return rotates && period != null
                ? status.rotationPeriodInDays((int) period.toDays())
                        .nextRotationDate(key.nextRotation())
                        .build()
                : status.build();
    }

    private RotateKeyOnDemandResponse rotate(RotateKeyOnDemandRequest request, Caller caller) {
        FakeKey key = rotating(caller, request.keyId());
        long onDemand = key.rotations.stream()
                .filter(rotation -> rotation.type() == RotationType.ON_DEMAND)
                .count();
        if (onDemand >= MOST_ON_DEMAND) {
            throw KmsFaults.refuse("LimitExceededException", "The quota for on-demand rotations has been reached");
        }
        state.in(caller).rotate(key, state.world.now(), RotationType.ON_DEMAND);
        return RotateKeyOnDemandResponse.builder().keyId(key.arn).build();
    }

    private ListKeyRotationsResponse list(ListKeyRotationsRequest request, Caller caller) {
        FakeKey key = state.byIdOrArn(caller, request.keyId());
        if (!key.isSymmetric()) {
            throw KmsFaults.unsupported(key.arn + " key spec is " + key.spec + " which does not support rotation.");
        }
        List<RotationsListEntry> all = new ArrayList<>();
        if (request.includeKeyMaterial() == IncludeKeyMaterial.ALL_KEY_MATERIAL) {
            all.add(entry(key, 0).build());
        }
        for (int generation = 1; generation <= key.rotations.size(); generation++) {
            FakeKey.Rotation rotation = key.rotations.get(generation - 1);
            all.add(entry(key, generation)
                    .rotationDate(rotation.moment())
                    .rotationType(rotation.type())
                    .build());
        }
        Page<RotationsListEntry> page = KmsState.page(
                all, each -> each.rotationDate() + each.keyMaterialId(), request.limit(), USUAL_PAGE, request.marker());
        return ListKeyRotationsResponse.builder()
                .rotations(page.items())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }

    private static RotationsListEntry.Builder entry(FakeKey key, int generation) {
        return RotationsListEntry.builder()
                .keyId(key.arn)
                .keyMaterialId(key.material.id(generation))
                .keyMaterialState(
                        generation == key.material.current() ? KeyMaterialState.CURRENT : KeyMaterialState.NON_CURRENT);
    }
}
