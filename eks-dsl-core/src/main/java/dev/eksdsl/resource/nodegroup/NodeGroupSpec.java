package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.model.HiddenImplementation;
import dev.eksdsl.model.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.immutables.value.Value;

/**
 * What a managed node group should be. Made with {@link NodeGroupBuilder}. Optional values that are empty are left to AWS,
 * and are not compared.
 */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface NodeGroupSpec permits ImmutableNodeGroupSpec, ImmutableNodeGroupSpec.Json {

    String name();

    /** The nodes' role. Empty: the cluster's own node role. */
    Optional<Input> role();

    /** The subnets of the nodes. Empty: the private subnets of the cluster's network. */
    List<Input> subnets();

    /** The instance types, first choice first. Empty: AWS's default, t3.medium. */
    List<String> instanceTypes();

    int minSize();

    int maxSize();

    /** The number of nodes that is set. Empty: {@link #minSize()} at creation, then whatever an autoscaler makes of it. */
    Optional<Integer> desiredSize();

    /** The image family, such as {@code AL2023_x86_64_STANDARD}. */
    Optional<String> amiType();

    Optional<CapacityType> capacityType();

    /** The size of a node's root volume, in GiB. */
    Optional<Integer> diskSize();

    /** The labels of the nodes, all of them: what is not named here is removed. */
    Map<String, String> labels();

    /** The taints of the nodes, all of them: what is not named here is removed. */
    List<NodeTaint> taints();

    /** How many nodes an update may take away at a time. */
    Optional<Integer> maxUnavailable();

    /** The Kubernetes version of the nodes. Empty: the cluster's. */
    Optional<String> version();

    Map<String, String> tags();

    /** The same node group, with what was left open filled in where it is empty, and with the cluster's tags beside its own. */
    default NodeGroupSpec orElse(
            Supplier<Input> defaultRole,
            List<Input> defaultSubnets,
            String clusterVersion,
            Map<String, String> clusterTags) {
        return ImmutableNodeGroupSpec.builder()
                .from(this)
                .tags(clusterTags)
                .putAllTags(tags())
                .role(role().orElseGet(defaultRole))
                .subnets(subnets().isEmpty() ? defaultSubnets : subnets())
                .version(version().orElse(clusterVersion))
                .build();
    }
}
