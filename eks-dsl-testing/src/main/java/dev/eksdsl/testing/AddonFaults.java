package dev.eksdsl.testing;

import dev.eksdsl.testing.eks.FakeEks;
import software.amazon.awssdk.services.eks.model.AddonIssue;

/** Add-ons that are not well, by order of a test. Thread-safe. */
public final class AddonFaults {

    private final FakeEks eks;

    AddonFaults(FakeEks eks) {
        this.eks = eks;
    }

    /**
     * An add-on turns DEGRADED once it is installed, until {@link #heal}.
     *
     * @param code EKS's code of the issue, such as {@code InsufficientNumberOfReplicas} or {@code AccessDenied}
     * @param message the text that goes with it
     */
    public AddonFaults degrade(String cluster, String addon, String code, String message) {
        eks.addonTrouble(
                cluster, addon, AddonIssue.builder().code(code).message(message).build());
        return this;
    }

    /**
     * The next add-on of whatever cluster that would be installed fails: CREATE_FAILED.
     *
     * @param code EKS's code of the issue
     * @param message the text that goes with it
     */
    public AddonFaults failNext(String code, String message) {
        eks.failNext(FakeEks.Lifecycle.ADDON_CREATE, code, message);
        return this;
    }

    /** Ends {@link #degrade}. */
    public AddonFaults heal(String cluster, String addon) {
        eks.addonTrouble(cluster, addon, null);
        return this;
    }
}
