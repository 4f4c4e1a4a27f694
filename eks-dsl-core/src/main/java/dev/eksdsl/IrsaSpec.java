package dev.eksdsl;

import dev.eksdsl.model.HiddenImplementation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** A role that the pods of one service account act with (IAM roles for service accounts). Made with {@link IrsaBuilder}. */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface IrsaSpec permits ImmutableIrsaSpec, ImmutableIrsaSpec.Json {

    String namespace();

    String serviceAccount();

    /** The name of the role. Empty: derived from cluster, region, namespace and service account. */
    Optional<String> roleName();

    /** AWS-managed policies by name, or any managed policy by ARN. */
    Set<String> managedPolicies();

    /** Inline policies by name, as JSON. */
    Map<String, String> inlinePolicies();

    Optional<String> permissionsBoundary();
}
