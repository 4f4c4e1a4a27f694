package dev.eksdsl.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.eksdsl.model.ResourceId;

/**
 * What a step is called: its resource, and for one of several updates the call: {@code cluster/production#logging}.
 *
 * @param text the written form
 */
public record StepId(@JsonValue String text) {

    @JsonCreator
    public StepId {}

    static StepId of(ResourceId resource) {
        return new StepId(resource.toString());
    }

    static StepId of(ResourceId resource, String call) {
        return new StepId(resource + "#" + call);
    }

    @Override
    public String toString() {
        return text;
    }
}
