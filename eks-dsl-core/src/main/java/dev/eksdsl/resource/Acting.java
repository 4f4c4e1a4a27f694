package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a kind has at hand while a step runs. */
public interface Acting {

    AwsApi aws();

    /** The resource that is acted on. */
    ResourceId id();

    Ownership owner();

    /** The tags that the resource is to be created with. */
    default Map<String, String> tags(Map<String, String> users) {
        return owner().tags(id(), users);
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
