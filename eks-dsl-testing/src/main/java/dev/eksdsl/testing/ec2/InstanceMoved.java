package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;

/** Hears of the states that instances come to. Called with the world's lock held. */
@FunctionalInterface
public interface InstanceMoved {

    /**
     * @param owner the instance's account and region
     * @param state as EC2 names it, such as {@code running}
     */
    void moved(Caller owner, String instanceId, String state);
}
