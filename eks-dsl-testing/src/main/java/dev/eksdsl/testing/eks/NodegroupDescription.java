package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupHealth;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;

/** A new node group's description: what was asked for, with EKS's defaults (EKS API reference) for what was not. */
final class NodegroupDescription {

    private static final int FIRST_WITH_AL2023 = 30;
    private static final int DISK_GIB = 20;
    private static final int WINDOWS_DISK_GIB = 50;

    private NodegroupDescription() {}

    static Nodegroup of(
            CreateNodegroupRequest request,
            ClusterState cluster,
            String id,
            @Nullable LaunchTemplateView source,
            Instant now) {
        String version = cluster.version();
        String amiType = amiType(request, version, source);
        String release = amiType.equals("CUSTOM") && source != null
                ? source.data().imageId()
                : request.releaseVersion() == null
                        ? KubernetesVersions.eks().amiRelease(version, now)
                        : request.releaseVersion();
        boolean template = request.launchTemplate() != null;
        return Nodegroup.builder()
                .nodegroupName(request.nodegroupName())
                .nodegroupArn(Arns.part(cluster.creator, "nodegroup", cluster.name(), request.nodegroupName(), id))
                .clusterName(cluster.name())
                .version(version)
                .releaseVersion(release)
                .createdAt(now)
                .modifiedAt(now)
                .status(NodegroupStatus.CREATING)
                .capacityType(
                        request.capacityTypeAsString() == null
                                ? CapacityTypes.ON_DEMAND.toString()
                                : request.capacityTypeAsString())
                .scalingConfig(scaling(request.scalingConfig()))
                .instanceTypes(instanceTypes(request, source))
                .subnets(request.subnets())
                .remoteAccess(request.remoteAccess())
                .amiType(amiType)
                .nodeRole(request.nodeRole())
                .labels(request.hasLabels() ? request.labels() : Map.of())
                .taints(request.taints())
                .diskSize(template ? null : diskSize(request, amiType))
                .health(NodegroupHealth.builder().issues(List.of()).build())
                .updateConfig(
                        request.updateConfig() == null
                                ? NodegroupUpdateConfig.builder()
                                        .maxUnavailable(1)
                                        .build()
                                : request.updateConfig())
                .nodeRepairConfig(request.nodeRepairConfig())
                .warmPoolConfig(request.warmPoolConfig())
                .launchTemplate(template(request.launchTemplate(), source))
                .tags(request.hasTags() ? request.tags() : Map.of())
                .build();
    }

    /** The template with both id and name, and the number of the version. */
    static @Nullable LaunchTemplateSpecification template(
            @Nullable LaunchTemplateSpecification asked, @Nullable LaunchTemplateView source) {
        return source == null
                ? asked
                : LaunchTemplateSpecification.builder()
                        .id(source.id())
                        .name(source.name())
                        .version(String.valueOf(source.version()))
                        .build();
    }

    static String amiType(CreateNodegroupRequest request, String version, @Nullable LaunchTemplateView source) {
        if (source != null && source.data().imageId() != null) {
            return "CUSTOM";
        }
        if (request.amiTypeAsString() != null) {
            return request.amiTypeAsString();
        }
        return KubernetesVersions.minorOf(version) < FIRST_WITH_AL2023 ? "AL2_x86_64" : "AL2023_x86_64_STANDARD";
    }

    /** The types asked for; none if the launch template says it. */
    static List<String> instanceTypes(CreateNodegroupRequest request, @Nullable LaunchTemplateView source) {
        if (source != null && source.data().instanceType() != null) {
            return List.of();
        }
        return request.instanceTypes().isEmpty() ? List.of("t3.medium") : request.instanceTypes();
    }

    private static Integer diskSize(CreateNodegroupRequest request, String amiType) {
        if (request.diskSize() != null) {
            return request.diskSize();
        }
        return amiType.startsWith("WINDOWS") ? WINDOWS_DISK_GIB : DISK_GIB;
    }

    /** The sizes asked for; without any, EKS runs two nodes of one to two. */
    static NodegroupScalingConfig scaling(@Nullable NodegroupScalingConfig asked) {
        Integer least = asked == null ? null : asked.minSize();
        Integer most = asked == null ? null : asked.maxSize();
        Integer desired = asked == null ? null : asked.desiredSize();
        return NodegroupScalingConfig.builder()
                .minSize(least == null ? Integer.valueOf(1) : least)
                .maxSize(most == null ? Integer.valueOf(2) : most)
                .desiredSize(desired == null ? Integer.valueOf(2) : desired)
                .build();
    }
}
