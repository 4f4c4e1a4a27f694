package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eks.model.DescribeInsightRequest;
import software.amazon.awssdk.services.eks.model.DescribeInsightResponse;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshRequest;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshResponse;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightSummary;
import software.amazon.awssdk.services.eks.model.InsightsFilter;
import software.amazon.awssdk.services.eks.model.InsightsRefreshStatus;
import software.amazon.awssdk.services.eks.model.ListInsightsRequest;
import software.amazon.awssdk.services.eks.model.ListInsightsResponse;
import software.amazon.awssdk.services.eks.model.StartInsightsRefreshRequest;
import software.amazon.awssdk.services.eks.model.StartInsightsRefreshResponse;

/**
 * Insights of clusters: what EKS finds when it checks one, once a day and when it is asked to. In between they stay as they
 * were.
 */
final class Insights {

    /** How often EKS checks by itself (EKS user guide, "Cluster insights"). */
    private static final Duration INTERVAL = Duration.ofHours(24);

    private final Surroundings eks;
    private final VersionRules versions = new VersionRules();

    Insights(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(ListInsightsRequest.class, this::list);
        operations.on(DescribeInsightRequest.class, this::describe);
        operations.on(StartInsightsRefreshRequest.class, this::start);
        operations.on(DescribeInsightsRefreshRequest.class, this::describeRefresh);
    }

    private ListInsightsResponse list(ListInsightsRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        InsightsFilter filter = request.filter();
        List<Insight> found = current(cluster).stream()
                .filter(insight -> filter == null || isWanted(insight, filter))
                .toList();
        Page<Insight> page = Pages.of(found, Insight::id, request.maxResults(), request.nextToken());
        return ListInsightsResponse.builder()
                .insights(page.items().stream().map(Insights::summary).toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean isWanted(Insight insight, InsightsFilter filter) {
        return isIn(filter.categoriesAsStrings(), insight.categoryAsString())
                && isIn(filter.kubernetesVersions(), insight.kubernetesVersion())
                && isIn(filter.statusesAsStrings(), insight.insightStatus().statusAsString());
    }

    private static boolean isIn(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static InsightSummary summary(Insight insight) {
        return InsightSummary.builder()
                .id(insight.id())
                .name(insight.name())
                .category(insight.category())
                .kubernetesVersion(insight.kubernetesVersion())
                .lastRefreshTime(insight.lastRefreshTime())
                .lastTransitionTime(insight.lastTransitionTime())
                .description(insight.description())
                .insightStatus(insight.insightStatus())
                .build();
    }

    private DescribeInsightResponse describe(DescribeInsightRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        Insight insight = current(cluster).stream()
                .filter(candidate -> candidate.id().equals(request.id()))
                .findFirst()
                .orElseThrow(() -> Refusals.notFound(cluster.where(), "No insight found for ID: " + request.id()));
        return DescribeInsightResponse.builder().insight(insight).build();
    }

    private StartInsightsRefreshResponse start(StartInsightsRefreshRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        cluster.requireInUse();
        InsightLog log = cluster.insights;
        if (!log.isRefreshing()) {
            log.startedAt = eks.now();
            log.endedAt = null;
            eks.after(cluster, Durations.Of.INSIGHTS_REFRESH, () -> {
                refresh(cluster);
                log.endedAt = eks.now();
            });
        }
        return StartInsightsRefreshResponse.builder()
                .status(status(log))
                .message(message(log))
                .build();
    }

    private DescribeInsightsRefreshResponse describeRefresh(DescribeInsightsRefreshRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        InsightLog log = cluster.insights;
        if (log.startedAt == null) {
            throw Refusals.notFound(cluster.where(), "No insights refresh found for cluster: " + cluster.name() + ".");
        }
        return DescribeInsightsRefreshResponse.builder()
                .status(status(log))
                .message(message(log))
                .startedAt(log.startedAt)
                .endedAt(log.endedAt)
                .build();
    }

    private static InsightsRefreshStatus status(InsightLog log) {
        return log.isRefreshing() ? InsightsRefreshStatus.IN_PROGRESS : InsightsRefreshStatus.COMPLETED;
    }

    private static String message(InsightLog log) {
        return log.isRefreshing() ? "Insights refresh is in progress" : "Insights refresh is complete";
    }

    /** The insights, refreshed if they are due; a cluster that was never ACTIVE has none. */
    private List<Insight> current(ClusterState cluster) {
        Instant last = cluster.insights.refreshedAt;
        boolean due = last == null || !eks.now().isBefore(last.plus(INTERVAL));
        if (due && cluster.hasKubernetes()) {
            refresh(cluster);
        }
        return cluster.insights.insights();
    }

    private void refresh(ClusterState cluster) {
        InsightChecks checks = new InsightChecks(cluster);
        List<InsightFinding> findings = new ArrayList<>(checks.upgrade());
        versions.wayBack(cluster, eks.now()).ifPresent(version -> findings.addAll(checks.rollback(version)));
        cluster.insights.refresh(cluster.described().arn(), findings, eks.now());
    }
}
