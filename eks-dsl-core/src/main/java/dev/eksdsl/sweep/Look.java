package dev.eksdsl.sweep;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Holdings;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.time.Timeline;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;

/** What reading a cluster's own resources has told, all of them, past the tagging API. */
record Look(Place place, Holdings holdings, Standing standing) {

    static Look at(Place place, SweptRegion region, Timeline timeline) {
        Holdings holdings = region.holdings(place.cluster());
        Standing standing = Standing.of(holdings, timeline.now());
        ResourceId cluster = new ResourceId("cluster", place.cluster());
        if (standing.outcome() == SweepOutcome.EXPIRED
                && holdings.tags().containsKey(cluster)
                && hasDeletionProtection(place.cluster(), region, timeline)) {
            standing = standing.refused(cluster + " has deletion protection");
        }
        return new Look(place, holdings, standing);
    }

    /** EKS would refuse in the end, when everything that makes the cluster useful is deleted. */
    private static boolean hasDeletionProtection(String cluster, SweptRegion region, Timeline timeline) {
        DescribeClusterRequest request =
                DescribeClusterRequest.builder().name(cluster).build();
        return Boolean.TRUE.equals(timeline.await(
                        new Attempts(timeline).read(() -> region.aws().eks(EksClient::describeCluster, request)))
                .cluster()
                .deletionProtection());
    }

    /** Whether the plan deletes nothing whose tags have not been looked at. */
    boolean covers(Plan plan, SweptRegion region) {
        return plan.changes().stream()
                .map(Step::resource)
                .filter(region::carriesTags)
                .allMatch(holdings.tags()::containsKey);
    }

    SweepFinding finding() {
        return SweepFinding.of(place, standing, holdings.tags().keySet());
    }
}
