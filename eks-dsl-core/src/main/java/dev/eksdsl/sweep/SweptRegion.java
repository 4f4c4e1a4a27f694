package dev.eksdsl.sweep;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Holdings;
import dev.eksdsl.plan.Plan;

/** A region of the account, with what a sweep does there: the same as somebody who destroys a cluster. */
public interface SweptRegion extends AutoCloseable {

    AwsApi aws();

    /** What exists of a cluster, with its tags. */
    Holdings holdings(String cluster);

    /** Whether resources of this kind carry our tags: those of others, which are left behind, do not. */
    boolean carriesTags(ResourceId id);

    Plan planDestroy(String cluster);

    /** Begins to carry a plan out. */
    ApplyHandle start(Plan plan);

    @Override
    void close();
}
