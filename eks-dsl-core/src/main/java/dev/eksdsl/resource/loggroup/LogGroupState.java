package dev.eksdsl.resource.loggroup;

/**
 * A log group as found.
 *
 * @param name such as {@code /aws/eks/production/cluster}
 */
public record LogGroupState(String name) {}
