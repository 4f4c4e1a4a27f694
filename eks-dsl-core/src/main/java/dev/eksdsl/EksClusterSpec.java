package dev.eksdsl;

import dev.eksdsl.model.HiddenImplementation;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.addon.AddonSpec;
import dev.eksdsl.resource.fargate.FargateProfileSpec;
import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What a cluster should be, with all that belongs to it: a value, made with {@link Eks#cluster}. It holds no connection and
 * no state; the same specification can be planned against any account and region.
 */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface EksClusterSpec permits ImmutableEksClusterSpec, ImmutableEksClusterSpec.Json {

    /** 1 to 100 letters, digits, dashes and underscores. */
    String name();

    /** Kubernetes' minor version, such as {@code 1.35}. Empty if none was given, which is a problem. */
    @Value.Default
    default String version() {
        return "";
    }

    NetworkSpec network();

    @Value.Default
    default boolean publicEndpoint() {
        return true;
    }

    @Value.Default
    default boolean privateEndpoint() {
        return true;
    }

    List<String> publicCidrs();

    /** The ARN of an existing role for the control plane. */
    Optional<String> clusterRole();

    /** The ARN of an existing role for nodes. */
    Optional<String> nodeRole();

    Optional<Set<String>> logging();

    @Value.Default
    default String authenticationMode() {
        return "API_AND_CONFIG_MAP";
    }

    Optional<Boolean> deletionProtection();

    /** Whether this library refuses to delete the cluster. */
    @Value.Default
    default boolean isProtected() {
        return false;
    }

    Optional<String> supportType();

    Optional<String> serviceCidr();

    List<NodeGroupSpec> nodeGroups();

    List<FargateProfileSpec> fargateProfiles();

    List<AddonSpec> addons();

    /** Whether the VPC CNI, kube-proxy and CoreDNS are installed as add-ons although they are not named. */
    @Value.Default
    default boolean defaultAddons() {
        return true;
    }

    /** Whether an OIDC provider is made even if no role needs it. */
    @Value.Default
    default boolean oidcProvider() {
        return false;
    }

    List<IrsaSpec> irsa();

    Map<String, String> tags();

    /** How long what is created is meant to stay; empty: until somebody destroys it. */
    Optional<Duration> timeToLive();

    /** The resources that may be deleted and created anew where AWS cannot change them. */
    Set<ResourceId> replaceable();

    /** The declaration for people: a summary on the first line, then what differs from the defaults. */
    default String text() {
        return SpecText.of(this);
    }

    /** What is wrong with it, as far as can be told without asking AWS. */
    default List<Problem> problems() {
        return SpecChecks.of(this);
    }
}
