package dev.eksdsl.resource.addon;

import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.eks.EksTags;
import dev.eksdsl.resource.eks.Updates;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;

/** The calls that install an add-on and change it in place. */
record AddonUpdate(AddonSpec spec, AddonState state) {

    static final String CONFIG = "config";
    static final String TAGS = "tags";

    static CreateAddonRequest creation(Acting acting, AddonSpec spec) {
        CreateAddonRequest.Builder request = CreateAddonRequest.builder()
                .clusterName(acting.owner().cluster())
                .addonName(spec.name())
                .addonVersion(spec.version())
                .clientRequestToken(acting.token())
                .resolveConflicts(spec.conflicts().name())
                .tags(acting.tags(spec.tags()));
        spec.role().ifPresent(role -> request.serviceAccountRoleArn(acting.value(role)));
        spec.configuration().ifPresent(request::configurationValues);
        return request.build();
    }

    Progress<AddonState> make(Acting acting, String call) {
        if (call.equals(TAGS)) {
            EksTags.set(acting, state.arn(), spec.tags());
            return AddonType.look(acting, false);
        }
        UpdateAddonRequest.Builder request = UpdateAddonRequest.builder()
                .clusterName(acting.owner().cluster())
                .addonName(spec.name())
                .addonVersion(spec.version())
                .clientRequestToken(acting.token())
                .resolveConflicts(spec.conflicts().name());
        spec.role().ifPresent(role -> request.serviceAccountRoleArn(acting.value(role)));
        spec.configuration().ifPresent(request::configurationValues);
        Update update =
                acting.aws().eks(EksClient::updateAddon, request.build()).update();
        return Updates.await(
                update,
                "add-on " + spec.name(),
                DescribeUpdateRequest.builder().name(acting.owner().cluster()).addonName(spec.name()),
                next -> AddonType.look(next, spec.awaited()));
    }
}
