package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.resource.Acting;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.Taint;

/** The request that makes a node group. */
final class NodeGroupRequests {

    private NodeGroupRequests() {}

    static CreateNodegroupRequest create(Acting acting, NodeGroupSpec spec) {
        CreateNodegroupRequest.Builder request = CreateNodegroupRequest.builder()
                .clusterName(acting.owner().cluster())
                .nodegroupName(spec.name())
                .clientRequestToken(acting.token())
                .nodeRole(acting.value(spec.role().orElseThrow()))
                .subnets(acting.values(spec.subnets()))
                .scalingConfig(scaling(spec))
                .labels(spec.labels())
                .taints(spec.taints().stream().map(NodeGroupRequests::taint).toList())
                .tags(acting.tags(spec.tags()));
        if (!spec.instanceTypes().isEmpty()) {
            request.instanceTypes(spec.instanceTypes());
        }
        spec.amiType().ifPresent(request::amiType);
        spec.capacityType().ifPresent(type -> request.capacityType(type.name()));
        spec.diskSize().ifPresent(request::diskSize);
        spec.version().ifPresent(request::version);
        spec.maxUnavailable().ifPresent(n -> request.updateConfig(u -> u.maxUnavailable(n)));
        return request.build();
    }

    static NodegroupScalingConfig scaling(NodeGroupSpec spec) {
        return NodegroupScalingConfig.builder()
                .minSize(spec.minSize())
                .maxSize(spec.maxSize())
                .desiredSize(spec.desiredSize().orElse(spec.minSize()))
                .build();
    }

    static Taint taint(NodeTaint taint) {
        return Taint.builder()
                .key(taint.key())
                .value(taint.value())
                .effect(taint.effect().name())
                .build();
    }
}
