package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Quotas;

/** Quotas of EKS, by Service Quotas' codes. */
enum EksQuota {
    CLUSTERS("L-1194D53C"),
    REGISTERED_CLUSTERS("L-FDFA5F81"),
    SUBSCRIPTIONS("L-EA277FDC"),
    NODEGROUPS_PER_CLUSTER("L-6D54EA21"),
    NODES_PER_NODEGROUP("L-BD136A63"),
    SECURITY_GROUPS_PER_CLUSTER("L-11427A54"),
    PUBLIC_CIDRS_PER_CLUSTER("L-93A74D60"),
    FARGATE_PROFILES_PER_CLUSTER("L-33415657"),
    SELECTORS_PER_FARGATE_PROFILE("L-D78D8AF8"),
    LABELS_PER_SELECTOR("L-23414FF3");

    private final String code;

    EksQuota(String code) {
        this.code = code;
    }

    /** How many the caller may have. */
    int limit(Quotas quotas, Caller caller) {
        return quotas.limit(caller, "eks", code);
    }
}
