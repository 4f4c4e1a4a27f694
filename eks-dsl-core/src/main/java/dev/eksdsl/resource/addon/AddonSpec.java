package dev.eksdsl.resource.addon;

import dev.eksdsl.model.HiddenImplementation;
import dev.eksdsl.model.Input;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What an add-on should be. Made with {@link AddonBuilder}. */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface AddonSpec permits ImmutableAddonSpec, ImmutableAddonSpec.Json {

    /** Asks for the version that EKS recommends for the cluster's version. */
    String DEFAULT_VERSION = "default";

    /** Asks for the newest version that EKS offers for the cluster's version. */
    String LATEST_VERSION = "latest";

    String name();

    /** {@value #DEFAULT_VERSION}, {@value #LATEST_VERSION}, or a version such as {@code v1.11.1-eksbuild.4}. */
    @Value.Default
    default String version() {
        return DEFAULT_VERSION;
    }

    /** The version of the cluster that it is for. Empty until the declaration is compiled. */
    Optional<String> clusterVersion();

    /** The role of the add-on's service account. Empty: none, or one made for it if it is known to need one. */
    Optional<Input> role();

    /** Settings, as a JSON object. */
    Optional<String> configuration();

    @Value.Default
    default ConflictPolicy conflicts() {
        return ConflictPolicy.OVERWRITE;
    }

    /** Whether the step waits until the add-on's pods run. False where the cluster has nothing to run them on. */
    @Value.Default
    default boolean awaited() {
        return true;
    }

    Map<String, String> tags();

    /** The same add-on for a cluster, with the cluster's tags beside its own. */
    default AddonSpec in(
            String version, Optional<Input> defaultRole, boolean hasRoom, Map<String, String> clusterTags) {
        return ImmutableAddonSpec.builder()
                .from(this)
                .tags(clusterTags)
                .putAllTags(tags())
                .clusterVersion(version)
                .role(role().or(() -> defaultRole))
                .awaited(hasRoom)
                .build();
    }

    /** The same add-on in one version. */
    default AddonSpec at(String version) {
        return ImmutableAddonSpec.builder().from(this).version(version).build();
    }
}
