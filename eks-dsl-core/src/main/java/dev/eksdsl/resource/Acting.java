package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a kind has at hand while a step runs. */
public interface Acting {

    AwsApi aws();

    /** The resource that is acted on. */
    ResourceId id();

    Ownership owner();

    /** Until when all that this run creates is meant to stay: the same in each step and at each try. Empty: for good. */
    Optional<Instant> leaseUntil();

    /** The tags that the resource is to be created with. */
    default Map<String, String> tags(Map<String, String> users) {
        return owner().tags(id(), leaseUntil(), users);
    }

    /** The declaration that is applied, as claims name it; empty if the plan names none. */
    default Optional<String> declaration() {
        return Optional.empty();
    }

    /** The user's tags, and the claim of the declaration that is applied: for the kinds that keep one. */
    default Map<String, String> claiming(Map<String, String> users) {
        Map<String, String> tags = new LinkedHashMap<>(users);
        declaration().ifPresent(digest -> tags.put(Ownership.DECLARATION_TAG, digest));
        return tags;
    }

    /**
     * Takes what has been found to be there already only if it follows the declaration that is applied.
     *
     * @param tags those that it carries
     * @throws OtherDeclarationException if another declaration has made it, or taken it over, since the plan was made
     */
    default void verifyClaim(Map<String, String> tags) {
        String found = tags.getOrDefault(Ownership.DECLARATION_TAG, "");
        if (declaration().isPresent()
                && !found.isEmpty()
                && !declaration().get().equals(found)) {
            throw new OtherDeclarationException(id().toString(), found);
        }
    }

    /** The value of an input; it is known, for its resource's step has run before. */
    String value(Input input);

    default List<String> values(List<Input> inputs) {
        return inputs.stream().map(this::value).toList();
    }

    /** The client request token of this step: the same each time the step is tried within one run. */
    String token();

    /** Whether this was tried before in this run, so that an earlier try may have had its effect. */
    boolean isRepeated();

    Instant now();

    /** When this step began in this run: the same each time it is tried. */
    Instant started();
}
