package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.AwsFault;

/** Elastic Load Balancing's refusals. */
final class ElbFaults {

    private ElbFaults() {}

    static AwsFault refuse(String code, String message) {
        return new AwsFault(400, code, message);
    }

    static AwsFault invalid(String message) {
        return refuse("ValidationError", message);
    }

    static AwsFault configuration(String message) {
        return refuse("InvalidConfigurationRequest", message);
    }

    static AwsFault noLoadBalancer() {
        return refuse("LoadBalancerNotFound", "One or more load balancers not found");
    }

    static AwsFault noListener() {
        return refuse("ListenerNotFound", "One or more listeners not found");
    }

    static AwsFault noRule() {
        return refuse("RuleNotFound", "One or more rules not found");
    }

    static AwsFault noTargetGroup() {
        return refuse("TargetGroupNotFound", "One or more target groups not found");
    }
}
