package dev.eksdsl.sweep;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.Region;

/** Finds what has outlived its lease, and deletes it if told to. For one sweep; not thread-safe. */
public final class Sweeper {

    private final Function<String, ? extends SweptRegion> open;
    private final AwsApi home;
    private final Sweep wishes;
    private final Timeline timeline;
    private final Map<String, SweptRegion> regions = new TreeMap<>();
    private final Map<Place, Sighting> seen = new TreeMap<>();
    private final Map<String, String> unread = new TreeMap<>();

    /**
     * @param open gives the region of an id; the sweep closes it
     * @param home the account, in any of its regions
     */
    public Sweeper(Function<String, ? extends SweptRegion> open, AwsApi home, Timeline timeline, Sweep wishes) {
        this.open = open;
        this.home = home;
        this.timeline = timeline;
        this.wishes = wishes;
    }

    /**
     * Sweeps. A region that cannot be read does not keep the others from being swept.
     *
     * @throws dev.eksdsl.aws.AwsCallException if the account's regions cannot be read
     */
    public SweepReport run() {
        Instant began = timeline.now();
        Set<String> ids = regionIds();
        try {
            ids.forEach(id -> regions.put(id, open.apply(id)));
            discover();
            List<SweepFinding> findings = look();
            return new SweepReport(
                    began, wishes.deletes(), ids, wishes.deletes() ? delete(findings) : findings, unread);
        } finally {
            regions.values().forEach(SweptRegion::close);
        }
    }

    /** Without a word, DescribeRegions tells those that are enabled for the account. */
    private Set<String> regionIds() {
        Set<String> ids = wishes.regions()
                .orElseGet(() -> timeline
                        .await(read(() -> home.ec2(
                                Ec2Client::describeRegions,
                                DescribeRegionsRequest.builder().build())))
                        .regions()
                        .stream()
                        .map(Region::regionName)
                        .collect(Collectors.toSet()));
        return ids.stream().filter(wishes::wantsRegion).collect(Collectors.toCollection(TreeSet::new));
    }

    private void discover() {
        Map<String, CompletableFuture<Map<Place, Sighting>>> tagged = new LinkedHashMap<>();
        regions.forEach((id, region) -> tagged.put(id, read(() -> Traces.tagged(region.aws()))));
        List<CompletableFuture<Set<Place>>> inIam =
                List.of(read(() -> Traces.withRoles(home)), read(() -> Traces.withProviders(home)));
        tagged.forEach((id, region) -> result(id, region).ifPresent(seen::putAll));
        inIam.forEach(places -> result("iam", places)
                .ifPresent(all -> all.forEach(place -> seen.computeIfAbsent(place, x -> new Sighting()))));
        seen.keySet().removeIf(place -> !regions.containsKey(place.region()) || !wishes.wants(place));
    }

    private List<SweepFinding> look() {
        List<SweepFinding> findings = new ArrayList<>();
        seen.forEach((place, sighting) -> {
            Optional<Standing> standing = sighting.standing(timeline.now());
            if (standing.isPresent()) {
                findings.add(SweepFinding.of(place, standing.get(), List.of()));
                return;
            }
            try {
                Look look = Look.at(place, region(place.region()), timeline);
                if (!look.holdings().isEmpty()) {
                    findings.add(look.finding());
                }
            } catch (EksDslException e) {
                unread.merge(place.region(), String.valueOf(e.getMessage()), (one, other) -> one + "; " + other);
            }
        });
        return findings;
    }

    private List<SweepFinding> delete(List<SweepFinding> findings) {
        Map<SweepFinding, Removal> removals = new LinkedHashMap<>();
        for (SweepFinding finding : findings) {
            if (finding.outcome() == SweepOutcome.EXPIRED) {
                removals.put(finding, new Removal(finding, region(finding.region()), timeline).start());
            }
        }
        try {
            return findings.stream()
                    .map(finding -> Optional.ofNullable(removals.get(finding))
                            .map(Removal::end)
                            .orElse(finding))
                    .toList();
        } catch (CancellationException interrupted) {
            removals.values().forEach(Removal::cancel);
            throw interrupted;
        }
    }

    private SweptRegion region(String id) {
        SweptRegion region = regions.get(id);
        if (region == null) {
            throw new IllegalArgumentException(id + " is not swept");
        }
        return region;
    }

    private <T> CompletableFuture<T> read(Supplier<T> read) {
        return new Attempts(timeline).read(read);
    }

    /** What was read; a failure is kept for the report. */
    private <T> Optional<T> result(String where, CompletableFuture<T> read) {
        try {
            return Optional.of(timeline.await(read));
        } catch (EksDslException e) {
            unread.put(where, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
