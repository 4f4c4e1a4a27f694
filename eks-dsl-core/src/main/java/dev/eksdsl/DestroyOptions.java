package dev.eksdsl;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Spared;
import dev.eksdsl.resource.key.KeyType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** How a cluster is destroyed. Without a word all goes but keys of KMS, within two hours. Not thread-safe. */
public final class DestroyOptions {

    /** How long a destruction may take unless told otherwise: some times the usual quarter of an hour. */
    public static final Duration USUAL_DEADLINE = Duration.ofHours(2);

    private final Map<String, String> onRequest = new HashMap<>(Map.of(KeyType.KIND, "ask for it with .keys()"));
    private final Set<ResourceId> kept = new HashSet<>();
    private Duration deadline = USUAL_DEADLINE;

    private DestroyOptions() {}

    static DestroyOptions of(Consumer<DestroyOptions> choices) {
        DestroyOptions options = new DestroyOptions();
        choices.accept(options);
        return options;
    }

    /**
     * How long it may take in all. Then it is stopped, as if it had been cancelled, and the report tells what is left. Has no
     * effect on a plan. Default: two hours.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public DestroyOptions deadline(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a deadline of " + limit + " leaves no time");
        }
        this.deadline = limit;
        return this;
    }

    /**
     * Deletes the KMS keys that carry the cluster's tags as well: KMS keeps each for 30 days, within which its deletion can
     * be called off, and then all that was encrypted with it is lost. Default: they stay.
     */
    public DestroyOptions keys() {
        onRequest.remove(KeyType.KIND);
        return this;
    }

    /**
     * Keeps one resource, such as {@code volume/vol-0a1b2c3d4e5f60718}. What needs it not to exist, such as the subnet of a
     * network interface, fails to go then.
     */
    public DestroyOptions keep(String resource) {
        kept.add(ResourceId.parse(resource));
        return this;
    }

    Spared spared() {
        return new Spared(onRequest, kept);
    }

    Duration deadline() {
        return deadline;
    }
}
