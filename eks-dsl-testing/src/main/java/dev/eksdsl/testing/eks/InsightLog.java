package dev.eksdsl.testing.eks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightCategorySpecificSummary;
import software.amazon.awssdk.services.eks.model.InsightStatus;

/** The insights of one cluster as of their last refresh, and that refresh if it was asked for. */
final class InsightLog {

    private List<Insight> insights = List.of();

    /** When the insights were last computed; null if they never were. */
    @Nullable
    Instant refreshedAt;

    /** When the last refresh that was asked for began; null if none was. */
    @Nullable
    Instant startedAt;

    /** When that refresh ended; null while it runs. */
    @Nullable
    Instant endedAt;

    List<Insight> insights() {
        return insights;
    }

    boolean isRefreshing() {
        return startedAt != null && endedAt == null;
    }

    /** Takes the findings in as insights; one whose status is as it was keeps the time of its last change. */
    void refresh(String clusterArn, List<InsightFinding> findings, Instant now) {
        Map<String, Insight> before = insights.stream().collect(Collectors.toMap(Insight::id, Function.identity()));
        insights = findings.stream()
                .map(finding -> insight(clusterArn, finding, before, now))
                .toList();
        refreshedAt = now;
    }

    private static Insight insight(
            String clusterArn, InsightFinding finding, Map<String, Insight> before, Instant now) {
        String key = clusterArn + "/" + finding.category() + "/" + finding.kubernetesVersion() + "/" + finding.name();
        String id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        Insight old = before.get(id);
        Instant since =
                old != null && old.insightStatus().status() == finding.status() ? old.lastTransitionTime() : now;
        return Insight.builder()
                .id(id)
                .name(finding.name())
                .category(finding.category())
                .kubernetesVersion(finding.kubernetesVersion())
                .lastRefreshTime(now)
                .lastTransitionTime(since)
                .description(finding.description())
                .insightStatus(InsightStatus.builder()
                        .status(finding.status())
                        .reason(finding.reason())
                        .build())
                .recommendation(finding.recommendation())
                .additionalInfo(finding.links())
                .resources(finding.resources())
                .categorySpecificSummary(InsightCategorySpecificSummary.builder()
                        .deprecationDetails(List.of())
                        .addonCompatibilityDetails(finding.addons())
                        .build())
                .build();
    }
}
