package dev.eksdsl.resource.addon;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesRequest;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.Taint;

/** An add-on's pods find no node that takes them. */
final class RoomCause {

    private static final String COREDNS = "coredns";
    private static final Set<String> SOON = Set.of("CREATING", "UPDATING");

    private final AwsApi aws;
    private final String cluster;

    RoomCause(AwsApi aws, String cluster) {
        this.aws = aws;
        this.cluster = cluster;
    }

    /** Nothing as long as nodes are on their way. */
    List<String> of(Addon addon) {
        List<Nodegroup> groups = nodeGroups();
        if (groups.stream().anyMatch(group -> SOON.contains(group.statusAsString()) && isOpen(group))) {
            return List.of();
        }
        if (groups.isEmpty()) {
            return List.of(fargateProfiles().isEmpty() ? noNodes(addon) : fargateOnly(addon));
        }
        List<Nodegroup> empty = groups.stream()
                .filter(group -> group.scalingConfig().desiredSize() == 0)
                .toList();
        if (empty.size() == groups.size()) {
            return List.of("no node takes the pods of " + addon.addonName() + ": " + names(groups)
                    + " has no nodes; scale up with .scaling(...)");
        }
        if (groups.stream().noneMatch(RoomCause::isOpen)) {
            return List.of("no node takes the pods of " + addon.addonName() + ": "
                    + groups.stream().map(RoomCause::tainted).collect(Collectors.joining(", "))
                    + "; declare a node group without taints, or tolerate them with .configuration(...)");
        }
        return List.of("the pods of " + addon.addonName() + " do not run on the nodes of " + names(groups)
                + ": they are full, or not ready; take more or larger ones, and see the pods' events");
    }

    private static String noNodes(Addon addon) {
        return "no node takes the pods of " + addon.addonName() + ": the cluster has none; declare a node group";
    }

    private static String fargateOnly(Addon addon) {
        return addon.addonName().equals(COREDNS)
                ? "the cluster has Fargate only: give " + COREDNS
                        + " .configuration(\"{\\\"computeType\\\":\\\"Fargate\\\"}\")"
                        + " and a profile with .selector(\"kube-system\")"
                : "the cluster has Fargate only, which " + addon.addonName()
                        + " may not run on: declare a node group, or a profile that selects its pods";
    }

    private static boolean isOpen(Nodegroup group) {
        return group.taints().stream().noneMatch(RoomCause::keepsPodsAway);
    }

    private static boolean keepsPodsAway(Taint taint) {
        return !"PREFER_NO_SCHEDULE".equals(taint.effectAsString());
    }

    private static String names(List<Nodegroup> groups) {
        return groups.stream().map(Nodegroup::nodegroupName).collect(Collectors.joining(", "));
    }

    private static String tainted(Nodegroup group) {
        return group.nodegroupName() + " is tainted with "
                + group.taints().stream()
                        .filter(RoomCause::keepsPodsAway)
                        .map(taint -> taint.key() + "=" + (taint.value() == null ? "" : taint.value()) + ":"
                                + taint.effectAsString())
                        .collect(Collectors.joining(", "));
    }

    private List<Nodegroup> nodeGroups() {
        return Pages.all(
                        token -> aws.eks(
                                EksClient::listNodegroups,
                                ListNodegroupsRequest.builder()
                                        .clusterName(cluster)
                                        .nextToken(token)
                                        .build()),
                        ListNodegroupsResponse::nextToken,
                        ListNodegroupsResponse::nodegroups)
                .stream()
                .map(name -> aws.eks(
                                EksClient::describeNodegroup,
                                DescribeNodegroupRequest.builder()
                                        .clusterName(cluster)
                                        .nodegroupName(name)
                                        .build())
                        .nodegroup())
                .toList();
    }

    private List<String> fargateProfiles() {
        return Pages.all(
                token -> aws.eks(
                        EksClient::listFargateProfiles,
                        ListFargateProfilesRequest.builder()
                                .clusterName(cluster)
                                .nextToken(token)
                                .build()),
                ListFargateProfilesResponse::nextToken,
                ListFargateProfilesResponse::fargateProfileNames);
    }
}
