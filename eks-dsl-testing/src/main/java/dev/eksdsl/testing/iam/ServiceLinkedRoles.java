package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;

/** Roles that AWS services make for themselves, on first use or on request. Users cannot change them. */
final class ServiceLinkedRoles {

    /** The services that have one here, and its name. */
    private static final Map<String, String> NAMES = Map.of(
            "eks.amazonaws.com", "AWSServiceRoleForAmazonEKS",
            "eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup",
            "eks-fargate.amazonaws.com", "AWSServiceRoleForAmazonEKSForFargate",
            "eks-connector.amazonaws.com", "AWSServiceRoleForAmazonEKSConnector",
            "autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling",
            "elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing",
            "spot.amazonaws.com", "AWSServiceRoleForEC2Spot");

    private final IamState iam;

    ServiceLinkedRoles(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateServiceLinkedRoleRequest.class, this::create);
    }

    private CreateServiceLinkedRoleResponse create(CreateServiceLinkedRoleRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String service = IamFaults.required(request.awsServiceName(), "AWSServiceName");
        String name = NAMES.get(service);
        if (name == null) {
            throw IamFaults.invalidInput("Service role creation for service " + service + " is not allowed.");
        }
        if (request.customSuffix() != null) {
            throw IamFaults.invalidInput("Custom suffix is not allowed for " + service);
        }
        if (account.roles.containsKey(name)) {
            throw IamFaults.invalidInput(
                    "Service role name " + name + " has been taken in this account, please try a different suffix.");
        }
        return CreateServiceLinkedRoleResponse.builder()
                .role(add(account, service, name, request.description()).view())
                .build();
    }

    void ensure(AccountState account, String service, String name) {
        if (!account.roles.containsKey(name)) {
            add(account, service, name, null);
        }
    }

    private FakeRole add(AccountState account, String service, String name, @Nullable String description) {
        String path = "/aws-service-role/" + service + "/";
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        Instant now = iam.world.now();
        FakeRole role = new FakeRole(
                iam.world.ids().iam("AROA"),
                account.arn("role" + path + name),
                name,
                path,
                trust,
                now,
                new IamTags(List.of()));
        role.maxSessionSeconds = 3600;
        role.description = description;
        role.changed(now);
        account.roles.put(name, role);
        return role;
    }
}
