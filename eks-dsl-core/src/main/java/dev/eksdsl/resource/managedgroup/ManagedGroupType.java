package dev.eksdsl.resource.managedgroup;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Ec2Tags;
import dev.eksdsl.resource.ec2.GroupReferences;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.EksMade;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The kind {@value #KIND}: a security group of one load balancer, the one that all of them share ({@code k8s-traffic-…}), or
 * that of the cluster if EKS has left it.
 */
public final class ManagedGroupType extends LeftoverType<ManagedGroupState> {

    /**
     * The kind's name. */
    public static final String KIND = "managed-security-group";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<ManagedGroupState> stateType() {
        return ManagedGroupState.class;
    }

    /** Declared groups too: its rules may name them. */
    @Override
    public Set<String> needs() {
        return Set.of("vpc", "security-group");
    }

    @Override
    protected void find(Observing<Undeclared, ManagedGroupState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        for (SecurityGroup each : describe(observing.aws(), ours)) {
            Map<String, String> tags = Ec2Tags.read(each.tags());
            if (ours.claim(tags) && !(clusterStands && EksMade.goesWithCluster(tags))) {
                observing.found(
                        new ResourceId(KIND, each.groupId()),
                        new Observation.Present<>(
                                new ManagedGroupState(each.groupId(), each.vpcId(), each.groupName())));
            }
        }
    }

    @Override
    public String awsName(ManagedGroupState state) {
        return state.name();
    }

    @Override
    public Progress<ManagedGroupState> delete(Acting acting, ManagedGroupState state) {
        GroupReferences.revoke(acting.aws(), state.vpc(), state.id());
        DeleteSecurityGroupRequest request =
                DeleteSecurityGroupRequest.builder().groupId(state.id()).build();
        Creation.unlessGone(() -> acting.aws().ec2(Ec2Client::deleteSecurityGroup, request));
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        List<String> any = List.of("*");
        return switch (need) {
            case OBSERVE -> List.of(new Permission("ec2:DescribeSecurityGroups", any, Map.of()));
            case DELETE -> {
                List<String> groups = List.of(scope.arn("ec2", "security-group/*"));
                yield List.of(
                        new Permission("ec2:DescribeSecurityGroups", any, Map.of()),
                        new Permission("ec2:RevokeSecurityGroupIngress", groups, Map.of()),
                        new Permission("ec2:RevokeSecurityGroupEgress", groups, Map.of()),
                        new Permission(
                                "ec2:DeleteSecurityGroup",
                                List.of(scope.arn("ec2", "security-group/" + id.name())),
                                Map.of()));
            }
            default -> List.of();
        };
    }

    private static List<SecurityGroup> describe(AwsApi aws, ClusterTags ours) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeSecurityGroups,
                        DescribeSecurityGroupsRequest.builder()
                                .filters(ours.anyOfThem())
                                .nextToken(token)
                                .build()),
                DescribeSecurityGroupsResponse::nextToken,
                DescribeSecurityGroupsResponse::securityGroups);
    }
}
