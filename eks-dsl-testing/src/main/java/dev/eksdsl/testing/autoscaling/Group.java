package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** One group: how it is described, its instances, and what hangs on it. */
final class Group {

    final Caller owner;
    final Map<String, Member> members = new LinkedHashMap<>();
    final Activities activities;
    final Map<String, LifecycleHook> hooks = new TreeMap<>();
    final Map<String, ScalingPolicy> policies = new TreeMap<>();
    final Map<String, ScheduledUpdateGroupAction> schedule = new TreeMap<>();
    final Map<String, NotificationConfiguration> notifications = new TreeMap<>();
    /** The instances that the group has registered as targets, by target group. */
    final Map<String, Set<String>> registered = new TreeMap<>();

    final List<InstanceRefresh> refreshes = new ArrayList<>();

    /** Why the next instances start or go, as its activities tell; null for a plain difference in capacity. */
    @Nullable
    String cause;
    /** Why EC2 refused the latest launch; null once one has succeeded. */
    @Nullable
    AwsFault refusal;
    /** Whether a launch that was refused will be tried again. */
    boolean retrying;
    /** Whether the group has been deleted, or forgotten with all state: nothing may happen to it any more. */
    boolean gone;

    private AutoScalingGroup described;

    Group(Caller owner, AutoScalingGroup described) {
        this.owner = owner;
        this.described = described;
        this.activities = new Activities(described.autoScalingGroupName(), described.autoScalingGroupARN());
    }

    AutoScalingGroup described() {
        return described;
    }

    void change(Consumer<AutoScalingGroup.Builder> change) {
        described = described.copy(change);
    }

    String name() {
        return described.autoScalingGroupName();
    }

    int desired() {
        return described.desiredCapacity();
    }

    /** Sets the desired capacity, and says why for the activities that follow. */
    void desire(int capacity, String why) {
        if (capacity != desired()) {
            cause = why + " changing the desired capacity from " + desired() + " to " + capacity + ".";
            change(change -> change.desiredCapacity(capacity));
        }
    }

    /** Sets where instances come from: one of the three. */
    void source(
            @Nullable String configuration,
            @Nullable LaunchTemplateSpecification template,
            @Nullable MixedInstancesPolicy mixed) {
        change(change -> change.launchConfigurationName(configuration)
                .launchTemplate(template)
                .mixedInstancesPolicy(mixed));
    }

    /** What counts towards the desired capacity at present. */
    int capacity() {
        return members.values().stream()
                .filter(Member::counts)
                .mapToInt(Member::weight)
                .sum();
    }

    List<String> subnets() {
        String subnets = described.vpcZoneIdentifier();
        return subnets == null || subnets.isBlank()
                ? List.of()
                : Arrays.stream(subnets.split(",")).map(String::trim).toList();
    }

    boolean suspended(String process) {
        return described.suspendedProcesses().stream()
                .anyMatch(suspended -> suspended.processName().equals(process));
    }

    Map<String, String> tags() {
        return described.tags().stream().collect(Collectors.toMap(TagDescription::key, tag -> value(tag)));
    }

    static String value(TagDescription tag) {
        return tag.value() == null ? "" : tag.value();
    }

    /** The member of this id; refuses if it is none. */
    Member member(String instanceId) {
        Member member = members.get(instanceId);
        if (member == null) {
            throw Refusals.validation(
                    "The instance " + instanceId + " is not part of Auto Scaling group " + name() + ".");
        }
        return member;
    }

    /** As DescribeAutoScalingGroups shows it. */
    AutoScalingGroup view() {
        List<Instance> instances =
                members.values().stream().map(Member::described).toList();
        return described.copy(copy -> copy.instances(instances));
    }
}
