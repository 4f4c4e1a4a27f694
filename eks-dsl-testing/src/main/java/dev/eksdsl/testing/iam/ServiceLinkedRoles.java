package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

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
        operations.on(DeleteServiceLinkedRoleRequest.class, this::delete);
        operations.on(GetServiceLinkedRoleDeletionStatusRequest.class, this::deletionStatus);
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

    /** Deletion is a task of the role's service, to be asked after (IAM API reference, DeleteServiceLinkedRole). */
    private DeleteServiceLinkedRoleResponse delete(DeleteServiceLinkedRoleRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeRole role = account.role(request.roleName());
        if (!role.isServiceLinked()) {
            throw new AwsFault(
                    400, "InvalidInput", "The role with name " + role.name + " is not a service-linked role.");
        }
        String task = "task" + role.path + role.name + "/" + iam.world.ids().uuid();
        account.deletions.put(task, DeletionTaskStatusType.IN_PROGRESS);
        iam.world.lifecycle(iam.world.durations().of(Durations.Of.IAM_SETTLE), () -> {
            account.roles.remove(role.name, role);
            account.deletions.put(task, DeletionTaskStatusType.SUCCEEDED);
        });
        return DeleteServiceLinkedRoleResponse.builder().deletionTaskId(task).build();
    }

    private GetServiceLinkedRoleDeletionStatusResponse deletionStatus(
            GetServiceLinkedRoleDeletionStatusRequest request, Caller caller) {
        DeletionTaskStatusType status =
                iam.of(caller).deletions.get(IamFaults.required(request.deletionTaskId(), "deletionTaskId"));
        if (status == null) {
            throw IamFaults.notFound("The deletion task with ID " + request.deletionTaskId() + " cannot be found.");
        }
        return GetServiceLinkedRoleDeletionStatusResponse.builder()
                .status(status)
                .build();
    }
}
