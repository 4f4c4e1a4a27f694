package dev.eksdsl.resource.cluster;

import dev.eksdsl.model.HiddenImplementation;
import dev.eksdsl.model.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a control plane should be. Optional values that are empty are left to AWS, and are not compared. */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface ClusterSpec permits ImmutableClusterSpec, ImmutableClusterSpec.Json {

    /** Kubernetes' minor version, such as {@code 1.35}. */
    String version();

    /** The role that the control plane acts with. */
    Input role();

    /** The subnets of the control plane's network interfaces: at least two, in at least two zones. */
    List<Input> subnets();

    /** Security groups of those interfaces, beside the one that EKS makes: at most four. */
    List<Input> securityGroups();

    /** Whether the API can be reached from the internet. */
    boolean publicEndpoint();

    /** Whether the API can be reached from the VPC. */
    boolean privateEndpoint();

    /** From which addresses the public endpoint can be reached; empty means from all. */
    List<String> publicCidrs();

    /** The control-plane logs that go to CloudWatch: {@code api}, {@code audit}, {@code authenticator} … */
    Optional<Set<String>> logging();

    /** {@code CONFIG_MAP}, {@code API_AND_CONFIG_MAP} or {@code API}. */
    String authenticationMode();

    Optional<Boolean> deletionProtection();

    /** {@code STANDARD} or {@code EXTENDED}. */
    Optional<String> supportType();

    /** The addresses of Services; only set at creation. */
    Optional<String> serviceCidr();

    /** Whether EKS installs its own copies of the VPC CNI, CoreDNS and kube-proxy; only read at creation. */
    boolean selfManagedAddons();

    /** Whether this library refuses to delete it, by a tag that goes with the cluster. */
    boolean isProtected();

    Map<String, String> tags();

    static Builder builder() {
        return new Builder();
    }

    /** Builds a specification. Not thread-safe. */
    final class Builder extends ImmutableClusterSpec.Builder {}
}
