package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The load balancers and target groups of one account in one region, by ARN. */
final class RegionalBalancers {

    final Caller owner;
    final Map<String, FakeLoadBalancer> loadBalancers = new LinkedHashMap<>();
    final Map<String, FakeTargetGroup> targetGroups = new LinkedHashMap<>();

    RegionalBalancers(Caller owner) {
        this.owner = owner;
    }

    static AwsFault refuse(String code, String message) {
        return new AwsFault(400, code, message);
    }

    static AwsFault noLoadBalancer() {
        return refuse("LoadBalancerNotFound", "One or more load balancers not found");
    }

    static AwsFault noTargetGroup() {
        return refuse("TargetGroupNotFound", "One or more target groups not found");
    }

    Optional<FakeLoadBalancer> named(String name) {
        return loadBalancers.values().stream()
                .filter(balancer -> balancer.wanted.name().equals(name))
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
            throw noLoadBalancer();
        }
        return balancer;
    }

    FakeTargetGroup targetGroup(@Nullable String arn) {
        FakeTargetGroup group = arn == null ? null : targetGroups.get(arn);
        if (group == null) {
            throw noTargetGroup();
        }
        return group;
    }
}
