package dev.eksdsl.testing.eks;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;

/** One access entry, and the access policies associated with it by ARN. */
final class AccessEntryState {

    /** Whether EKS made the entry itself, for a node group's or a Fargate profile's role. */
    final boolean madeByEks;

    final Map<String, AssociatedAccessPolicy> policies = new TreeMap<>();
    private AccessEntry described;

    AccessEntryState(AccessEntry described, boolean madeByEks) {
        this.described = described;
        this.madeByEks = madeByEks;
    }

    AccessEntry described() {
        return described;
    }

    void change(Consumer<AccessEntry.Builder> change) {
        described = described.copy(change);
    }
}
