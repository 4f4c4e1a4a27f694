package dev.eksdsl.testing.server;

/**
 * The death of the process under test, as {@link Faults} simulate it: leaves the SDK client's call in place of an answer.
 *
 * <p>An error and no exception, so that neither the SDK nor code under test takes it for a failed call, retries, or
 * cleans up.
 */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message);
    }
}
