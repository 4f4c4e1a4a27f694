package dev.eksdsl.testing.server;

import org.jspecify.annotations.Nullable;

/**
 * A member of a request that is not as the service demands.
 *
 * @param path where it is, such as {@code scalingConfig.maxSize} or {@code tags.2.member.key}
 * @param parameter its name on the wire
 * @param value its value; null if it is missing
 * @param demand what it fails to satisfy, in AWS's words
 */
record Violation(String path, String parameter, @Nullable Object value, String demand) {

    static Violation missing(String path, String parameter) {
        return new Violation(path, parameter, null, "Member must not be null");
    }

    /** As AWS writes it into the message of a refusal. */
    @Override
    public String toString() {
        String shown = value == null ? "null" : "'" + value + "'";
        return "Value %s at '%s' failed to satisfy constraint: %s".formatted(shown, path, demand);
    }
}
