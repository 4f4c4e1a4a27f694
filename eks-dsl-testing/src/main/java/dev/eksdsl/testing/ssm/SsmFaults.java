package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.AwsFault;

/** Refusals of the parameter store. All of them have the status 400. */
final class SsmFaults {

    private SsmFaults() {}

    static AwsFault refuse(String code, String message) {
        return new AwsFault(400, code, message);
    }

    static AwsFault invalid(String message) {
        return refuse("ValidationException", message);
    }

    static AwsFault notFound(String name) {
        return refuse("ParameterNotFound", "Parameter " + name + " not found.");
    }

    static AwsFault noVersion(String name, String selector) {
        return refuse(
                "ParameterVersionNotFound",
                "Systems Manager could not find version " + selector + " of " + name
                        + ". Verify the version and try again.");
    }
}
