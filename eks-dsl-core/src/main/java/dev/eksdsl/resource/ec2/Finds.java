package dev.eksdsl.resource.ec2;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Gathers the resources of one kind that carry our tags, and reports each under the id that its tags name. Not thread-safe.
 *
 * <p>Where two carry the same id (a create call without a client token was repeated, for its answer was lost), the one in
 * use is reported under the id, and the other under {@code name~awsId}: nobody declares that, so it gets deleted.
 *
 * @param <O> the kind's state
 */
public final class Finds<O> {

    private final String kind;
    private final Observing<?, O> observing;
    private final TreeMap<ResourceId, List<Find<O>>> finds = new TreeMap<>();

    private record Find<O>(
            Map<String, String> tags, String awsId, boolean used, Instant created, Observation<O> observation) {}

    public Finds(String kind, Observing<?, O> observing) {
        this.kind = kind;
        this.observing = observing;
    }

    /**
     * Takes one resource; passes over what is not ours.
     *
     * @param used whether something uses it: of two, it is the one to keep
     */
    public void add(List<Tag> tags, String awsId, boolean used, Observation<O> observation) {
        Map<String, String> all = Ec2Tags.read(tags);
        observing
                .owner()
                .read(all)
                .filter(id -> id.kind().equals(kind))
                .ifPresent(id -> finds.computeIfAbsent(id, x -> new ArrayList<>())
                        .add(new Find<>(all, awsId, used, Ec2Tags.created(tags), observation)));
    }

    /** Reports all. Of two that are used alike the older one stays, as {@link OneOfAKind} has it. */
    public void report() {
        finds.forEach((id, same) -> {
            same.sort(Comparator.<Find<O>, Boolean>comparing(find -> !find.used())
                    .thenComparing(Find::created)
                    .thenComparing(Find::awsId));
            Find<O> stays = same.get(0);
            observing.found(id, stays.observation(), stays.tags());
            same.stream()
                    .skip(1)
                    .forEach(find -> observing.found(
                            new ResourceId(kind, id.name() + "~" + find.awsId()), find.observation(), find.tags()));
        });
    }
}
