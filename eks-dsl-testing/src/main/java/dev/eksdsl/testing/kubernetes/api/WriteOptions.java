package dev.eksdsl.testing.kubernetes.api;

/**
 * How an object is written.
 *
 * @param manager who will be the manager of the fields
 * @param subresource {@code status}, {@code scale}; empty for the object itself
 * @param dryRun everything but the storing
 * @param applied by server-side apply, which has booked the fields already
 */
record WriteOptions(String manager, String subresource, boolean dryRun, boolean applied) {

    /** The subresource through which a pod gets its node. */
    static final String BINDING = "binding";

    /** As controllers write. */
    static final WriteOptions CONTROLLER = new WriteOptions("kube-controller-manager", "", false, false);

    WriteOptions byApply() {
        return new WriteOptions(manager, subresource, dryRun, true);
    }

    WriteOptions on(String subresource) {
        return new WriteOptions(manager, subresource, dryRun, applied);
    }
}
