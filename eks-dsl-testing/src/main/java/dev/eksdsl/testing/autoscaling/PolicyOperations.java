package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;

/** Scaling policies. They are kept and shown; they act when they are executed, since nothing here measures a load. */
final class PolicyOperations {

    static final List<String> ADJUSTMENTS = List.of("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity");

    private static final List<String> KINDS =
            List.of("SimpleScaling", "StepScaling", "TargetTrackingScaling", "PredictiveScaling");
    private static final int MOST = 50;

    private final Fleet fleet;
    private final Scaling scaling;

    PolicyOperations(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
    }

    void register(Operations operations) {
        operations.on(PutScalingPolicyRequest.class, this::put);
        operations.on(DescribePoliciesRequest.class, this::describe);
        operations.on(DeletePolicyRequest.class, this::delete);
        operations.on(ExecutePolicyRequest.class, this::execute);
    }

    private PutScalingPolicyResponse put(PutScalingPolicyRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        String kind = request.policyType() == null ? "SimpleScaling" : request.policyType();
        check(request, kind);
        ScalingPolicy before = group.policies.get(request.policyName());
        if (before == null && group.policies.size() >= MOST) {
            throw Refusals.limitExceeded("The number of policies of group " + group.name() + " exceeds " + MOST);
        }
        ScalingPolicy.Builder policy = ScalingPolicy.builder()
                .policyType(kind)
                .policyARN(
                        before == null
                                ? fleet.arn(
                                        caller,
                                        "scalingPolicy",
                                        "autoScalingGroupName/" + group.name() + ":policyName/" + request.policyName())
                                : before.policyARN())
                .enabled(true)
                .alarms(List.of())
                .stepAdjustments(List.of());
        SameFields.copy(request, policy, Set.of("PolicyType"));
        group.policies.put(request.policyName(), policy.build());
        return PutScalingPolicyResponse.builder()
                .policyARN(group.policies.get(request.policyName()).policyARN())
                .alarms(List.of())
                .build();
    }

    private static void check(PutScalingPolicyRequest request, String kind) {
        if (!KINDS.contains(kind)) {
            throw Refusals.validation("Policy type " + kind + " is not valid. Valid policy types are: " + KINDS);
        }
        boolean byAdjustment = kind.equals("SimpleScaling") || kind.equals("StepScaling");
        if (byAdjustment && !ADJUSTMENTS.contains(String.valueOf(request.adjustmentType()))) {
            throw Refusals.validation("AdjustmentType must be one of " + ADJUSTMENTS + " for a policy of type " + kind);
        }
        if (kind.equals("SimpleScaling") && request.scalingAdjustment() == null) {
            throw Refusals.validation("ScalingAdjustment must be specified for policy type SimpleScaling");
        }
        if (kind.equals("StepScaling") && request.stepAdjustments().isEmpty()) {
            throw Refusals.validation("At least one StepAdjustment must be specified for policy type StepScaling");
        }
        if (kind.equals("TargetTrackingScaling") && request.targetTrackingConfiguration() == null) {
            throw Refusals.validation(
                    "TargetTrackingConfiguration must be specified for policy type TargetTrackingScaling");
        }
        if (kind.equals("PredictiveScaling") && request.predictiveScalingConfiguration() == null) {
            throw Refusals.validation(
                    "PredictiveScalingConfiguration must be specified for policy type PredictiveScaling");
        }
    }

