package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AccessScope;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesResponse;

/** EKS's access policies and their association with access entries. */
final class AccessPolicies {

    private static final List<String> NAMES = List.of(
            "AmazonEKSACKPolicy",
            "AmazonEKSAdminPolicy",
            "AmazonEKSAdminViewPolicy",
            "AmazonEKSArgoCDClusterPolicy",
            "AmazonEKSArgoCDPolicy",
            "AmazonEKSAutoNodePolicy",
            "AmazonEKSBlockStorageClusterPolicy",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSClusterAdminPolicy",
            "AmazonEKSComputeClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSEditPolicy",
            "AmazonEKSHybridPolicy",
            "AmazonEKSKROPolicy",
            "AmazonEKSLoadBalancingClusterPolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSNetworkingClusterPolicy",
            "AmazonEKSNetworkingPolicy",
            "AmazonEKSViewPolicy");

    private final Surroundings eks;
    private final AccessEntries entries;

    AccessPolicies(Surroundings eks, AccessEntries entries) {
        this.eks = eks;
        this.entries = entries;
    }

    void register(FakeService.Operations operations) {
        operations.on(ListAccessPoliciesRequest.class, this::list);
        operations.on(AssociateAccessPolicyRequest.class, this::associate);
        operations.on(DisassociateAccessPolicyRequest.class, this::disassociate);
        operations.on(ListAssociatedAccessPoliciesRequest.class, this::listAssociated);
    }

    private ListAccessPoliciesResponse list(ListAccessPoliciesRequest request, Caller caller) {
        List<AccessPolicy> policies = NAMES.stream()
                .map(name ->
                        AccessPolicy.builder().name(name).arn(arn(caller, name)).build())
                .toList();
        Page<AccessPolicy> page = Pages.of(policies, AccessPolicy::name, request.maxResults(), request.nextToken());
        return ListAccessPoliciesResponse.builder()
                .accessPolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    private AssociateAccessPolicyResponse associate(AssociateAccessPolicyRequest request, Caller caller) {
        ClusterState cluster = entries.inApiMode(caller, request.clusterName());
        AccessEntryState entry = entries.find(cluster, request.principalArn());
        String policy = String.valueOf(request.policyArn());
        if (NAMES.stream().noneMatch(name -> arn(caller, name).equals(policy))) {
            throw Refusals.invalidParameter(cluster.where(), "The specified policyArn is invalid: invalid policy");
        }
        scope(request.accessScope(), cluster.where());
        AssociatedAccessPolicy before = entry.policies.get(policy);
        AssociatedAccessPolicy after = AssociatedAccessPolicy.builder()
                .policyArn(policy)
                .accessScope(request.accessScope())
                .associatedAt(before == null ? eks.now() : before.associatedAt())
                .modifiedAt(eks.now())
                .build();
        entry.policies.put(policy, after);
        entries.tell(cluster);
        return AssociateAccessPolicyResponse.builder()
                .clusterName(cluster.name())
                .principalArn(request.principalArn())
                .associatedAccessPolicy(after)
                .build();
    }

    private static void scope(AccessScope scope, Map<String, Object> where) {
        boolean namespaces = scope != null && !scope.namespaces().isEmpty();
        boolean fits = scope != null
                && (scope.type() == AccessScopeType.CLUSTER && !namespaces
                        || scope.type() == AccessScopeType.NAMESPACE && namespaces);
        if (!fits) {
            throw Refusals.invalidParameter(
                    where,
                    "The accessScope must be of type cluster without namespaces, or of type namespace with at least"
                            + " one");
        }
    }

    private DisassociateAccessPolicyResponse disassociate(DisassociateAccessPolicyRequest request, Caller caller) {
        ClusterState cluster = entries.inApiMode(caller, request.clusterName());
        AccessEntryState entry = entries.find(cluster, request.principalArn());
        if (entry.policies.remove(String.valueOf(request.policyArn())) == null) {
            throw Refusals.notFound(
                    cluster.where(), "The specified policyArn is not associated with the access entry.");
        }
        entries.tell(cluster);
        return DisassociateAccessPolicyResponse.builder().build();
    }

    private ListAssociatedAccessPoliciesResponse listAssociated(
            ListAssociatedAccessPoliciesRequest request, Caller caller) {
        ClusterState cluster = entries.inApiMode(caller, request.clusterName());
        AccessEntryState entry = entries.find(cluster, request.principalArn());
        Page<AssociatedAccessPolicy> page = Pages.of(
                entry.policies.values(), AssociatedAccessPolicy::policyArn, request.maxResults(), request.nextToken());
        return ListAssociatedAccessPoliciesResponse.builder()
                .clusterName(cluster.name())
                .principalArn(request.principalArn())
                .associatedAccessPolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    static void associateWholeCluster(AccessEntryState entry, String policyArn, Instant now) {
        associate(
                entry,
                policyArn,
                AccessScope.builder().type(AccessScopeType.CLUSTER).build(),
                now);
    }

    static void associate(AccessEntryState entry, String policyArn, AccessScope scope, Instant now) {
        entry.policies.put(
                policyArn,
                AssociatedAccessPolicy.builder()
                        .policyArn(policyArn)
                        .accessScope(scope)
                        .associatedAt(now)
                        .modifiedAt(now)
                        .build());
    }

    /** What Kubernetes is told: every entry with its policies' names. */
    static List<AccessFacts> facts(ClusterState cluster) {
        return cluster.accessEntries.values().stream()
                .map(entry -> new AccessFacts(
                        entry.described().principalArn(),
                        entry.described().username(),
                        entry.described().kubernetesGroups(),
                        entry.policies.keySet().stream().map(Arns::lastName).toList()))
                .toList();
    }

    static String arn(Caller caller, String name) {
        return "arn:" + caller.partition() + ":eks::aws:cluster-access-policy/" + name;
    }
}
