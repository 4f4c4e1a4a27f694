package dev.eksdsl.resource.nodegroup;

/** What a taint does to pods that do not tolerate it; in the spelling of the EKS API. */
public enum TaintEffect {
    /** They are not placed on the node. */
    NO_SCHEDULE,
    /** They are placed elsewhere if there is room. */
    PREFER_NO_SCHEDULE,
    /** They are not placed on the node, and those that run there are evicted. */
    NO_EXECUTE
}