    private DescribePoliciesResponse describe(DescribePoliciesRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        List<ScalingPolicy> all = place.groups.values().stream()
                .filter(group -> request.autoScalingGroupName() == null
                        || request.autoScalingGroupName().equals(group.name()))
                .flatMap(group -> group.policies.values().stream())
                .filter(policy -> request.policyNames().isEmpty()
                        || request.policyNames().contains(policy.policyName())
                        || request.policyNames().contains(policy.policyARN()))
                .filter(policy ->
                        request.policyTypes().isEmpty() || request.policyTypes().contains(policy.policyType()))
                .toList();
        Page<ScalingPolicy> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribePoliciesResponse.builder()
                .scalingPolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeletePolicyResponse delete(DeletePolicyRequest request, Caller caller) {
        Group group = find(caller, request.autoScalingGroupName(), request.policyName());
        group.policies.remove(policy(group, request.policyName()).policyName());
        return DeletePolicyResponse.builder().build();
    }

    private ExecutePolicyResponse execute(ExecutePolicyRequest request, Caller caller) {
        Group group = find(caller, request.autoScalingGroupName(), request.policyName());
        ScalingPolicy policy = policy(group, request.policyName());
        int wanted = capacity(group, policy, adjustment(policy, request));
        group.desire(wanted, scaling.at() + " a user request executed policy " + policy.policyName());
        scaling.reconcileSoon(group);
        return ExecutePolicyResponse.builder().build();
    }

    private Group find(Caller caller, @Nullable String name, String policy) {
        if (name != null) {
            return fleet.in(caller).group(name);
        }
        return fleet.in(caller).groups.values().stream()
                .filter(group -> group.policies.values().stream()
                        .anyMatch(known -> known.policyARN().equals(policy)
                                || fleet.world.isLenient() && known.policyName().equals(policy)))
                .findFirst()
                .orElseThrow(() -> Refusals.validation("Group name cannot be null when the policy is not an ARN."));
    }

    private static ScalingPolicy policy(Group group, String nameOrArn) {
        return group.policies.values().stream()
                .filter(policy -> policy.policyName().equals(nameOrArn)
                        || policy.policyARN().equals(nameOrArn))
                .findFirst()
                .orElseThrow(
                        () -> Refusals.validation("Cannot find policy " + nameOrArn + " of group " + group.name()));
    }

    private static int adjustment(ScalingPolicy policy, ExecutePolicyRequest request) {
        if (policy.policyType().equals("SimpleScaling")) {
            return policy.scalingAdjustment();
        }
        if (!policy.policyType().equals("StepScaling")) {
            throw Refusals.validation("Policies of type " + policy.policyType() + " cannot be executed.");
        }
        if (request.metricValue() == null || request.breachThreshold() == null) {
            throw Refusals.validation(
                    "MetricValue and BreachThreshold must be specified when executing a policy of type StepScaling.");
        }
        double beyond = request.metricValue() - request.breachThreshold();
        return policy.stepAdjustments().stream()
                .filter(step -> isIn(step, beyond))
                .findFirst()
                .map(StepAdjustment::scalingAdjustment)
                .orElseThrow(() -> Refusals.validation("No step adjustment found for metric value "
                        + request.metricValue() + " and breach threshold " + request.breachThreshold()));
    }

    private static boolean isIn(StepAdjustment step, double value) {
        return (step.metricIntervalLowerBound() == null || value >= step.metricIntervalLowerBound())
                && (step.metricIntervalUpperBound() == null || value < step.metricIntervalUpperBound());
    }

    /** The desired capacity after the adjustment, within the group's bounds. */
    private static int capacity(Group group, ScalingPolicy policy, int adjustment) {
        int now = group.desired();
        int wanted = switch (policy.adjustmentType()) {
            case "ExactCapacity" -> adjustment;
            case "PercentChangeInCapacity" -> now + share(now, policy, adjustment);
            default -> now + adjustment;
        };
        return Math.max(group.described().minSize(), Math.min(group.described().maxSize(), wanted));
    }

    /** Rounded towards zero, but to one if less; at least the least magnitude (Auto Scaling user guide). */
    private static int share(int now, ScalingPolicy policy, int percent) {
        int least = policy.minAdjustmentMagnitude() == null ? 1 : policy.minAdjustmentMagnitude();
        return Integer.signum(percent) * Math.max(least, Math.abs(now * percent) / 100);
    }
}
