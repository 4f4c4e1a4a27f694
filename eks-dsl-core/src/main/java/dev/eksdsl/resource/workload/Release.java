package dev.eksdsl.resource.workload;

import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of giving back what a cluster's workloads hold. Each look asks again for all that is there by then, so that what a
 * person or a tool puts back meanwhile goes too, and a run that follows a crash needs no memory.
 */
record Release(ClusterWorkloads workloads, ClusterEndpoint cluster) {

    /** How long controllers that do not run are waited for: a Deployment takes less to start its pods elsewhere. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Release.class);

    Progress<WorkloadsState> look(Acting acting) {
        return look(acting, null);
    }

    /** @param strandedSince since when all that is left waits for controllers that do not run; null if it does not */
    private Progress<WorkloadsState> look(Acting acting, @Nullable Instant strandedSince) {
        WorkloadsState left;
        try {
            left = workloads.release(cluster);
        } catch (UnreachableClusterException e) {
            if (!e.mayPass()) {
                throw e;
            }
            return Progress.waiting(String.valueOf(e.getMessage()), next -> look(next, strandedSince));
        }
        left.of(Workload.Fate.KEPT).forEach(volume -> KeptVolumes.mark(acting.aws(), volume));
        if (left.isReleased()) {
            return Progress.gone();
        }
        if (!left.isStranded()) {
            return Progress.waiting(left.rest(), next -> look(next, null));
        }
        Instant since = strandedSince == null ? acting.now() : strandedSince;
        if (!acting.now().isBefore(since.plus(PATIENCE))) {
            LOG.warn(
                    "{} left as it is, for no controller runs that would delete what is held: {}",
                    acting.id(),
                    left.rest());
            return Progress.gone();
        }
        return Progress.waiting("no controller runs for " + left.rest(), next -> look(next, since));
    }
}
