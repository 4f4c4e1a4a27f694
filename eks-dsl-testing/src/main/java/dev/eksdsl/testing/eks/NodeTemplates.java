package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.ec2.NodeImages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.VolumeType;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/**
 * What EKS puts into the launch template that it makes for a node group: the user's own template, if there is one, with
 * what EKS decides (EKS user guide, "Customize managed nodes with launch templates").
 */
final class NodeTemplates {

    private NodeTemplates() {}

    /**
     * The data of a version.
     *
     * @param source the user's template; null for none
     */
    static RequestLaunchTemplateData data(NodegroupState group, @Nullable LaunchTemplateView source) {
        Nodegroup described = group.described();
        RequestLaunchTemplateData.Builder data =
                source == null ? RequestLaunchTemplateData.builder() : source.asked().toBuilder();
        data.imageId(image(group, source)).iamInstanceProfile(profile -> profile.name("eks-" + group.id));
        if (!hasOwnGroups(source)) {
            data.securityGroupIds(groups(group));
        }
        if (source == null) {
            data.blockDeviceMappings(disk(described));
            if (described.remoteAccess() != null) {
                data.keyName(described.remoteAccess().ec2SshKey());
            }
        }
        if (source == null || source.data().metadataOptions() == null) {
            boolean tokens = !described.amiTypeAsString().startsWith("AL2_");
            data.metadataOptions(
                    options -> options.httpPutResponseHopLimit(2).httpTokens(tokens ? "required" : "optional"));
        }
        if (source == null || source.data().userData() == null) {
            data.userData(userData(group));
        }
        return data.build();
    }

    /** A template with security groups of its own keeps the cluster's away from the nodes. */
    static boolean hasOwnGroups(@Nullable LaunchTemplateView source) {
        return source != null
                && (!source.data().securityGroupIds().isEmpty()
                        || source.data().networkInterfaces().stream()
                                .anyMatch(each -> !each.groups().isEmpty()));
    }

    private static List<String> groups(NodegroupState group) {
        List<String> groups = new ArrayList<>();
        groups.add(group.cluster.described().resourcesVpcConfig().clusterSecurityGroupId());
        if (group.remoteAccessGroup != null) {
            groups.add(group.remoteAccessGroup);
        }
        return groups;
    }

    /** The image of the group's type and release, or the user's own. */
    static String image(NodegroupState group, @Nullable LaunchTemplateView source) {
        if (source != null && source.data().imageId() != null) {
            return source.data().imageId();
        }
        Nodegroup described = group.described();
        return NodeImages.id(
                group.cluster.creator.region(),
                described.amiTypeAsString(),
                described.version(),
                described.releaseVersion());
    }

    private static LaunchTemplateBlockDeviceMappingRequest disk(Nodegroup group) {
        boolean windows = group.amiTypeAsString().startsWith("WINDOWS");
        boolean bottlerocket = group.amiTypeAsString().startsWith("BOTTLEROCKET");
        return LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(windows ? "/dev/sda1" : bottlerocket ? "/dev/xvdb" : "/dev/xvda")
                .ebs(ebs -> ebs.deleteOnTermination(true)
                        .volumeSize(group.diskSize())
                        .volumeType(
                                windows || group.amiTypeAsString().startsWith("AL2_")
                                        ? VolumeType.GP2
                                        : VolumeType.GP3))
                .build();
    }

    /** What a node of Amazon Linux 2023 reads: the part of a MIME message that names its cluster. */
    private static String userData(NodegroupState group) {
        String text = """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="//"

                --//
                Content-Type: application/node.eks.aws

                ---
                apiVersion: node.eks.aws/v1alpha1
                kind: NodeConfig
                spec:
                  cluster:
                    apiServerEndpoint: %s
                    name: %s
                    cidr: %s

                --//--
                """.formatted(
                        group.cluster.described().endpoint(),
                        group.cluster.name(),
                        group.cluster.described().kubernetesNetworkConfig().serviceIpv4Cidr());
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
