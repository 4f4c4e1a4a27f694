package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was done to a world from outside and had an effect, in order: calls, writes to the Kubernetes APIs, settings. Since
 * everything else follows from it, doing it again, at the same moments, gives the same state.
 *
 * <p>Used with the world's lock held.
 */
public final class Journal {

    private static final String RESET = "reset";

    private final World world;
    private final long seed;
    private final Map<String, Player> players = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private long effects;
    private boolean inSetting;

    Journal(World world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    /** Does deeds of one kind again. */
    @FunctionalInterface
    public interface Player {

        /**
         * Does it again, in the way that it was done: so that the journal takes note of it again.
         *
         * @throws IllegalArgumentException if the description cannot be read
         */
        void repeat(ObjectNode deed);
    }

    private record Entry(Instant at, Deed deed, boolean setting) {}

    /** Registers who can repeat deeds of this kind. */
    public void player(String kind, Player player) {
        if (players.put(kind, player) != null) {
            throw new IllegalArgumentException("two players for deeds of kind " + kind);
        }
    }

    /**
     * Begins something that is done from outside, with ids of its own. Close it in the end; it counts, and is noted, if it
     * {@link Attempt#succeeded()}, or if it has drawn an id or scheduled a change all the same. Within a change, or within
     * another attempt, it is part of that.
     */
    public Attempt begin(Deed deed) {
        return new Attempt(deed);
    }

    /** The strand of the next thing to take effect. */
    Strand nextStrand() {
        return Strand.ofEffect(seed, effects + 1);
    }

    /** Something that is being done from outside. */
    public final class Attempt implements AutoCloseable {

        private final Deed deed;
        private final Strand own;
        private final Strand around;
        private final boolean outermost;
        private boolean succeeded;

        private Attempt(Deed deed) {
            this.deed = deed;
            this.around = world.strand();
            this.outermost = world.isIdle();
            this.own = outermost ? nextStrand() : around;
            world.strand(own);
        }

        /** It has had an effect. */
        public void succeeded() {
            succeeded = true;
        }

        @Override
        public void close() {
            world.strand(around);
            if (outermost && (succeeded || own.isUsed())) {
                effects++;
                entries.add(new Entry(world.now(), deed, false));
            }
        }
    }

    /**
     * Changes how the fake behaves, by the fake's own Java API, and takes note of it, unless a call or a change or another
     * setting does so. Survives a reset.
     */
    public void setting(Deed deed, Runnable change) {
        world.locked(() -> {
            boolean outermost = !inSetting;
            inSetting = true;
            try {
                change.run();
            } finally {
                inSetting = !outermost;
            }
            return outermost && world.isIdle() && entries.add(new Entry(world.now(), deed, true));
        });
    }

    /** Everything was forgotten but the settings. */
    void reset() {
        entries.removeIf(entry -> !entry.setting());
        effects = 0;
        entries.add(new Entry(world.now(), Deed.of(RESET, JsonNodeFactory.instance.objectNode()), false));
    }

    /** Lets a world forget everything when the journal says so. */
    void resetBy(Runnable reset) {
        player(RESET, deed -> reset.run());
    }

    /** What was done, oldest first: each with its moment and kind beside what its player needs. */
    public List<ObjectNode> written() {
        return world.locked(() -> entries.stream().map(Journal::write).toList());
    }

    private static ObjectNode write(Entry entry) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        written.put("at", entry.at().toString()).put("kind", entry.deed().kind());
        return written.setAll(entry.deed().json());
    }

    /**
     * Does again what was done in another world, each at its moment.
     *
     * @param deeds as {@link #written()} gave them
     * @throws IllegalArgumentException if a deed cannot be read, is of no known kind, or has no effect any more; names it
     */
    void repeat(List<ObjectNode> deeds) {
        for (int i = 0; i < deeds.size(); i++) {
            ObjectNode deed = deeds.get(i);
            try {
                repeat(deed);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "entry %d of %d, %s: %s".formatted(i + 1, deeds.size(), name(deed), e.getMessage()), e);
            }
        }
    }

    private void repeat(ObjectNode deed) {
        Player player = players.get(deed.path("kind").asText());
        if (player == null) {
            throw new IllegalArgumentException("no such kind of entry is known");
        }
        int before = entries.size();
        world.passTo(moment(deed));
        player.repeat(deed);
        if (entries.size() == before) {
            throw new IllegalArgumentException("it had an effect then, and has none now");
        }
    }

    private static Instant moment(ObjectNode deed) {
        try {
            return Instant.parse(deed.path("at").asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its moment cannot be read", e);
        }
    }

    private static String name(ObjectNode deed) {
        String what = deed.path("operation").asText(deed.path("method").asText());
        return (deed.path("kind").asText("of no kind") + " " + what).trim();
    }
}
