package dev.eksdsl.resource.cluster;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.eks.EksTags;
import dev.eksdsl.resource.eks.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** The calls that change a cluster in place. EKS takes one type of change per call. */
record ClusterUpdate(ClusterSpec spec, ClusterState state) {

    static final String VERSION = "version";
    static final String ENDPOINT = "endpoint";
    static final String SUBNETS = "subnets";
    static final String SECURITY_GROUPS = "security-groups";
    static final String LOGGING = "logging";
    static final String AUTHENTICATION = "authentication";
    static final String PROTECTION = "deletion-protection";
    static final String PROTECT = "protect";
    static final String SUPPORT = "support";
    static final String TAGS = "tags";

    Progress<ClusterState> make(Acting acting, String call) {
        if (call.equals(TAGS)) {
            EksTags.set(acting, state.arn(), spec.tags());
            return ClusterType.look(acting);
        }
        if (call.equals(PROTECT)) {
            protect(acting);
            return ClusterType.look(acting);
        }
        try {
            Update update = call.equals(VERSION) ? version(acting) : config(acting, call);
            return Updates.await(
                    update,
                    "cluster " + state.name(),
                    DescribeUpdateRequest.builder().name(state.name()),
                    ClusterType::look);
        } catch (AwsCallException e) {
            if (isDoneAlready(e)) {
                return ClusterType.look(acting);
            }
            throw e;
        }
    }

    private void protect(Acting acting) {
        if (spec.isProtected()) {
            EksTags.set(acting, state.arn(), ClusterProtection.TAG);
        } else {
            EksTags.remove(acting, state.arn(), ClusterProtection.TAG.keySet());
        }
    }

    private Update version(Acting acting) {
        return acting.aws()
                .eks(
                        EksClient::updateClusterVersion,
                        UpdateClusterVersionRequest.builder()
                                .name(state.name())
                                .version(spec.version())
                                .clientRequestToken(acting.token())
                                .build())
                .update();
    }

    private Update config(Acting acting, String call) {
        UpdateClusterConfigRequest.Builder request =
                UpdateClusterConfigRequest.builder().name(state.name()).clientRequestToken(acting.token());
        switch (call) {
            case ENDPOINT -> request.resourcesVpcConfig(endpoint());
            case SUBNETS -> request.resourcesVpcConfig(v -> v.subnetIds(acting.values(spec.subnets())));
            case SECURITY_GROUPS ->
                request.resourcesVpcConfig(v -> v.securityGroupIds(acting.values(spec.securityGroups())));
            case LOGGING ->
                request.logging(ClusterRequests.logging(spec.logging().orElseThrow()));
            case AUTHENTICATION -> request.accessConfig(a -> a.authenticationMode(spec.authenticationMode()));
            case PROTECTION ->
                request.deletionProtection(spec.deletionProtection().orElseThrow());
            case SUPPORT ->
                request.upgradePolicy(p -> p.supportType(spec.supportType().orElseThrow()));
            default -> throw new IllegalArgumentException("no such call: " + call);
        }
        return acting.aws().eks(EksClient::updateClusterConfig, request.build()).update();
    }

    private VpcConfigRequest endpoint() {
        VpcConfigRequest.Builder vpc = VpcConfigRequest.builder()
                .endpointPublicAccess(spec.publicEndpoint())
                .endpointPrivateAccess(spec.privateEndpoint());
        if (spec.publicEndpoint()) {
            vpc.publicAccessCidrs(spec.publicCidrs().isEmpty() ? List.of("0.0.0.0/0") : spec.publicCidrs());
        }
        return vpc.build();
    }

    /** EKS refuses a change that changes nothing; known texts, from public issue threads. */
    private static boolean isDoneAlready(AwsCallException e) {
        return e.is("InvalidParameterException")
                && (e.reason().contains("No changes needed")
                        || e.reason().contains("already at the desired configuration"));
    }

    static Timing timing(Optional<String> call) {
        return switch (call.orElse("")) {
            case TAGS, PROTECT -> Timing.IMMEDIATE;
            case VERSION -> Timing.of(Duration.ofMinutes(9), Duration.ofMinutes(20), Duration.ofMinutes(65));
            default -> Timing.of(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(40));
        };
    }
}
