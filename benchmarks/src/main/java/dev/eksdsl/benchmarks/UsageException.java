package dev.eksdsl.benchmarks;

/** The command line says something that nobody understands. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
