package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.Distribution;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterResponse;

/** Keeps the filters of log groups: nothing is delivered and nothing is counted by them. */
final class FilterOperations {

    // CloudWatch Logs user guide, "quotas"
    private static final int MOST_SUBSCRIPTIONS = 2;
    private static final int MOST_METRICS = 100;

    private final Groups groups;

    FilterOperations(Groups groups) {
        this.groups = groups;
    }

    void register(Operations operations) {
        operations.on(PutSubscriptionFilterRequest.class, this::subscribe);
        operations.on(DescribeSubscriptionFiltersRequest.class, this::subscriptions);
        operations.on(DeleteSubscriptionFilterRequest.class, this::unsubscribe);
        operations.on(PutMetricFilterRequest.class, this::measure);
        operations.on(DescribeMetricFiltersRequest.class, this::metrics);
        operations.on(DeleteMetricFilterRequest.class, this::leave);
        operations.on(TestMetricFilterRequest.class, this::test);
    }

    private PutSubscriptionFilterResponse subscribe(PutSubscriptionFilterRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        FilterPattern.parse(request.filterPattern());
        SubscriptionFilter present = group.subscriptions.get(request.filterName());
        if (present == null && group.subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            throw LogsFaults.tooMany();
        }
        group.subscriptions.put(
                request.filterName(),
                SubscriptionFilter.builder()
                        .filterName(request.filterName())
                        .logGroupName(group.name)
                        .filterPattern(request.filterPattern())
                        .destinationArn(request.destinationArn())
                        .roleArn(request.roleArn())
                        .distribution(
                                request.distribution() == null ? Distribution.BY_LOG_STREAM : request.distribution())
                        .creationTime(present == null ? groups.now() : present.creationTime())
                        .build());
        return PutSubscriptionFilterResponse.builder().build();
    }

    private DescribeSubscriptionFiltersResponse subscriptions(
            DescribeSubscriptionFiltersRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        List<SubscriptionFilter> found = group.subscriptions.values().stream()
                .filter(filter -> hasPrefix(filter.filterName(), request.filterNamePrefix()))
                .toList();
        Page<SubscriptionFilter> page =
                Groups.page(found, SubscriptionFilter::filterName, request.limit(), request.nextToken());
        return DescribeSubscriptionFiltersResponse.builder()
                .subscriptionFilters(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteSubscriptionFilterResponse unsubscribe(DeleteSubscriptionFilterRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        if (group.subscriptions.remove(request.filterName()) == null) {
            throw LogsFaults.notFound("The specified subscription filter does not exist.");
        }
        return DeleteSubscriptionFilterResponse.builder().build();
    }

    private PutMetricFilterResponse measure(PutMetricFilterRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        FilterPattern.parse(request.filterPattern());
        MetricFilter present = group.metrics.get(request.filterName());
        if (present == null && group.metrics.size() >= MOST_METRICS) {
            throw LogsFaults.tooMany();
        }
        group.metrics.put(
                request.filterName(),
                MetricFilter.builder()
                        .filterName(request.filterName())
                        .logGroupName(group.name)
                        .filterPattern(request.filterPattern())
                        .metricTransformations(request.metricTransformations())
                        .creationTime(present == null ? groups.now() : present.creationTime())
                        .build());
        return PutMetricFilterResponse.builder().build();
    }

    private DescribeMetricFiltersResponse metrics(DescribeMetricFiltersRequest request, Caller caller) {
        List<FakeGroup> searched = request.logGroupName() == null
                ? groups.of(caller)
                : List.of(groups.demand(caller, request.logGroupName()));
        List<MetricFilter> found = searched.stream()
                .flatMap(group -> group.metrics.values().stream())
                .filter(filter -> hasPrefix(filter.filterName(), request.filterNamePrefix()))
                .filter(filter -> isFor(filter, request.metricName(), request.metricNamespace()))
                .toList();
        Page<MetricFilter> page = Groups.page(
                found,
                filter -> filter.filterName() + " " + filter.logGroupName(),
                request.limit(),
                request.nextToken());
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean isFor(MetricFilter filter, @Nullable String metric, @Nullable String namespace) {
        return filter.metricTransformations().stream()
                .anyMatch(each -> (metric == null || each.metricName().equals(metric))
                        && (namespace == null || each.metricNamespace().equals(namespace)));
    }

    private static boolean hasPrefix(String name, @Nullable String prefix) {
        return prefix == null || name.startsWith(prefix);
    }

    private DeleteMetricFilterResponse leave(DeleteMetricFilterRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        if (group.metrics.remove(request.filterName()) == null) {
            throw LogsFaults.notFound("The specified metric filter does not exist.");
        }
        return DeleteMetricFilterResponse.builder().build();
    }

    private TestMetricFilterResponse test(TestMetricFilterRequest request, Caller caller) {
        FilterPattern pattern = FilterPattern.parse(request.filterPattern());
        Map<Long, String> numbered = new LinkedHashMap<>();
        request.logEventMessages().forEach(message -> numbered.put(numbered.size() + 1L, message));
        return TestMetricFilterResponse.builder()
                .matches(numbered.entrySet().stream()
                        .flatMap(each -> pattern.matches(each.getValue()) ? Stream.of(each) : Stream.empty())
                        .map(each -> MetricFilterMatchRecord.builder()
                                .eventNumber(each.getKey())
                                .eventMessage(each.getValue())
                                .build())
                        .toList())
                .build();
    }
}
