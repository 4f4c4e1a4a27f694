package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Caller;

/** Is told of every call that reaches a service, allowed or not. */
@FunctionalInterface
public interface CallObserver {

    /** @param service the service's signing name */
    void called(Caller caller, String service);
}
