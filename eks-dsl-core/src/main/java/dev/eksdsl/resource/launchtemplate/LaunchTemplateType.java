package dev.eksdsl.resource.launchtemplate;

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
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** The kind {@value #KIND}: what Karpenter launched instances from. Those of node groups go with them. */
public final class LaunchTemplateType extends LeftoverType<LaunchTemplateState> {

    /** The kind's name. */
    public static final String KIND = "launch-template";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<LaunchTemplateState> stateType() {
        return LaunchTemplateState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("key");
    }

    @Override
    protected void find(Observing<Undeclared, LaunchTemplateState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        for (LaunchTemplate each : describe(observing.aws(), ours)) {
            if (ours.claim(Ec2Tags.read(each.tags()))) {
                LaunchTemplateState state = new LaunchTemplateState(each.launchTemplateId(), each.launchTemplateName());
                observing.found(new ResourceId(KIND, state.id()), new Observation.Present<>(state));
            }
        }
    }

    @Override
    public String awsName(LaunchTemplateState state) {
        return state.name();
    }

    @Override
    public Progress<LaunchTemplateState> delete(Acting acting, LaunchTemplateState state) {
        DeleteLaunchTemplateRequest request = DeleteLaunchTemplateRequest.builder()
                .launchTemplateId(state.id())
                .build();
        Creation.unlessGone(() -> acting.aws().ec2(Ec2Client::deleteLaunchTemplate, request));
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE -> List.of(new Permission("ec2:DescribeLaunchTemplates", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "ec2:DeleteLaunchTemplate",
                        List.of(scope.arn("ec2", "launch-template/" + id.name())),
                        Map.of()));
            default -> List.of();
        };
    }

    private static List<LaunchTemplate> describe(AwsApi aws, ClusterTags ours) {
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeLaunchTemplates,
                        DescribeLaunchTemplatesRequest.builder()
                                .filters(ours.anyOfThem())
                                .nextToken(token)
                                .build()),
                DescribeLaunchTemplatesResponse::nextToken,
                DescribeLaunchTemplatesResponse::launchTemplates);
    }
}
