package dev.eksdsl.testing.elb;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A target group with its targets. */
final class FakeTargetGroup extends ElbResource {

    /** What tells targets of one group apart. */
    record TargetKey(String id, @Nullable Integer port) {}

    /** A registered target, or one that drains. */
    static final class Registered {
        final TargetDescription description;
        final Instant since;
        boolean draining;
        /** Whether a controller that runs in a cluster has told that something answers there. */
        final boolean vouched;

        Registered(TargetDescription description, Instant since, boolean vouched) {
            this.description = description;
            this.since = since;
            this.vouched = vouched;
        }
    }

    /** All that the API shows of the group, but for the load balancers that use it. */
    TargetGroup settings;

    final Map<String, String> attributes = new TreeMap<>();
    final Map<TargetKey, Registered> targets = new LinkedHashMap<>();
    /** When a load balancer began to use it; null while none does. */
    @Nullable
    Instant usedSince;

    FakeTargetGroup(TargetGroup settings, Map<String, String> tags) {
        super(settings.targetGroupArn(), tags);
        this.settings = settings;
    }

    String name() {
        return settings.targetGroupName();
    }

    boolean takes(TargetTypeEnum type) {
        return settings.targetType() == type;
    }

    TargetKey keyOf(TargetDescription target) {
        return new TargetKey(target.id(), target.port() == null ? settings.port() : target.port());
    }

    TargetGroup view(List<FakeLoadBalancer> users) {
        return settings.toBuilder()
                .loadBalancerArns(users.stream().map(user -> user.arn).toList())
                .build();
    }
}
