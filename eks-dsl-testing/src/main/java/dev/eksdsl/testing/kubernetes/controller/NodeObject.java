package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import dev.eksdsl.testing.kubernetes.controller.Conditions.Condition;

/** Describes a node as the kubelet of an EKS node and the cloud controller do. */
final class NodeObject {

    private final ClusterContext cluster;

    NodeObject(ClusterContext cluster) {
        this.cluster = cluster;
    }

    ObjectNode of(NodeFacts facts) {
        InstanceTypeView type = facts.type();
        boolean arm = type.architecture().equals("arm64");
        String zone = facts.instance().zone();
        ObjectNode node = Meta.object("v1", "Node", "", facts.name());
        ObjectNode labels = commonLabels(node, facts.name(), arm ? "arm64" : "amd64", zone);
        labels.put("node.kubernetes.io/instance-type", type.name())
                .put("beta.kubernetes.io/instance-type", type.name())
                .put("k8s.io/cloud-provider-aws", cluster.facts().id());
        facts.labels().forEach(labels::put);
        ObjectNode spec = node.putObject("spec");
        spec.put("providerID", "aws:///" + zone + "/" + facts.instance().id());
        facts.taints().forEach(taint -> addTaint(spec.withArray("taints"), taint));
        ObjectNode status = node.putObject("status");
        addresses(status, facts.instance().privateIp(), facts.instance().privateDnsName(), facts.name());
        NodeCapacity.of(type).write(status);
        info(status, facts.kubeletVersion(), arm ? "arm64" : "amd64", "Amazon Linux 2023");
        ready(node, false, cluster.timestamp());
        return node;
    }

    static void addTaint(ArrayNode taints, TaintFacts taint) {
        ObjectNode added = taints.addObject().put("key", taint.key()).put("effect", taint.effect());
        if (!taint.value().isEmpty()) {
            added.put("value", taint.value());
        }
    }

    ObjectNode ofFargate(String privateIp, String zone, FargateSize size, String kubeletVersion) {
        String region = cluster.facts().region();
        String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
        String name = "fargate-ip-" + privateIp.replace('.', '-') + "." + domain;
        ObjectNode node = Meta.object("v1", "Node", "", name);
        commonLabels(node, "ip-" + privateIp.replace('.', '-') + "." + domain, "amd64", zone)
                .put("eks.amazonaws.com/compute-type", "fargate");
        ObjectNode spec = node.putObject("spec");
        spec.put(
                "providerID",
                "aws:///" + zone + "/" + cluster.world().ids().hex(10) + "-"
                        + cluster.world().ids().hex(32) + "/fargate-ip-" + privateIp.replace('.', '-') + "." + domain);
        spec.withArray("taints")
                .addObject()
                .put("key", "eks.amazonaws.com/compute-type")
                .put("value", "fargate")
                .put("effect", "NoSchedule");
        ObjectNode status = node.putObject("status");
        addresses(status, privateIp, name.substring("fargate-".length()), name.substring("fargate-".length()));
        new NodeCapacity(size.cpuMilli(), size.memoryMib() * 1024, size.cpuMilli(), size.memoryMib() * 1024, 1, 0)
                .write(status);
        info(status, kubeletVersion, "amd64", "Amazon Linux 2");
        ready(node, false, cluster.timestamp());
        return node;
    }

    private ObjectNode commonLabels(ObjectNode node, String hostname, String architecture, String zone) {
        String region = cluster.facts().region();
        return Meta.labelsOf(node)
                .put("kubernetes.io/arch", architecture)
                .put("beta.kubernetes.io/arch", architecture)
                .put("kubernetes.io/os", "linux")
                .put("beta.kubernetes.io/os", "linux")
                .put("kubernetes.io/hostname", hostname)
                .put("topology.kubernetes.io/region", region)
                .put("failure-domain.beta.kubernetes.io/region", region)
                .put("topology.kubernetes.io/zone", zone)
                .put("failure-domain.beta.kubernetes.io/zone", zone);
    }

    private static void addresses(ObjectNode status, String privateIp, String dnsName, String hostname) {
        status.withArray("addresses").addObject().put("type", "InternalIP").put("address", privateIp);
        status.withArray("addresses").addObject().put("type", "InternalDNS").put("address", dnsName);
        status.withArray("addresses").addObject().put("type", "Hostname").put("address", hostname);
    }

    private void info(ObjectNode status, String kubeletVersion, String architecture, String image) {
        String id = "ec2" + cluster.world().ids().hex(29);
        status.putObject("nodeInfo")
                .put("machineID", id)
                .put("systemUUID", id)
                .put("bootID", cluster.world().ids().uuid().toString())
                .put("kernelVersion", "6.12.40-64.114.amzn2023." + architecture)
                .put("osImage", image)
                .put("containerRuntimeVersion", "containerd://2.1.4")
                .put("kubeletVersion", kubeletVersion.startsWith("v") ? kubeletVersion : "v" + kubeletVersion)
                .put("kubeProxyVersion", "")
                .put("operatingSystem", "linux")
                .put("architecture", architecture);
        status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
    }

    /** Sets the conditions that a kubelet posts. */
    void ready(ObjectNode node, boolean ready, String now) {
        set(
                node,
                "MemoryPressure",
                false,
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available",
                now);
        set(node, "DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now);
        set(node, "PIDPressure", false, "KubeletHasSufficientPID", "kubelet has sufficient PID available", now);
        if (ready) {
            set(node, "Ready", true, "KubeletReady", "kubelet is posting ready status", now);
        } else {
            set(
                    node,
                    "Ready",
                    false,
                    "KubeletNotReady",
                    "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady"
                            + " message:Network plugin returns error: cni plugin not initialized",
                    now);
        }
    }

    private static void set(ObjectNode node, String type, boolean holds, String reason, String message, String now) {
        Conditions.set(node, new Condition(type, holds, reason, message), "lastHeartbeatTime", now);
    }
}
