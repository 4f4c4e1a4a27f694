package dev.eksdsl.testing.server;

/**
 * What one operation does: a typed request in, a typed response out.
 *
 * @param <Q> the SDK's request class
 * @param <R> the SDK's response class
 */
@FunctionalInterface
public interface Handler<Q, R> {

    /** @throws AwsFault to refuse, as AWS would */
    R handle(Q request, Caller caller);
}
