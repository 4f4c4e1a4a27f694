package dev.eksdsl.plan;

/** What a plan is for. */
public enum Goal {
    /** That AWS is as declared. */
    APPLY,
    /** That nothing of the cluster's declaration is left. */
    DESTROY
}
