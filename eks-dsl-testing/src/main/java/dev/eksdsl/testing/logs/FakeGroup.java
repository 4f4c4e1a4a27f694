package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;

/** One log group. */
final class FakeGroup {

    final Caller owner;
    final String name;
    final long created;
    final LogGroupClass type;
    final Map<String, FakeStream> streams = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, SubscriptionFilter> subscriptions = new TreeMap<>();
    final Map<String, MetricFilter> metrics = new TreeMap<>();

    @Nullable
    Integer retention;

    @Nullable
    String kmsKey;

    boolean isProtected;

    FakeGroup(Caller owner, String name, long created, LogGroupClass type) {
        this.owner = owner;
        this.name = name;
        this.created = created;
        this.type = type;
    }

    /** Without {@code :*} at its end: the form of the tag operations. */
    String plainArn() {
        return owner.arn("logs", "log-group:" + name);
    }

    LogGroup described(long now) {
        return LogGroup.builder()
                .logGroupName(name)
                .arn(plainArn() + ":*")
                .logGroupArn(plainArn())
                .creationTime(created)
                .retentionInDays(retention)
                .kmsKeyId(kmsKey)
                .logGroupClass(type)
                .deletionProtectionEnabled(isProtected)
                .metricFilterCount(metrics.size())
                .storedBytes(streams.values().stream()
                        .flatMap(stream -> stream.events(now).stream())
                        .mapToLong(FakeStream.Event::size)
                        .sum())
                .build();
    }
}
