package dev.eksdsl.testing.server;

import java.util.Optional;

/** Judges requests by the models of the services alone, whatever became of them. */
public final class Requests {

    private static final Validation MODELS = new Validation();

    private Requests() {}

    /** What a request breaks of its service's model: operation and the service's words; empty if nothing. */
    public static Optional<String> violation(Call call) {
        try {
            MODELS.check(call.service(), call.request());
            return Optional.empty();
        } catch (AwsFault refused) {
            return Optional.of(call.operation() + ": " + refused.getMessage());
        }
    }
}
