package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a kind has at hand within a run. */
record RunActing(AwsApi aws, Plan plan, StepRun<?, ?> run, Inputs inputs, Timeline timeline) implements Acting {

    @Override
    public ResourceId id() {
        return run.step().resource();
    }

    @Override
    public Ownership owner() {
        return new Ownership(plan.cluster());
    }

    @Override
    public Optional<Instant> leaseUntil() {
        return plan.leaseUntil();
    }

    @Override
    public Optional<String> declaration() {
        return plan.claim();
    }

    @Override
    public String value(Input input) {
        return inputs.find(input)
                .orElseThrow(() -> new IllegalStateException(run.step().id() + " needs " + input
                        + ", which is not known: its resource must come before in the plan"));
    }

    @Override
    public String token() {
        String name = plan.cluster() + " " + plan.madeAt() + " " + run.step().id() + " " + run.part();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public boolean isRepeated() {
        return run.isRepeated();
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public Instant started() {
        return run.started();
    }
}
