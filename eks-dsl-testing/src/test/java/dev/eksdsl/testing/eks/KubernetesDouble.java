package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers what EKS tells Kubernetes. CoreDNS is healthy when there is a node. */
final class KubernetesDouble implements KubernetesCluster {

    final ClusterFacts facts;
    final Map<String, NodeFacts> nodes = new LinkedHashMap<>();
    final Map<String, String> addons = new LinkedHashMap<>();
    final Set<String> mapped = new HashSet<>();
    final Set<String> undrainable = new HashSet<>();
    List<FargateProfileFacts> fargate = List.of();
    List<AccessFacts> access = List.of();
    String version;
    boolean closed;

    KubernetesDouble(ClusterFacts facts) {
        this.facts = facts;
        this.version = facts.version();
    }

    @Override
    public String endpoint() {
        return "https://" + facts.id() + ".gr7." + facts.region() + ".eks.amazonaws.com";
    }

    @Override
    public String certificateAuthorityPem() {
        return "-----BEGIN CERTIFICATE-----";
    }

    @Override
    public void nodeJoined(NodeFacts node) {
        nodes.put(node.name(), node);
    }

    @Override
    public void nodeLeft(String name) {
        nodes.remove(name);
    }

    @Override
    public boolean drain(String name, boolean force) {
        return force || !undrainable.contains(name);
    }

    @Override
    public void fargateProfiles(List<FargateProfileFacts> profiles) {
        fargate = profiles;
    }

    @Override
    public void addonInstalled(String name, String version) {
        addons.put(name, version);
    }

    @Override
    public void addonRemoved(String name) {
        addons.remove(name);
    }

    @Override
    public boolean addonHealthy(String name) {
        return !Set.of("coredns", "aws-ebs-csi-driver").contains(name) || !nodes.isEmpty();
    }

    @Override
    public void mapNodeRole(String roleArn) {
        mapped.add(roleArn);
    }

    @Override
    public boolean mapsRole(String roleArn) {
        return mapped.contains(roleArn);
    }

    @Override
    public void access(List<AccessFacts> entries) {
        access = entries;
    }

    @Override
    public void version(String kubernetesVersion) {
        version = kubernetesVersion;
    }

    @Override
    public void close() {
        closed = true;
    }
}
