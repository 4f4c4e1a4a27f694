package dev.eksdsl.testing.kubernetes.api;

import org.jspecify.annotations.Nullable;

/** How an object is deleted. */
record DeleteOptions(
        Propagation propagation,
        @Nullable Long gracePeriodSeconds,
        @Nullable String uid,
        @Nullable String resourceVersion,
        boolean dryRun) {

    /** What becomes of the objects that the deleted one owns. */
    enum Propagation {
        /** As the resource has it: background, where nothing else is said. */
        DEFAULT,
        BACKGROUND,
        FOREGROUND,
        ORPHAN
    }

    static final DeleteOptions PLAIN = new DeleteOptions(Propagation.DEFAULT, null, null, null, false);
}
