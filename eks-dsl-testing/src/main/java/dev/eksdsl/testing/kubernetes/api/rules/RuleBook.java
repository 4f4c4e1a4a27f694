package dev.eksdsl.testing.kubernetes.api.rules;

import java.util.Map;

/** The rules of each resource. Resources without an entry have none of their own. */
public final class RuleBook {

    private static final KindRules NONE = new KindRules() {};

    private final Map<String, KindRules> rules = Map.ofEntries(
            Map.entry("namespaces", new NamespaceRules()),
            Map.entry("services", new ServiceRules()),
            Map.entry("pods", new PodRules()),
            Map.entry("nodes", new NodeRules()),
            Map.entry("secrets", new SecretRules()),
            Map.entry("configmaps", new ConfigMapRules()),
            Map.entry("limitranges", new LimitRangeRules()),
            Map.entry("persistentvolumes", new VolumeRules()),
            Map.entry("persistentvolumeclaims", new ClaimRules()),
            Map.entry("deployments.apps", new DeploymentRules()),
            Map.entry("replicasets.apps", new ReplicaSetRules()),
            Map.entry("statefulsets.apps", new StatefulSetRules()),
            Map.entry("daemonsets.apps", new DaemonSetRules()),
            Map.entry("jobs.batch", new JobRules()),
            Map.entry("cronjobs.batch", new CronJobRules()),
            Map.entry("horizontalpodautoscalers.autoscaling", new AutoscalerRules()),
            Map.entry("ingresses.networking.k8s.io", new IngressRules()),
            Map.entry("networkpolicies.networking.k8s.io", new NetworkPolicyRules()),
            Map.entry("poddisruptionbudgets.policy", new DisruptionBudgetRules()),
            Map.entry("storageclasses.storage.k8s.io", new StorageClassRules()),
            Map.entry("priorityclasses.scheduling.k8s.io", new PriorityClassRules()),
            Map.entry("rolebindings.rbac.authorization.k8s.io", new BindingRules()),
            Map.entry("clusterrolebindings.rbac.authorization.k8s.io", new BindingRules()),
            Map.entry("customresourcedefinitions.apiextensions.k8s.io", new DefinitionRules()));

    /** @param resource as kubectl names it, such as {@code deployments.apps} */
    public KindRules of(String resource) {
        return rules.getOrDefault(resource, NONE);
    }
}
