package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;

/**
 * What Auto Scaling asks of Elastic Load Balancing: instances of its groups as targets. Implemented by {@link FakeElb}. To
 * be called with the world's lock held.
 */
public interface InstanceTargets {

    /** Whether there is a target group of this ARN that takes instances. */
    boolean takesInstances(Caller owner, String targetGroupArn);

    /** Registers an instance at the group's port; nothing happens if it is registered, or the target group is gone. */
    void register(Caller owner, String targetGroupArn, String instanceId);

    /** Lets an instance drain; nothing happens if it is not registered, or the target group is gone. */
    void deregister(Caller owner, String targetGroupArn, String instanceId);
}
