package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/**
 * Lets instances wait for lifecycle hooks when they come and go, until the action is completed or its heartbeat times out;
 * after 48 hours, or 100 times the timeout if that is less, no heartbeat helps (Auto Scaling API reference).
 */
final class LifecycleActions {

    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

    /** What waits for a member's hooks, and how often their time has been set anew. */
    private record Waiting(Group group, Member member, Consumer<Boolean> then) {}

    private final Fleet fleet;
    private final Map<Member, Waiting> waiting = new HashMap<>();
    /** The beat that counts, by token: an older one that runs out means nothing. */
    private final Map<String, Integer> beats = new HashMap<>();

    LifecycleActions(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(CompleteLifecycleActionRequest.class, this::complete);
        operations.on(RecordLifecycleActionHeartbeatRequest.class, this::heartbeat);
    }

    /**
     * Goes on at once if the group has no hook of the transition, else when all of them are completed.
     *
     * @param onWait runs if the member has to wait
     * @param then told whether to proceed: not if an action was abandoned
     */
    void before(Group group, Member member, String transition, Runnable onWait, Consumer<Boolean> then) {
        List<LifecycleHook> hooks = group.hooks.values().stream()
                .filter(hook -> hook.lifecycleTransition().equals(transition))
                .toList();
        // in a lenient world nothing waits
        if (hooks.isEmpty() || fleet.world.isLenient()) {
            then.accept(true);
            return;
        }
        member.state(transition.equals(LAUNCHING) ? LifecycleState.PENDING_WAIT : LifecycleState.TERMINATING_WAIT);
        onWait.run();
        waiting.put(member, new Waiting(group, member, then));
        for (LifecycleHook hook : hooks) {
            String token = fleet.newId();
            member.waitedFor.put(hook.lifecycleHookName(), token);
            beat(member, hook, token);
        }
        boolean launching = transition.equals(LAUNCHING);
        fleet.listeners.forEach(listener -> listener.waits(group.owner, group.name(), member.id(), launching));
    }

    /** Completes the action of the member, if it waits for the hook. */
    void proceed(Member member, String hook) {
        if (member.waitedFor.containsKey(hook)) {
            end(member, hook, "CONTINUE");
        }
    }

    private void beat(Member member, LifecycleHook hook, String token) {
        int beat = beats.merge(token, 1, Integer::sum);
        fleet.world.after(Duration.ofSeconds(hook.heartbeatTimeout()), () -> {
            if (beats.getOrDefault(token, 0) == beat && member.waitedFor.containsValue(token)) {
                end(member, hook.lifecycleHookName(), hook.defaultResult());
            }
        });
    }

    private void end(Member member, String hook, String result) {
        beats.remove(member.waitedFor.remove(hook));
        Waiting waits = waiting.get(member);
        if (waits == null || waits.group().gone) {
            waiting.remove(member);
            return;
        }
        boolean abandon = result.equals("ABANDON");
        if (abandon || member.waitedFor.isEmpty()) {
            member.waitedFor.clear();
            waiting.remove(member);
            waits.then().accept(!abandon);
        }
    }

    private CompleteLifecycleActionResponse complete(CompleteLifecycleActionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        LifecycleHook hook = hook(group, request.lifecycleHookName());
        Member member = find(group, hook.lifecycleHookName(), request.lifecycleActionToken(), request.instanceId());
        String result = request.lifecycleActionResult();
        if (!List.of("CONTINUE", "ABANDON").contains(result)) {
            throw Refusals.validation(
                    "Lifecycle Action Result " + result + " is not valid. Valid values are CONTINUE and" + " ABANDON.");
        }
        end(member, hook.lifecycleHookName(), result);
        return CompleteLifecycleActionResponse.builder().build();
    }

    private RecordLifecycleActionHeartbeatResponse heartbeat(
            RecordLifecycleActionHeartbeatRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        LifecycleHook hook = hook(group, request.lifecycleHookName());
        Member member = find(group, hook.lifecycleHookName(), request.lifecycleActionToken(), request.instanceId());
        String token = Objects.requireNonNull(member.waitedFor.get(hook.lifecycleHookName()), "found by this hook");
        long beatsAllowed = Math.min(100, Duration.ofHours(48).toSeconds() / hook.heartbeatTimeout());
        if (beats.getOrDefault(token, 0) < beatsAllowed) {
            beat(member, hook, token);
        }
        return RecordLifecycleActionHeartbeatResponse.builder().build();
    }

    private static LifecycleHook hook(Group group, String name) {
        LifecycleHook hook = group.hooks.get(name);
        if (hook == null) {
            throw Refusals.validation(
                    "No Lifecycle Hook found with name " + name + " for Auto Scaling group " + group.name());
        }
        return hook;
    }

    private static Member find(Group group, String hook, @Nullable String token, @Nullable String instanceId) {
        return group.members.values().stream()
                .filter(member -> member.waitedFor.containsKey(hook))
                .filter(member ->
                        token == null ? member.id().equals(instanceId) : token.equals(member.waitedFor.get(hook)))
                .findFirst()
                .orElseThrow(() -> Refusals.validation(
                        token == null
                                ? "No active Lifecycle Action found with instance ID " + instanceId
                                : "No active Lifecycle Action found with token " + token));
    }
}
