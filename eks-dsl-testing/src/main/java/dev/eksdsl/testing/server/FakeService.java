package dev.eksdsl.testing.server;

/** One AWS service of the fake: its state, its rules and a handler for each operation that it knows. */
public interface FakeService {

    /** The name that a signature's scope gives the service: {@code eks}, {@code ec2}, {@code iam}, {@code sts} … */
    String signingName();

    /** Registers the handlers. Called once. */
    void register(Operations operations);

    /** Forgets all state. */
    void reset();

    /** Takes typed handlers, keyed by the SDK's request class. */
    interface Operations {
        <Q, R> void on(Class<Q> request, Handler<Q, R> handler);
    }
}
