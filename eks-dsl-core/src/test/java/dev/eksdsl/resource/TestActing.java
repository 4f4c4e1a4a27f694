package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A step on a resource of the cluster {@code production}; an output's value is its written form. */
public record TestActing(AwsApi aws, ResourceId id, boolean isRepeated, Instant started, Instant now)
        implements Acting {

    public TestActing(AwsApi aws, ResourceId id, boolean isRepeated) {
        this(aws, id, isRepeated, Instant.EPOCH, Instant.EPOCH);
    }

    /** The same step some time later. */
    public TestActing later(Duration time) {
        return new TestActing(aws, id, isRepeated, started, now.plus(time));
    }

    @Override
    public Ownership owner() {
        return new Ownership("production");
    }

    @Override
    public Optional<Instant> leaseUntil() {
        return Optional.empty();
    }

    @Override
    public String value(Input input) {
        return input instanceof Input.Known known ? known.value() : input.toString();
    }

    @Override
    public String token() {
        return "token";
    }
}
