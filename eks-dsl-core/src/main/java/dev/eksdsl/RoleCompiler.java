package dev.eksdsl;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.addon.AddonRole;
import dev.eksdsl.resource.cluster.ClusterType;
import dev.eksdsl.resource.iam.PublishedPolicies;
import dev.eksdsl.resource.iam.RoleName;
import dev.eksdsl.resource.iam.RoleSpec;
import dev.eksdsl.resource.iam.RoleType;
import dev.eksdsl.resource.iam.TrustSpec;
import dev.eksdsl.resource.oidc.OidcProviderType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles the roles that a cluster needs: each is declared when it is first asked for. */
final class RoleCompiler {

    private final EksClusterSpec cluster;
    private final String region;
    private final Map<ResourceId, Declared<?>> declared = new LinkedHashMap<>();

    RoleCompiler(EksClusterSpec cluster, String region) {
        this.cluster = cluster;
        this.region = region;
    }

    List<Declared<?>> declared() {
        return List.copyOf(declared.values());
    }

    Input forCluster() {
        return cluster.clusterRole()
                .map(Input::known)
                .orElseGet(() -> role(
                        "cluster",
                        onBehalfOf("eks.amazonaws.com", "cluster/" + cluster.name()),
                        Set.of(managed(PublishedPolicies.CLUSTER))));
    }

    /** The CNI's policy is on the nodes' role: the VPC CNI has no role of its own, and works before any add-on does. */
    Input forNodes() {
        return cluster.nodeRole()
                .map(Input::known)
                .orElseGet(() -> role(
                        "node",
                        TrustSpec.service("ec2.amazonaws.com"),
                        Set.of(
                                managed(PublishedPolicies.WORKER_NODE),
                                managed(PublishedPolicies.REGISTRY_PULL),
                                managed(PublishedPolicies.CNI))));
    }

    Input forFargate() {
        return role(
                "fargate",
                onBehalfOf("eks-fargate-pods.amazonaws.com", "fargateprofile/" + cluster.name() + "/*"),
                Set.of(managed(PublishedPolicies.FARGATE_PODS)));
    }

    Input forAddon(String addon, AddonRole role) {
        return role(
                "addon/" + addon,
                serviceAccount(role.namespace(), role.serviceAccount()),
                Set.of(managed(role.policy())));
    }

    Input forServiceAccount(IrsaSpec irsa) {
        String purpose = "irsa/" + irsa.namespace() + "/" + irsa.serviceAccount();
        return declare(
                purpose,
                new RoleSpec(
                        irsa.roleName().orElse(RoleName.of(cluster.name(), region, purpose)),
                        serviceAccount(irsa.namespace(), irsa.serviceAccount()),
                        irsa.managedPolicies().stream()
                                .map(RoleCompiler::managed)
                                .collect(Collectors.toSet()),
                        Optional.of(irsa.inlinePolicies()),
                        irsa.permissionsBoundary(),
                        cluster.tags()));
    }

    /**
     * A service that may assume the role for one cluster only (EKS user guide, "Cross-service confused deputy prevention").
     * EC2 offers no such condition for the roles of instances.
     */
    private static TrustSpec onBehalfOf(String principal, String resource) {
        String source = "arn:{partition}:eks:{region}:{account}:" + resource;
        return new TrustSpec.ServiceTrust(principal, false, Optional.of(source));
    }

    private TrustSpec serviceAccount(String namespace, String name) {
        return new TrustSpec.WebIdentityTrust(
                Input.of(new ResourceId(OidcProviderType.KIND, cluster.name()).output("arn")),
                Input.of(new ResourceId(ClusterType.KIND, cluster.name()).output("issuer")),
                namespace,
                name);
    }

    private Input role(String purpose, TrustSpec trust, Set<String> policies) {
        return declare(
                purpose,
                new RoleSpec(
                        RoleName.of(cluster.name(), region, purpose),
                        trust,
                        policies,
                        Optional.empty(),
                        Optional.empty(),
                        cluster.tags()));
    }

    private Input declare(String purpose, RoleSpec spec) {
        Declared<RoleSpec> role = Declared.of(new RoleType(), purpose, spec);
        declared.putIfAbsent(role.id(), role);
        return Input.of(role.id().output("arn"));
    }

    /** A managed policy by name is AWS's own; the partition is filled in where the session is. */
    private static String managed(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : "arn:{partition}:iam::aws:policy/" + nameOrArn;
    }
}
