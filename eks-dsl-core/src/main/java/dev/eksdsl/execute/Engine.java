package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.SharedReads;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.waiting.Experience;
import dev.eksdsl.waiting.LookPolicy;

/**
 * What every run works with.
 *
 * @param reads the same calls, for those who may read together
 */
record Engine(
        ResourceTypes types,
        AwsApi aws,
        SharedReads reads,
        Timeline timeline,
        Planner planner,
        LookPolicy looks,
        Experience experience,
        Deadlines deadlines) {}
