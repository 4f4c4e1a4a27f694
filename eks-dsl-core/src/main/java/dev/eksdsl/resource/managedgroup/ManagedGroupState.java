package dev.eksdsl.resource.managedgroup;

/**
 * A security group as found.
 *
 * @param id such as {@code sg-0a1b2c}
 * @param vpc the VPC's id
 * @param name its name
 */
public record ManagedGroupState(String id, String vpc, String name) {}
