package dev.eksdsl;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Holdings;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.Spared;
import dev.eksdsl.sweep.SweptRegion;

/** A session as a sweep uses it: one for each region, closed when the sweep has ended. */
record SweptSession(EksSession session, AwsApi aws, Planner planner) implements SweptRegion {

    @Override
    public Holdings holdings(String cluster) {
        return planner.holdings(cluster);
    }

    @Override
    public boolean carriesTags(ResourceId id) {
        return planner.isDeclarable(id);
    }

    /** Nothing is spared: what was meant to be gone has nothing that is worth keeping. */
    @Override
    public Plan planDestroy(String cluster) {
        return planner.toDestroy(cluster, Spared.NOTHING);
    }

    @Override
    public ApplyHandle start(Plan plan) {
        return session.start(plan);
    }

    @Override
    public void close() {
        session.close();
    }
}
