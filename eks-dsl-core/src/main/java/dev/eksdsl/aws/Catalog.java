package dev.eksdsl.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;

/**
 * Remembers for an hour what AWS publishes for everybody and changes some times a month: the versions of Kubernetes and of
 * add-ons. Thread-safe.
 */
final class Catalog {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Set<Class<?>> REQUESTS =
            Set.of(DescribeClusterVersionsRequest.class, DescribeAddonVersionsRequest.class);

    private final InstantSource clock;
    private final Map<Object, Entry> entries = new ConcurrentHashMap<>();

    Catalog(InstantSource clock) {
        this.clock = clock;
    }

    @SuppressWarnings("unchecked") // an answer is kept under the very request that it answers
    <R> R ask(Object request, Supplier<R> call) {
        if (!REQUESTS.contains(request.getClass())) {
            return call.get();
        }
        Entry entry = entries.get(request);
        if (entry == null || clock.instant().isAfter(entry.asked.plus(KEPT))) {
            entry = new Entry(clock.instant(), call.get());
            entries.put(request, entry);
        }
        return (R) entry.answer;
    }

    private record Entry(Instant asked, Object answer) {}
}
