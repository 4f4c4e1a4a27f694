package dev.eksdsl.resource.fargate;

import dev.eksdsl.model.HiddenImplementation;
import dev.eksdsl.model.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.immutables.value.Value;

/** What a Fargate profile should be. Made with {@link FargateProfileBuilder}. AWS can change nothing of it but its tags. */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface FargateProfileSpec permits ImmutableFargateProfileSpec, ImmutableFargateProfileSpec.Json {

    String name();

    /** The role that pods are started with. Empty: the cluster's own. */
    Optional<Input> podExecutionRole();

    /** Private subnets. Empty: those of the cluster's network. */
    List<Input> subnets();

    /** One to five selectors. */
    List<PodSelector> selectors();

    Map<String, String> tags();

    /** The same profile, with what was left open filled in where it is empty, and with the cluster's tags beside its own. */
    default FargateProfileSpec orElse(
            Supplier<Input> defaultRole, List<Input> defaultSubnets, Map<String, String> clusterTags) {
        return ImmutableFargateProfileSpec.builder()
                .from(this)
                .tags(clusterTags)
                .putAllTags(tags())
                .podExecutionRole(podExecutionRole().orElseGet(defaultRole))
                .subnets(subnets().isEmpty() ? defaultSubnets : subnets())
                .build();
    }
}
