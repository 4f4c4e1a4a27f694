package dev.eksdsl.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Inventory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The state of a {@link FakeAws} at a moment, to start others from: {@code FakeAws.builder().from(snapshot).build()}. Any number
 * of fakes can start from one; each goes its own way.
 *
 * <pre>{@code
 * Snapshot built = aws.snapshot();
 * built.save(Path.of("target/cluster.json"));
 * FakeAws copy = FakeAws.builder().from(Snapshot.load(Path.of("target/cluster.json"))).build();
 * }</pre>
 *
 * <p>It is the journal of what was done to the fake from outside: the calls that took effect, what clients wrote to the
 * Kubernetes APIs, and the settings made by the fake's own Java API. A fake is built from it by doing all that again, each at
 * its moment; so ids, times and lifecycles that are half-way come out the same. Then its clock stands at the snapshot's
 * moment.
 *
 * <p>Not part of it are the record of calls, the faults of {@link FakeAws#faults()} that have not struck, open watches, how
 * full the buckets of {@link FakeAws#rateLimits()} are (they begin full), whether policies are enforced ({@link
 * FakeAwsBuilder#enforcePolicies()} is said again), and what belongs to a process: the ports at which a {@link FakeAwsBuilder#servedKubernetes()} listens, and the key of the
 * certificate authority. Sessions of AWS roles go on.
 *
 * <p>It holds no secret keys, tokens or passwords of AWS. What clients sent otherwise is in it as they sent it, such as the
 * contents of Kubernetes Secrets; so a file can be read by its owner only, where the file system can say so.
 *
 * <p>Immutable and thread-safe.
 */
public final class Snapshot {

    private final String origin;
    private final Settings settings;
    private final Instant moment;
    private final List<String> inventory;
    private final List<ObjectNode> journal;

    /**
     * What a fake is built with.
     *
     * @param start when its calendar began
     */
    record Settings(
            long seed,
            Instant start,
            boolean lenient,
            boolean drawnDurations,
            boolean defaultVpcs,
            boolean loadBalancerController) {}

    /**
     * @param origin what messages call it
     * @param inventory what exists at the moment, one line for each thing
     * @param journal what was done until then
     */
    Snapshot(String origin, Settings settings, Instant moment, List<String> inventory, List<ObjectNode> journal) {
        this.origin = origin;
        this.settings = settings;
        this.moment = moment;
        this.inventory = List.copyOf(inventory);
        this.journal = List.copyOf(journal);
    }

    /**
     * Reads a file that {@link #save} has written.
     *
     * @throws SnapshotException if there is no such file, or it is damaged, or of a version that this library does not know
     */
    public static Snapshot load(Path file) {
        return SnapshotFile.read(file);
    }

    /**
     * Writes it to a file, as JSON. A file that is there is replaced in one go.
     *
     * @throws SnapshotException if the file cannot be written
     */
    public void save(Path file) {
        SnapshotFile.write(this, file);
    }

    /** The moment of the fake's time at which it was taken. */
    public Instant moment() {
        return moment;
    }

    Settings settings() {
        return settings;
    }

    List<String> inventory() {
        return inventory;
    }

    List<ObjectNode> journal() {
        return journal;
    }

    /** Sees that what was built is what there was. */
    void requireSame(Inventory built) {
        List<String> lines = lines(built);
        if (lines.equals(inventory)) {
            return;
        }
        List<String> missing =
                inventory.stream().filter(line -> !lines.contains(line)).toList();
        List<String> more =
                lines.stream().filter(line -> !inventory.contains(line)).toList();
        throw new SnapshotException(
                "%s cannot be restored: it was taken with another version of this library, or changed since. It comes out without %s and with %s"
                        .formatted(origin, missing, more));
    }

    static List<String> lines(Inventory inventory) {
        return inventory.stream().map(Object::toString).toList();
    }

    SnapshotException notRestored(RuntimeException cause) {
        return new SnapshotException("%s cannot be restored: %s".formatted(origin, cause.getMessage()), cause);
    }

    /** Where it is from, its moment, how much is in it. */
    @Override
    public String toString() {
        return "%s of %s: %d resources, %d entries".formatted(origin, moment, inventory.size(), journal.size());
    }
}
