package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;

/** Lifecycle hooks of groups. */
final class HookOperations {

    private static final int MOST = 50;

    private final Fleet fleet;

    HookOperations(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(PutLifecycleHookRequest.class, this::put);
        operations.on(DeleteLifecycleHookRequest.class, this::delete);
        operations.on(DescribeLifecycleHooksRequest.class, this::describe);
    }

    /** A hook with AWS's defaults: an hour's heartbeat, and ABANDON. */
    static LifecycleHook hook(Group group, SdkPojo asked) {
        LifecycleHook.Builder hook =
                LifecycleHook.builder().heartbeatTimeout(3600).defaultResult("ABANDON");
        SameFields.copy(asked, hook, Set.of());
        LifecycleHook made = hook.autoScalingGroupName(group.name()).build();
        return made.copy(copy -> copy.globalTimeout(Math.min(172_800, made.heartbeatTimeout() * 100)));
    }

    private PutLifecycleHookResponse put(PutLifecycleHookRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        LifecycleHook before = group.hooks.get(request.lifecycleHookName());
        if (before == null && request.lifecycleTransition() == null) {
            throw Refusals.validation("A lifecycle transition is required to create a lifecycle hook.");
        }
        if (before == null && group.hooks.size() >= MOST) {
            throw Refusals.limitExceeded("The number of lifecycle hooks of group " + group.name() + " exceeds " + MOST);
        }
        LifecycleHook hook = hook(group, request);
        if (before != null) {
            LifecycleHook.Builder changed = before.toBuilder();
            SameFields.copy(request, changed, Set.of());
            hook = changed.build();
        }
        if (!List.of(LifecycleActions.LAUNCHING, LifecycleActions.TERMINATING).contains(hook.lifecycleTransition())) {
            throw Refusals.validation("Invalid Lifecycle Transition " + hook.lifecycleTransition() + ".");
        }
        group.hooks.put(hook.lifecycleHookName(), hook);
        return PutLifecycleHookResponse.builder().build();
    }

    private DeleteLifecycleHookResponse delete(DeleteLifecycleHookRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        if (group.hooks.remove(request.lifecycleHookName()) == null) {
            throw Refusals.validation("No Lifecycle Hook found with name " + request.lifecycleHookName()
                    + " for Auto Scaling group " + group.name());
        }
        return DeleteLifecycleHookResponse.builder().build();
    }

    private DescribeLifecycleHooksResponse describe(DescribeLifecycleHooksRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        return DescribeLifecycleHooksResponse.builder()
                .lifecycleHooks(group.hooks.values().stream()
                        .filter(hook -> request.lifecycleHookNames().isEmpty()
                                || request.lifecycleHookNames().contains(hook.lifecycleHookName()))
                        .toList())
                .build();
    }
}
