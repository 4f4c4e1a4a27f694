package dev.eksdsl.resource.addon;

import dev.eksdsl.model.Input;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Declares an add-on: in EKS's default version, overwriting a copy that is there already, with a role of its own where it
 * is known to need one. Not thread-safe.
 */
public final class AddonBuilder {

    private final ImmutableAddonSpec.Builder spec = ImmutableAddonSpec.builder();
    private final Map<String, String> tags = new LinkedHashMap<>();

    public AddonBuilder(String name) {
        spec.name(name);
    }

    /** A version such as {@code v1.11.1-eksbuild.4}, or {@code default} or {@code latest}. */
    public AddonBuilder version(String version) {
        spec.version(version);
        return this;
    }

    /** The newest version that EKS offers for the cluster's version. */
    public AddonBuilder latest() {
        return version(AddonSpec.LATEST_VERSION);
    }

    /** Settings as a JSON object; EKS tells the schema with {@code DescribeAddonConfiguration}. */
    public AddonBuilder configuration(String json) {
        spec.configuration(json);
        return this;
    }

    /** What happens to differing settings; {@link ConflictPolicy#OVERWRITE} unless said otherwise. */
    public AddonBuilder conflicts(ConflictPolicy policy) {
        spec.conflicts(policy);
        return this;
    }

    /** An existing role for the add-on's service account. */
    public AddonBuilder role(String arn) {
        spec.role(Input.known(arn));
        return this;
    }

    public AddonBuilder tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public AddonSpec build() {
        return spec.tags(tags).build();
    }
}
