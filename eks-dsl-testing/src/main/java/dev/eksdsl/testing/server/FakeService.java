package dev.eksdsl.testing.server;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One AWS service of the fake: its state, its rules and a handler for each operation that it knows. */
public interface FakeService {

    /** The name that a signature's scope gives the service: {@code eks}, {@code ec2}, {@code iam}, {@code sts} … */
    String signingName();

    /** Registers the handlers. Called once. */
    void register(Operations operations);

    /** Forgets all state. */
    void reset();

    /** All that exists, in all accounts and regions. Empty for a service that keeps nothing. */
    default List<InventoryItem> inventory() {
        return List.of();
    }

    /** What the caller's account has in the caller's region that can carry tags. */
    default List<TaggedResource> tagged(Caller caller) {
        return List.of();
    }

    /** Hears that a call, of any service, is about to change something. Default: of no interest. */
    default void beforeChange(Caller caller) {}

    /**
     * Sets and removes tags of one resource, by the service's own rules.
     *
     * @return whether the resource is one of this service
     * @throws AwsFault if the service refuses
     */
    default boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        return false;
    }

    /** Takes typed handlers, keyed by the SDK's request class. */
    interface Operations {
        <Q, R> void on(Class<Q> request, Handler<Q, R> handler);
    }
}
