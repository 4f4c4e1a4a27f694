package dev.eksdsl.resource.nodegroup;

/** How the instances of a node group are bought. */
public enum CapacityType {
    ON_DEMAND,
    /** Cheaper, and taken back by AWS at two minutes' notice. */
    SPOT
}
