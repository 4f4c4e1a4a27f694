package dev.eksdsl.resource.launchtemplate;

/**
 * A launch template as found.
 *
 * @param id such as {@code lt-0a1b2c}
 * @param name its name
 */
public record LaunchTemplateState(String id, String name) {}
