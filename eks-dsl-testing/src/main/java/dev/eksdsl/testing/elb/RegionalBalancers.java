package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/** What one account has of Elastic Load Balancing in one region, by ARN. */
final class RegionalBalancers {

    final Caller owner;
    final Map<String, FakeLoadBalancer> loadBalancers = new LinkedHashMap<>();
    final Map<String, FakeListener> listeners = new LinkedHashMap<>();
    final Map<String, FakeRule> rules = new LinkedHashMap<>();
    final Map<String, FakeTargetGroup> targetGroups = new LinkedHashMap<>();

    private final World world;

    RegionalBalancers(Caller owner, World world) {
        this.owner = owner;
        this.world = world;
    }

    boolean isLenient() {
        return world.isLenient();
    }

    String arn(String resource) {
        return owner.arn("elasticloadbalancing", resource);
    }

    Optional<FakeLoadBalancer> named(String name, boolean classic) {
        return loadBalancers.values().stream()
                .filter(balancer -> balancer.name.equals(name) && balancer.isClassic() == classic)
                .findFirst();
    }

    /** Those that ELBv2 shows. */
    List<FakeLoadBalancer> shown() {
        return loadBalancers.values().stream()
                .filter(balancer -> !balancer.isClassic())
                .toList();
    }

    /** The one that a request of ELBv2 names. */
    FakeLoadBalancer loadBalancer(@Nullable String arn) {
        FakeLoadBalancer balancer = arn == null ? null : loadBalancers.get(arn);
        if (balancer == null || balancer.isClassic()) {
            throw ElbFaults.noLoadBalancer();
        }
        return balancer;
    }

    FakeListener listener(@Nullable String arn) {
        FakeListener listener = arn == null ? null : listeners.get(arn);
        if (listener == null) {
            throw ElbFaults.noListener();
        }
        return listener;
    }

    FakeRule rule(@Nullable String arn) {
        FakeRule rule = arn == null ? null : rules.get(arn);
        if (rule == null) {
            throw ElbFaults.noRule();
        }
        return rule;
    }

    FakeTargetGroup targetGroup(@Nullable String arn) {
        FakeTargetGroup group = arn == null ? null : targetGroups.get(arn);
        if (group == null) {
            throw ElbFaults.noTargetGroup();
        }
        return group;
    }

    List<FakeListener> listenersOf(FakeLoadBalancer balancer) {
        return listeners.values().stream()
                .filter(listener -> listener.balancer == balancer)
                .toList();
    }

    List<FakeRule> rulesOf(FakeListener listener) {
        return rules.values().stream().filter(rule -> rule.listener == listener).toList();
    }

    /** Whether a listener or a rule sends to the group. */
    boolean isUsed(FakeTargetGroup group) {
        return listeners.values().stream().anyMatch(listener -> sendsTo(listener.actions, group))
                || rules.values().stream().anyMatch(rule -> sendsTo(rule.actions, group));
    }

    /** The load balancers whose listeners or rules send to the group. */
    List<FakeLoadBalancer> usersOf(FakeTargetGroup group) {
        return Stream.concat(
                        listeners.values().stream()
                                .filter(listener -> sendsTo(listener.actions, group))
                                .map(listener -> listener.balancer),
                        rules.values().stream()
                                .filter(rule -> sendsTo(rule.actions, group))
                                .map(rule -> rule.listener.balancer))
                .distinct()
                .toList();
    }

    private static boolean sendsTo(List<Action> actions, FakeTargetGroup group) {
        return actions.stream().flatMap(ActionRules::targetGroups).anyMatch(group.arn::equals);
    }

    /** Notes since when target groups are in use; to be called when listeners or rules have changed. */
    void noteUse() {
        for (FakeTargetGroup group : targetGroups.values()) {
            if (!isUsed(group)) {
                group.usedSince = null;
            } else if (group.usedSince == null) {
                group.usedSince = world.now();
            }
        }
    }

    void drop(FakeListener listener) {
        rulesOf(listener).forEach(rule -> rules.remove(rule.arn));
        listeners.remove(listener.arn);
        noteUse();
    }

    /** All resources, also those that the API hides. */
    Stream<ElbResource> all() {
        return Stream.of(loadBalancers, listeners, rules, targetGroups).flatMap(shelf -> shelf.values().stream());
    }

    Optional<ElbResource> find(String arn) {
        return all().filter(resource -> resource.arn.equals(arn)).findFirst();
    }
}
