package dev.eksdsl.testing.elb;

import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;

/** The quotas of an account in a region as they are by default (Elastic Load Balancing user guides, "Quotas"). */
final class ElbQuotas {

    static final int LOAD_BALANCERS_OF_A_TYPE = 50;
    static final int TARGET_GROUPS = 3000;
    static final int LISTENERS = 50;
    static final int RULES = 100;
    static final int CERTIFICATES = 25;
    static final int TARGETS_OF_A_GROUP = 1000;
    static final int TARGET_GROUPS_OF_AN_ACTION = 5;
    static final int GATEWAY_LOAD_BALANCERS_OF_A_VPC = 10;

    private ElbQuotas() {}

    /** As DescribeAccountLimits names them. */
    static List<Limit> limits() {
        return List.of(
                limit("application-load-balancers", LOAD_BALANCERS_OF_A_TYPE),
                limit("condition-values-per-alb-rule", 5),
                limit("condition-wildcards-per-alb-rule", 6),
                limit("gateway-load-balancers", 100),
                limit("gateway-load-balancers-per-vpc", GATEWAY_LOAD_BALANCERS_OF_A_VPC),
                limit("geneve-target-groups", 100),
                limit("listeners-per-application-load-balancer", LISTENERS),
                limit("listeners-per-network-load-balancer", LISTENERS),
                limit("network-load-balancers", LOAD_BALANCERS_OF_A_TYPE),
                limit("rules-per-application-load-balancer", RULES),
                limit("target-groups", TARGET_GROUPS),
                limit("target-groups-per-action-on-application-load-balancer", TARGET_GROUPS_OF_AN_ACTION),
                limit("target-groups-per-action-on-network-load-balancer", 1),
                limit("target-groups-per-application-load-balancer", 100),
                limit("targets-per-application-load-balancer", TARGETS_OF_A_GROUP),
                limit("targets-per-availability-zone-per-gateway-load-balancer", 300),
                limit("targets-per-availability-zone-per-network-load-balancer", 500),
                limit("targets-per-network-load-balancer", 3000),
                limit("targets-per-target-group", TARGETS_OF_A_GROUP));
    }

    private static Limit limit(String name, int most) {
        return Limit.builder().name(name).max(String.valueOf(most)).build();
    }
}
