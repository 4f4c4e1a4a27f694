package dev.eksdsl.resource.loggroup;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The kind {@value #KIND}: {@code /aws/eks/<cluster>/cluster}, which EKS makes when a type of log is switched on, and never deletes
 * (EKS user guide, "Send control plane logs to CloudWatch Logs"). It carries no tags: its name says whose it is.
 */
public final class LogGroupType extends LeftoverType<LogGroupState> {

    /**
     * The kind's name. */
    public static final String KIND = "log-group";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<LogGroupState> stateType() {
        return LogGroupState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("key");
    }

    @Override
    protected void find(Observing<Undeclared, LogGroupState> observing, boolean clusterStands) {
        String name = "/aws/eks/" + observing.owner().cluster() + "/cluster";
        if (startingWith(observing.aws(), name).stream()
                .anyMatch(group -> group.logGroupName().equals(name))) {
            observing.found(
                    new ResourceId(KIND, observing.owner().cluster()),
                    new Observation.Present<>(new LogGroupState(name)));
        }
    }

    @Override
    public String awsName(LogGroupState state) {
        return state.name();
    }

    @Override
    public Progress<LogGroupState> delete(Acting acting, LogGroupState state) {
        DeleteLogGroupRequest request =
                DeleteLogGroupRequest.builder().logGroupName(state.name()).build();
        try {
            acting.aws().logs(CloudWatchLogsClient::deleteLogGroup, request);
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE -> List.of(new Permission("logs:DescribeLogGroups", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "logs:DeleteLogGroup",
                        List.of(scope.arn(
                                "logs", "log-group:/aws/eks/" + scope.owner().cluster() + "/cluster:*")),
                        Map.of()));
            default -> List.of();
        };
    }

    private static List<LogGroup> startingWith(AwsApi aws, String name) {
        return Pages.all(
                token -> aws.logs(
                        CloudWatchLogsClient::describeLogGroups,
                        DescribeLogGroupsRequest.builder()
                                .logGroupNamePrefix(name)
                                .nextToken(token)
                                .build()),
                DescribeLogGroupsResponse::nextToken,
                DescribeLogGroupsResponse::logGroups);
    }
}
