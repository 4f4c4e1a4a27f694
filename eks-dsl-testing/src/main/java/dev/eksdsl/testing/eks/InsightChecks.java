package dev.eksdsl.testing.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.AddonCompatibilityDetail;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatus;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;

/**
 * EKS's checks of a cluster, computed from its state: versions of node groups, of kube-proxy and of the managed add-ons
 * against the version that the cluster would go to, and the cluster's health. Names and descriptions are those that
 * ListInsights shows.
 */
final class InsightChecks {

    /** The Kubernetes versions that removed API versions (Kubernetes' deprecated API migration guide). */
    private static final List<String> REMOVALS = List.of("1.25", "1.26", "1.27", "1.29", "1.32");

    /** How many minor versions kubelet and kube-proxy may be behind the API server (Kubernetes' version skew policy). */
    private static final int MOST_SKEW = 3;

    /** The last minor version with images of Amazon Linux 2 (EKS user guide). */
    private static final int LAST_AMAZON_LINUX_2 = 32;

    private static final String SKEW_POLICY = "https://kubernetes.io/releases/version-skew-policy/";

    private final ClusterState cluster;
    private final int current;

    InsightChecks(ClusterState cluster) {
        this.cluster = cluster;
        this.current = KubernetesVersions.minorOf(cluster.version());
    }

    /** What stands in the way of the next minor version. */
    List<InsightFinding> upgrade() {
        String next = "1." + (current + 1);
        List<InsightFinding> findings = new ArrayList<>();
        findings.add(kubelets(Category.UPGRADE_READINESS, next));
        findings.add(kubeProxy(next));
        findings.add(addons(Category.UPGRADE_READINESS, next));
        findings.add(health(Category.UPGRADE_READINESS, next));
        if (current <= LAST_AMAZON_LINUX_2) {
            findings.add(amazonLinux2(next));
        }
        REMOVALS.stream()
                .filter(version -> KubernetesVersions.minorOf(version) > current)
                .forEach(version -> findings.add(removedApis(version)));
        return findings;
    }

    /** What stands in the way of going back to the version before. */
    List<InsightFinding> rollback(String version) {
        return List.of(
                kubelets(Category.ROLLBACK_READINESS, version),
                addons(Category.ROLLBACK_READINESS, version),
                health(Category.ROLLBACK_READINESS, version));
    }

    private InsightFinding kubelets(Category category, String version) {
        int target = KubernetesVersions.minorOf(version);
        List<InsightResourceDetail> resources = new ArrayList<>();
        for (NodegroupState group : cluster.nodegroups.values()) {
            int kubelet = KubernetesVersions.minorOf(group.described().version());
            if (kubelet > target || target - kubelet > MOST_SKEW) {
                resources.add(resource(group, InsightStatusValue.ERROR, kubelet));
            } else if (kubelet < current) {
                resources.add(resource(group, InsightStatusValue.WARNING, kubelet));
            }
        }
        InsightStatusValue status = worst(resources);
        return new InsightFinding(
                "Kubelet version skew",
                category,
                version,
                "Checks for kubelet versions of worker nodes in the cluster to see if "
                        + (category == Category.ROLLBACK_READINESS ? "rollback" : "upgrade")
                        + " would cause noncompliance with supported Kubernetes kubelet version skew policy.",
                status,
                status == InsightStatusValue.PASSING
                        ? "Node kubelet versions match the cluster control plane version."
                        : "Node kubelet versions differ from the cluster control plane version.",
                "Upgrade your worker nodes to match the Kubernetes version of your cluster control plane.",
                Map.of("Kubelet version skew policy", SKEW_POLICY + "#kubelet"),
                resources,
                List.of());
    }

    private static InsightResourceDetail resource(NodegroupState group, InsightStatusValue status, int kubelet) {
        return InsightResourceDetail.builder()
                .arn(group.described().nodegroupArn())
                .insightStatus(InsightStatus.builder()
                        .status(status)
                        .reason("Kubelet version 1." + kubelet)
                        .build())
                .build();
    }

    private InsightFinding kubeProxy(String version) {
        AddonState managed = cluster.addons.get("kube-proxy");
        String installed = managed == null
                ? cluster.selfManagedVersions.get("kube-proxy")
                : managed.described().addonVersion();
        int target = KubernetesVersions.minorOf(version);
        InsightStatusValue status = InsightStatusValue.UNKNOWN;
        String reason = "No kube-proxy was found in the cluster.";
        if (installed != null) {
            int minor = Integer.parseInt(installed.split("\\.")[1]);
            status = target - minor > MOST_SKEW
                    ? InsightStatusValue.ERROR
                    : minor < current ? InsightStatusValue.WARNING : InsightStatusValue.PASSING;
            reason = status == InsightStatusValue.PASSING
                    ? "kube-proxy versions match the cluster control plane version."
                    : "kube-proxy versions differ from the cluster control plane version.";
        }
        return new InsightFinding(
                "kube-proxy version skew",
                Category.UPGRADE_READINESS,
                version,
                "Checks version of kube-proxy in cluster to see if upgrade would cause noncompliance with supported"
                        + " Kubernetes kube-proxy version skew policy.",
                status,
                reason,
                "Upgrade kube-proxy to match the Kubernetes version of your cluster control plane.",
                Map.of("Kube-proxy version skew policy", SKEW_POLICY + "#kube-proxy"),
                List.of(),
                List.of());
    }

