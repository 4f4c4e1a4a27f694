package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/** Keeps the resource policies of accounts. */
final class PolicyOperations {

    /** CloudWatch Logs API reference, PutResourcePolicy. */
    private static final int MOST = 10;

    private final Groups groups;
    private final Map<String, Map<String, ResourcePolicy>> policies = new TreeMap<>();

    PolicyOperations(Groups groups) {
        this.groups = groups;
    }

    void register(Operations operations) {
        operations.on(PutResourcePolicyRequest.class, this::put);
        operations.on(DescribeResourcePoliciesRequest.class, this::describe);
        operations.on(DeleteResourcePolicyRequest.class, this::delete);
    }

    void clear() {
        policies.clear();
    }

    private Map<String, ResourcePolicy> of(Caller caller) {
        return policies.computeIfAbsent(caller.accountId() + " " + caller.region(), key -> new TreeMap<>());
    }

    private PutResourcePolicyResponse put(PutResourcePolicyRequest request, Caller caller) {
        if (request.policyName() == null || request.policyDocument() == null) {
            throw LogsFaults.invalid("policyName and policyDocument are required.");
        }
        Map<String, ResourcePolicy> present = of(caller);
        if (!present.containsKey(request.policyName()) && present.size() >= MOST) {
            throw LogsFaults.tooMany();
        }
        ResourcePolicy policy = ResourcePolicy.builder()
                .policyName(request.policyName())
                .policyDocument(request.policyDocument())
                .lastUpdatedTime(groups.now())
                .build();
        present.put(policy.policyName(), policy);
        return PutResourcePolicyResponse.builder().resourcePolicy(policy).build();
    }

    private DescribeResourcePoliciesResponse describe(DescribeResourcePoliciesRequest request, Caller caller) {
        Page<ResourcePolicy> page = Groups.page(
                List.copyOf(of(caller).values()), ResourcePolicy::policyName, request.limit(), request.nextToken());
        return DescribeResourcePoliciesResponse.builder()
                .resourcePolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteResourcePolicyResponse delete(DeleteResourcePolicyRequest request, Caller caller) {
        String name = request.policyName();
        if (name == null || of(caller).remove(name) == null) {
            throw LogsFaults.notFound("Policy with name [" + name + "] does not exist.");
        }
        return DeleteResourcePolicyResponse.builder().build();
    }
}
