package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/** What EKS refuses in node groups. */
final class NodegroupRules {

    private static final int MOST_LABELS = 50;
    private static final int MOST_TAINTS = 50;
    private static final int MOST_INSTANCE_TYPES = 20;
    private static final int LAST_AMAZON_LINUX_2 = 32;
    private static final List<String> RESERVED_LABELS = List.of("kubernetes.io/", "k8s.io/", "eks.amazonaws.com/");

    private final Surroundings eks;
    private final CloudNetwork network;

    NodegroupRules(Surroundings eks) {
        this.eks = eks;
        this.network = eks.network();
    }

    void name(@Nullable String name, Map<String, Object> where) {
        if (name == null || name.length() > 63 || !name.matches("[0-9A-Za-z][A-Za-z0-9_-]*")) {
            throw Refusals.invalidParameter(
                    where,
                    "The name of a node group is 1 to 63 letters, digits, hyphens and underscores, and begins with a"
                            + " letter or a digit");
        }
    }

    void subnets(CreateNodegroupRequest request, Caller caller, String vpcId, Map<String, Object> where) {
        if (request.subnets().isEmpty()) {
            throw Refusals.invalidParameter(where, "A node group needs at least one subnet");
        }
        for (String id : request.subnets()) {
            SubnetView subnet = network.subnet(caller, id)
                    .orElseThrow(() -> Refusals.invalidParameter(where, "The subnet ID '" + id + "' does not exist"));
            if (!subnet.vpcId().equals(vpcId)) {
                throw Refusals.invalidParameter(where, "The subnet '" + id + "' is not in the cluster's VPC " + vpcId);
            }
        }
    }

    /** Refuses an image that does not exist for the version, and instance types that the image does not run on. */
    void machines(String amiType, List<String> instanceTypes, String version, Map<String, Object> where) {
        if (amiType.startsWith("AL2_") && KubernetesVersions.minorOf(version) > LAST_AMAZON_LINUX_2) {
            throw Refusals.invalidParameter(
                    where, "AMI Type " + amiType + " is only supported for kubernetes versions 1.32 or earlier");
        }
        if (instanceTypes.size() > MOST_INSTANCE_TYPES) {
            throw Refusals.invalidParameter(
                    where, "A node group takes up to " + MOST_INSTANCE_TYPES + " instance types");
        }
        String architecture = architecture(amiType);
        List<String> unfit = instanceTypes.stream()
                .filter(type -> network.instanceType(type)
                        .map(InstanceTypeView::architecture)
                        .filter(actual -> architecture.isEmpty() || actual.equals(architecture))
                        .isEmpty())
                .toList();
        if (!unfit.isEmpty()) {
            throw Refusals.invalidParameter(
                    where, unfit + " is not a valid instance type for requested amiType " + amiType);
        }
    }

    /** Refuses a release of Amazon Linux that is of another version; releases of other images tell no version. */
    void release(String amiType, @Nullable String release, String version, Map<String, Object> where) {
        if (amiType.startsWith("AL2") && release != null && !release.startsWith(version + ".")) {
            throw Refusals.invalidParameter(
                    where,
                    "Requested release version " + release + " is not valid for kubernetes version " + version + ".");
        }
    }

    private static String architecture(String amiType) {
        if (amiType.equals("CUSTOM")) {
            return "";
        }
        return amiType.contains("ARM_64") ? "arm64" : "x86_64";
    }

    void scaling(NodegroupScalingConfig scaling, Caller caller, Map<String, Object> where) {
        int mostNodes = eks.most(EksQuota.NODES_PER_NODEGROUP, caller);
        int least = scaling.minSize();
        int most = scaling.maxSize();
        int desired = scaling.desiredSize();
        if (least < 0 || most < 1 || desired < 0) {
            throw Refusals.invalidParameter(
                    where, "minSize and desiredSize must be at least 0 and maxSize at least 1: " + scaling);
        }
        if (least > desired) {
            throw Refusals.invalidParameter(
                    where, "Minimum capacity " + least + " can't be greater than desired size " + desired);
        }
        if (desired > most) {
            throw Refusals.invalidParameter(
                    where, "Desired capacity " + desired + " can't be greater than max size " + most);
        }
        if (most > mostNodes) {
            throw Refusals.invalidParameter(where, "maxSize can't be greater than " + mostNodes);
        }
    }

    void updateConfig(@Nullable NodegroupUpdateConfig config, Map<String, Object> where) {
        if (config == null) {
            return;
        }
        Integer number = config.maxUnavailable();
        Integer percentage = config.maxUnavailablePercentage();
        if (number != null && percentage != null) {
            throw Refusals.invalidParameter(where, "Give maxUnavailable or maxUnavailablePercentage, not both");
        }
        if (outOfHundred(number) || outOfHundred(percentage)) {
            throw Refusals.invalidParameter(
                    where, "maxUnavailable and maxUnavailablePercentage must be between 1 and 100");
        }
    }

    private static boolean outOfHundred(@Nullable Integer value) {
        return value != null && (value < 1 || value > 100);
    }

    void labels(Map<String, String> labels, Map<String, Object> where) {
        if (labels.size() > MOST_LABELS) {
            throw Refusals.invalidParameter(where, "A node group takes up to " + MOST_LABELS + " labels");
        }
        labels.forEach((key, value) -> {
            if (key.isEmpty() || value.isEmpty() || value.length() > 63) {
                throw Refusals.invalidParameter(
                        where, "A label's key and value must not be empty, its value has up to 63 characters: " + key);
            }
            if (RESERVED_LABELS.stream().anyMatch(key::startsWith)) {
                throw Refusals.invalidParameter(
                        where, "Label cannot contain reserved prefixes " + RESERVED_LABELS + ": " + key);
            }
        });
    }

    void taints(List<Taint> taints, Map<String, Object> where) {
        if (taints.size() > MOST_TAINTS) {
            throw Refusals.invalidParameter(where, "A node group takes up to " + MOST_TAINTS + " taints");
        }
        Set<String> seen = new HashSet<>();
        for (Taint taint : taints) {
            if (taint.key() == null
                    || taint.key().isEmpty()
                    || taint.effect() == null
                    || taint.effect() == TaintEffect.UNKNOWN_TO_SDK_VERSION) {
                throw Refusals.invalidParameter(
                        where,
                        "A taint needs a key and an effect NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE: " + taint);
            }
            if (taint.value() != null && taint.value().length() > 63) {
                throw Refusals.invalidParameter(where, "A taint's value has up to 63 characters: " + taint.key());
            }
            if (!seen.add(identity(taint))) {
                throw Refusals.invalidParameter(
                        where, "Duplicate taint with key " + taint.key() + " and effect " + taint.effectAsString());
            }
        }
    }

    /** What tells two taints apart: the key and the effect. */
    static String identity(Taint taint) {
        return taint.key() + ":" + taint.effectAsString();
    }
}
