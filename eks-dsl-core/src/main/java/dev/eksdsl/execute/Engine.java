package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.time.Timeline;

/** What every run works with. */
record Engine(ResourceTypes types, AwsApi aws, Timeline timeline, Planner planner, Deadlines deadlines) {}
