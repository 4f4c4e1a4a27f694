package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Instances that Auto Scaling registers as targets. */
final class GroupTargets implements InstanceTargets {

    private final ElbState state;
    private final TargetOperations targets;

    GroupTargets(ElbState state) {
        this.state = state;
        this.targets = new TargetOperations(state);
    }

    @Override
    public boolean takesInstances(Caller owner, String targetGroupArn) {
        return find(owner, targetGroupArn)
                .filter(group -> group.takes(TargetTypeEnum.INSTANCE))
                .isPresent();
    }

    @Override
    public void register(Caller owner, String targetGroupArn, String instanceId) {
        find(owner, targetGroupArn)
                .ifPresent(group -> targets.add(
                        group, TargetDescription.builder().id(instanceId).build(), false));
    }

    @Override
    public void deregister(Caller owner, String targetGroupArn, String instanceId) {
        find(owner, targetGroupArn)
                .ifPresent(group -> List.copyOf(group.targets.keySet()).stream()
                        .filter(key -> key.id().equals(instanceId))
                        .forEach(key -> targets.drain(group, key)));
    }

    private Optional<FakeTargetGroup> find(Caller owner, String arn) {
        return Optional.ofNullable(state.in(owner).targetGroups.get(arn));
    }
}