    private InsightFinding addons(Category category, String version) {
        List<InsightResourceDetail> resources = new ArrayList<>();
        List<AddonCompatibilityDetail> details = new ArrayList<>();
        for (AddonState addon : cluster.addons.values()) {
            if (addon.entry.compatible(addon.described().addonVersion(), version) == null) {
                resources.add(InsightResourceDetail.builder()
                        .arn(addon.described().addonArn())
                        .insightStatus(InsightStatus.builder()
                                .status(InsightStatusValue.ERROR)
                                .reason("Version " + addon.described().addonVersion() + " is not compatible with "
                                        + version)
                                .build())
                        .build());
                details.add(AddonCompatibilityDetail.builder()
                        .name(addon.name())
                        .compatibleVersions(addon.entry.versions().stream()
                                .filter(candidate -> candidate.runsOn().contains(version))
                                .map(AddonCatalogue.Version::name)
                                .toList())
                        .build());
            }
        }
        InsightStatusValue status = worst(resources);
        String which = category == Category.ROLLBACK_READINESS ? "previous" : "next";
        return new InsightFinding(
                "EKS add-on version compatibility",
                category,
                version,
                "Checks version of installed EKS add-ons to ensure they are compatible with the " + which
                        + " version of Kubernetes.",
                status,
                status == InsightStatusValue.PASSING
                        ? "All installed EKS add-on versions are compatible with " + which + " Kubernetes version."
                        : "Some installed EKS add-on versions are not compatible with " + which
                                + " Kubernetes version.",
                "Update the EKS add-ons to versions that are compatible with Kubernetes " + version + ".",
                Map.of(
                        "Managing EKS add-ons",
                        "https://docs.aws.amazon.com/eks/latest/userguide/managing-add-ons.html"),
                resources,
                details);
    }

    private InsightFinding health(Category category, String version) {
        boolean well = cluster.described().health().issues().isEmpty();
        String way = category == Category.ROLLBACK_READINESS ? "rollback" : "upgrade";
        return new InsightFinding(
                "Cluster health issues",
                category,
                version,
                "Checks for any cluster health issues that prevent successful " + way + " to the "
                        + (category == Category.ROLLBACK_READINESS ? "previous" : "next")
                        + " Kubernetes version on EKS.",
                well ? InsightStatusValue.PASSING : InsightStatusValue.ERROR,
                well ? "No cluster health issues detected." : "The cluster has health issues.",
                "Resolve the issues that DescribeCluster shows as the cluster's health.",
                Map.of(),
                List.of(),
                List.of());
    }

    private InsightFinding amazonLinux2(String version) {
        InsightStatusValue severity = KubernetesVersions.minorOf(version) > LAST_AMAZON_LINUX_2
                ? InsightStatusValue.ERROR
                : InsightStatusValue.WARNING;
        List<InsightResourceDetail> resources = cluster.nodegroups.values().stream()
                .filter(group ->
                        String.valueOf(group.described().amiTypeAsString()).startsWith("AL2_"))
                .map(group -> InsightResourceDetail.builder()
                        .arn(group.described().nodegroupArn())
                        .insightStatus(InsightStatus.builder()
                                .status(severity)
                                .reason("AMI type " + group.described().amiTypeAsString())
                                .build())
                        .build())
                .toList();
        InsightStatusValue status = worst(resources);
        return new InsightFinding(
                "Amazon Linux 2 compatibility",
                Category.UPGRADE_READINESS,
                version,
                "Checks for nodes that run Amazon Linux 2, which has no images for Kubernetes 1.33 and later.",
                status,
                status == InsightStatusValue.PASSING
                        ? "No nodes with Amazon Linux 2 detected."
                        : "Nodes with Amazon Linux 2 detected.",
                "Replace the node groups by ones with Amazon Linux 2023 or Bottlerocket.",
                Map.of(),
                resources,
                List.of());
    }

    /** The fake's Kubernetes API serves none of the API versions that these removed, so that nobody can use one. */
    private static InsightFinding removedApis(String version) {
        return new InsightFinding(
                "Deprecated APIs removed in Kubernetes v" + version,
                Category.UPGRADE_READINESS,
                version,
                "Checks for usage of deprecated APIs that are scheduled for removal in Kubernetes v" + version + ".",
                InsightStatusValue.PASSING,
                "No deprecated API usage detected within the last 30 days.",
                "Update manifests and API clients to use newer Kubernetes APIs if applicable before upgrading to"
                        + " Kubernetes v" + version + ".",
                Map.of(
                        "Kubernetes v" + version + " deprecation guide",
                        "https://kubernetes.io/docs/reference/using-api/deprecation-guide/#v"
                                + version.replace('.', '-')),
                List.of(),
                List.of());
    }

    private static InsightStatusValue worst(List<InsightResourceDetail> resources) {
        List<InsightStatusValue> found = resources.stream()
                .map(resource -> resource.insightStatus().status())
                .toList();
        if (found.contains(InsightStatusValue.ERROR)) {
            return InsightStatusValue.ERROR;
        }
        return found.isEmpty() ? InsightStatusValue.PASSING : InsightStatusValue.WARNING;
    }
}
