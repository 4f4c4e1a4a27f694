package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.elb.InstanceTargets;
import dev.eksdsl.testing.server.Caller;

/** No target groups. */
final class NoTargets implements InstanceTargets {

    @Override
    public boolean takesInstances(Caller owner, String targetGroupArn) {
        return false;
    }

    @Override
    public void register(Caller owner, String targetGroupArn, String instanceId) {
        throw new IllegalStateException("no target group " + targetGroupArn);
    }

    @Override
    public void deregister(Caller owner, String targetGroupArn, String instanceId) {
        throw new IllegalStateException("no target group " + targetGroupArn);
    }
}
