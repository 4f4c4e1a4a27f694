package dev.eksdsl.resource.addon;

/** What EKS does when an add-on's settings differ from what is in the cluster already. */
public enum ConflictPolicy {
    /** The installation fails. */
    NONE,
    /** EKS's settings win. */
    OVERWRITE,
    /** What is in the cluster stays, where an update would change it. */
    PRESERVE
}
