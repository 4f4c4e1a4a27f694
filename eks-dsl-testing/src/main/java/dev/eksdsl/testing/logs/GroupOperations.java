package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogGroupDeletionProtectionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogGroupDeletionProtectionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Makes, shows, changes and deletes log groups. */
final class GroupOperations {

    /** CloudWatch Logs API reference, PutRetentionPolicy. */
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final Groups groups;

    GroupOperations(Groups groups) {
        this.groups = groups;
    }

    void register(Operations operations) {
        operations.on(CreateLogGroupRequest.class, this::create);
        operations.on(DeleteLogGroupRequest.class, this::delete);
        operations.on(DescribeLogGroupsRequest.class, this::describe);
        operations.on(PutRetentionPolicyRequest.class, this::retain);
        operations.on(DeleteRetentionPolicyRequest.class, this::retainForEver);
        operations.on(AssociateKmsKeyRequest.class, this::encrypt);
        operations.on(DisassociateKmsKeyRequest.class, this::leavePlain);
        operations.on(PutLogGroupDeletionProtectionRequest.class, this::protect);
    }

    private CreateLogGroupResponse create(CreateLogGroupRequest request, Caller caller) {
        if (groups.named(caller, request.logGroupName()).isPresent()) {
            throw LogsFaults.exists("The specified log group already exists");
        }
        LogGroupClass type = request.logGroupClass() == null ? LogGroupClass.STANDARD : request.logGroupClass();
        FakeGroup group = new FakeGroup(caller, request.logGroupName(), groups.now(), type);
        group.kmsKey = request.kmsKeyId();
        group.isProtected = Boolean.TRUE.equals(request.deletionProtectionEnabled());
        group.tags.putAll(request.tags());
        groups.add(group);
        return CreateLogGroupResponse.builder().build();
    }

    private DeleteLogGroupResponse delete(DeleteLogGroupRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        if (group.isProtected) {
            throw new AwsFault(
                    400, "ValidationException", "The log group has deletion protection enabled and cannot be deleted.");
        }
        groups.remove(group);
        return DeleteLogGroupResponse.builder().build();
    }

    private DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request, Caller caller) {
        String prefix = request.logGroupNamePrefix();
        String part = request.logGroupNamePattern();
        if (prefix != null && part != null) {
            throw LogsFaults.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        List<String> wanted = request.logGroupIdentifiers();
        List<FakeGroup> found = groups.of(caller).stream()
                .filter(group -> prefix == null || group.name.startsWith(prefix))
                .filter(group -> part == null || group.name.contains(part))
                .filter(group -> request.logGroupClass() == null || group.type == request.logGroupClass())
                .filter(group -> wanted.isEmpty() || wanted.contains(group.name) || wanted.contains(group.plainArn()))
                .toList();
        Page<FakeGroup> page = Groups.page(found, group -> group.name, request.limit(), request.nextToken());
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream()
                        .map(group -> group.described(groups.now()))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private PutRetentionPolicyResponse retain(PutRetentionPolicyRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        if (!RETENTIONS.contains(request.retentionInDays())) {
            throw LogsFaults.invalid("The specified retention days is not valid: " + request.retentionInDays() + ".");
        }
        group.retention = request.retentionInDays();
        return PutRetentionPolicyResponse.builder().build();
    }

    private DeleteRetentionPolicyResponse retainForEver(DeleteRetentionPolicyRequest request, Caller caller) {
        groups.demand(caller, request.logGroupName()).retention = null;
        return DeleteRetentionPolicyResponse.builder().build();
    }

    private AssociateKmsKeyResponse encrypt(AssociateKmsKeyRequest request, Caller caller) {
        groups.demand(caller, request.logGroupName(), request.resourceIdentifier()).kmsKey = request.kmsKeyId();
        return AssociateKmsKeyResponse.builder().build();
    }

    private DisassociateKmsKeyResponse leavePlain(DisassociateKmsKeyRequest request, Caller caller) {
        groups.demand(caller, request.logGroupName(), request.resourceIdentifier()).kmsKey = null;
        return DisassociateKmsKeyResponse.builder().build();
    }

    private PutLogGroupDeletionProtectionResponse protect(PutLogGroupDeletionProtectionRequest request, Caller caller) {
        groups.demand(caller, null, request.logGroupIdentifier()).isProtected = request.deletionProtectionEnabled();
        return PutLogGroupDeletionProtectionResponse.builder().build();
    }
}
