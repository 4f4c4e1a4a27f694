package dev.eksdsl.testing.events;

import dev.eksdsl.testing.server.Caller;

/** Where services of the fake tell of what happens. Called with the world's lock held. */
public interface EventSink {

    /** Nobody listens: for a world without EventBridge. */
    EventSink NONE = (owner, event) -> {};

    /**
     * Puts an event on the default bus of the owner's account and region. It has reached its targets when this returns.
     *
     * @param owner whose resource the event is about
     */
    void put(Caller owner, AwsEvent event);
}
