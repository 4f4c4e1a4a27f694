package dev.eksdsl.resource.ec2;

import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Timing;
import java.time.Duration;

/** How long plain calls to EC2 take: a second; but a deletion may have to wait for what still uses the resource. */
public final class DeletionTiming {

    /** Terraform's time-out for subnets and internet gateways, which load balancers' interfaces can hold up. */
    private static final Timing DELETION = Timing.of(Duration.ofSeconds(1), Duration.ofMinutes(20));

    private DeletionTiming() {}

    public static Timing of(Action action) {
        return action == Action.DELETE || action == Action.REPLACE ? DELETION : Timing.IMMEDIATE;
    }
}
