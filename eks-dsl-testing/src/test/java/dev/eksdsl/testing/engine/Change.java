package dev.eksdsl.testing.engine;

import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.resource.addon.AddonBuilder;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import java.util.List;
import java.util.function.Consumer;

/**
 * One change of a declaration.
 *
 * @param name what changes
 * @param before declares what is changed
 * @param after declares it anew
 * @param step the one step of the plan, as text
 * @param writes the calls that make the change
 */
record Change(
        String name,
        Consumer<EksClusterBuilder> before,
        Consumer<EksClusterBuilder> after,
        String step,
        List<String> writes) {

    static Change of(
            String name,
            Consumer<EksClusterBuilder> before,
            Consumer<EksClusterBuilder> after,
            String step,
            String... writes) {
        return new Change(name, before, after, step, List.of(writes));
    }

    static Consumer<EksClusterBuilder> nodes(Consumer<NodeGroupBuilder> declaration) {
        return c -> c.nodeGroup("workers", declaration);
    }

    static Consumer<EksClusterBuilder> addon(String name, Consumer<AddonBuilder> declaration) {
        return c -> c.addon(name, declaration);
    }

    @Override
    public String toString() {
        return name;
    }
}
