package dev.eksdsl.kubernetes.deploy;

import org.jspecify.annotations.Nullable;

/** A rollout failed, or did not end in time. Holds what was seen last. */
public final class RolloutFailedException extends WorkloadException {

    private static final long serialVersionUID = 1L;

    private final transient RolloutDiagnosis diagnosis;

    RolloutFailedException(String how, RolloutDiagnosis diagnosis, @Nullable Throwable cause) {
        super("rollout " + how + ": " + diagnosis, cause);
        this.diagnosis = diagnosis;
    }

    /** What was seen last, with the reasons. */
    public RolloutDiagnosis diagnosis() {
        return diagnosis;
    }
}
