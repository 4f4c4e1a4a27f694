package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolStatus;

/** Warm pools: their settings. No instance waits in them. */
final class WarmPools {

    private final Fleet fleet;

    WarmPools(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(PutWarmPoolRequest.class, this::put);
        operations.on(DescribeWarmPoolRequest.class, this::describe);
        operations.on(DeleteWarmPoolRequest.class, this::delete);
    }

    private PutWarmPoolResponse put(PutWarmPoolRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        if (group.described().mixedInstancesPolicy() != null) {
            throw Refusals.validation(
                    "You can't add a warm pool to an Auto Scaling group that has a mixed instances policy"
                            + " or a launch template or launch configuration that requests Spot Instances.");
        }
        WarmPoolConfiguration before = group.described().warmPoolConfiguration();
        WarmPoolConfiguration.Builder pool = before == null
                ? WarmPoolConfiguration.builder().minSize(0).poolState(WarmPoolState.STOPPED)
                : before.toBuilder();
        SameFields.copy(request, pool, Set.of());
        group.change(change -> change.warmPoolConfiguration(pool.build()).warmPoolSize(0));
        return PutWarmPoolResponse.builder().build();
    }

    private DescribeWarmPoolResponse describe(DescribeWarmPoolRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        return DescribeWarmPoolResponse.builder()
                .warmPoolConfiguration(group.described().warmPoolConfiguration())
                .instances(List.of())
                .build();
    }

    private DeleteWarmPoolResponse delete(DeleteWarmPoolRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        WarmPoolConfiguration pool = group.described().warmPoolConfiguration();
        if (pool == null) {
            throw Refusals.validation("No warm pool found for Auto Scaling group " + group.name());
        }
        group.change(
                change -> change.warmPoolConfiguration(pool.copy(copy -> copy.status(WarmPoolStatus.PENDING_DELETE))));
        fleet.world.lifecycle(
                fleet.duration(Durations.Of.AUTO_SCALING_REACTION),
                () -> group.change(change -> change.warmPoolConfiguration((WarmPoolConfiguration) null)
                        .warmPoolSize(null)));
        return DeleteWarmPoolResponse.builder().build();
    }
}
