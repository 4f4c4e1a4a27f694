package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.model.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Declares a managed node group: two nodes of AWS's default type in the cluster's private subnets, unless told otherwise.
 * Not thread-safe.
 */
public final class NodeGroupBuilder {

    private final ImmutableNodeGroupSpec.Builder spec = ImmutableNodeGroupSpec.builder();
    private final Map<String, String> tags = new LinkedHashMap<>();

    public NodeGroupBuilder(String name) {
        spec.name(name).minSize(2).maxSize(2);
    }

    /** Replaces the instance types: 1 to 20 of one architecture, first choice first. */
    public NodeGroupBuilder instanceTypes(String... types) {
        spec.instanceTypes(List.of(types));
        return this;
    }

    /** The fewest, the desired and the greatest number of nodes. */
    public NodeGroupBuilder scaling(int min, int desired, int max) {
        spec.minSize(min).desiredSize(desired).maxSize(max);
        return this;
    }

    /** The fewest and the greatest number of nodes; the number between is left to an autoscaler. */
    public NodeGroupBuilder scaling(int min, int max) {
        spec.minSize(min).maxSize(max).desiredSize(Optional.empty());
        return this;
    }

    /** The image family, such as {@code AL2023_x86_64_STANDARD} or {@code BOTTLEROCKET_ARM_64}. Cannot be changed later. */
    public NodeGroupBuilder amiType(String type) {
        spec.amiType(type);
        return this;
    }

    /** Buys the instances as Spot. Cannot be changed later. */
    public NodeGroupBuilder spot() {
        return capacityType(CapacityType.SPOT);
    }

    /** How the instances are bought; AWS's default is on demand. Cannot be changed later. */
    public NodeGroupBuilder capacityType(CapacityType type) {
        spec.capacityType(type);
        return this;
    }

    /** The size of each node's root volume in GiB; AWS's default is 20. Cannot be changed later. */
    public NodeGroupBuilder diskSize(int gib) {
        spec.diskSize(gib);
        return this;
    }

    /** Adds a label to the nodes. */
    public NodeGroupBuilder label(String key, String value) {
        spec.putLabels(key, value);
        return this;
    }

    /** Adds a taint to the nodes. */
    public NodeGroupBuilder taint(String key, String value, TaintEffect effect) {
        spec.addTaints(new NodeTaint(key, value, effect));
        return this;
    }

    /** Replaces the subnets with existing ones. Default: the private subnets of the cluster's network. */
    public NodeGroupBuilder subnets(String... ids) {
        spec.subnets(Stream.of(ids).map(Input::known).toList());
        return this;
    }

    /** An existing role for the nodes. Default: one is made for the cluster. */
    public NodeGroupBuilder role(String arn) {
        spec.role(Input.known(arn));
        return this;
    }

    /** How many nodes an update may take away at a time; AWS's default is 1. */
    public NodeGroupBuilder maxUnavailable(int nodes) {
        spec.maxUnavailable(nodes);
        return this;
    }

    /** The Kubernetes version of the nodes, if it is to differ from the cluster's. */
    public NodeGroupBuilder version(String version) {
        spec.version(version);
        return this;
    }

    /** Adds a tag to the node group; AWS does not pass it on to the instances. */
    public NodeGroupBuilder tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public NodeGroupSpec build() {
        return spec.tags(tags).build();
    }
}
