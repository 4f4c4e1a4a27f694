package dev.eksdsl.resource.instance;

/**
 * An instance as found.
 *
 * @param id such as {@code i-0a1b2c}
 * @param pool the node pool that it was launched for
 */
public record InstanceState(String id, String pool) {}
