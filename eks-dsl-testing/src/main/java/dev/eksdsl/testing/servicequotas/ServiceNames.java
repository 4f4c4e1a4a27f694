package dev.eksdsl.testing.servicequotas;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names that Service Quotas gives services, by service code (answers of ListServices that accounts have published). */
final class ServiceNames {

    private static final SortedMap<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("autoscaling", "Amazon EC2 Auto Scaling"),
            Map.entry("ebs", "Amazon Elastic Block Store (Amazon EBS)"),
            Map.entry("ec2", "Amazon Elastic Compute Cloud (Amazon EC2)"),
            Map.entry("eks", "Amazon Elastic Kubernetes Service (Amazon EKS)"),
            Map.entry("elasticloadbalancing", "Elastic Load Balancing (ELB)"),
            Map.entry("events", "Amazon EventBridge (CloudWatch Events)"),
            Map.entry("fargate", "AWS Fargate"),
            Map.entry("iam", "AWS Identity and Access Management (IAM)"),
            Map.entry("kms", "AWS Key Management Service (AWS KMS)"),
            Map.entry("logs", "Amazon CloudWatch Logs"),
            Map.entry("servicequotas", "Service Quotas"),
            Map.entry("vpc", "Amazon Virtual Private Cloud (Amazon VPC)")));

    private ServiceNames() {}

    static boolean knows(String code) {
        return NAMES.containsKey(code);
    }

    static String of(String code) {
        return NAMES.getOrDefault(code, code);
    }

    static SortedMap<String, String> all() {
        return NAMES;
    }
}
