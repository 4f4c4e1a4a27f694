package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.server.Journal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * What containers do, by their image: set by a test, read by the fake's kubelets. Without a word about it every image
 * can be pulled and its container runs and serves; in a Pod that is not restarted (a Job's) it ends well after five
 * seconds.
 *
 * <p>Images are named as in the Pod, and may hold {@code *} for any text, such as {@code "*web-api:v9"}. The last word
 * counts. Thread-safe.
 */
public final class Images {

    /** What becomes of a container. */
    enum Fate {
        RUNS,
        MISSING,
        NEVER_READY,
        EXITS
    }

    /** What has been said about images of a name. */
    record Behaviour(Fate fate, int exitCode, Duration after) {}

    private record Rule(Pattern image, Behaviour behaviour) {}

    private static final Behaviour RUNS = new Behaviour(Fate.RUNS, 0, Duration.ofSeconds(5));

    private static final String DEED = "image";

    private final Journal journal;
    private final Deque<Rule> rules = new ArrayDeque<>();

    /** @param journal takes note of what is said, and can repeat it */
    public Images(Journal journal) {
        this.journal = journal;
        journal.player(DEED, this::repeat);
    }

    /** The image cannot be pulled: ErrImagePull, then ImagePullBackOff. */
    public Images missing(String image) {
        return say(image, new Behaviour(Fate.MISSING, 0, Duration.ZERO));
    }

    /** The container ends with code 1 a second after each start: CrashLoopBackOff where it is restarted. */
    public Images crashes(String image) {
        return exits(image, 1, Duration.ofSeconds(1));
    }

    /** The container ends with this code, so long after each start. */
    public Images exits(String image, int code, Duration after) {
        return say(image, new Behaviour(Fate.EXITS, code, after));
    }

    /** The container runs, but its readiness probe (if it has one) never succeeds. */
    public Images neverReady(String image) {
        return say(image, new Behaviour(Fate.NEVER_READY, 0, RUNS.after()));
    }

    /** The image works, as it does when nothing was said about it. */
    public Images works(String image) {
        return say(image, RUNS);
    }

    private Images say(String image, Behaviour behaviour) {
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        deed.put("image", image)
                .put("fate", behaviour.fate().name())
                .put("exitCode", behaviour.exitCode())
                .put("after", behaviour.after().toString());
        journal.setting(Deed.of(DEED, deed), () -> add(image, behaviour));
        return this;
    }

    private synchronized void add(String image, Behaviour behaviour) {
        String regex = Pattern.quote(image).replace("*", "\\E.*\\Q");
        rules.addFirst(new Rule(Pattern.compile(regex), behaviour));
    }

    private void repeat(ObjectNode deed) {
        try {
            Behaviour behaviour = new Behaviour(
                    Fate.valueOf(deed.path("fate").asText()),
                    deed.path("exitCode").asInt(),
                    Duration.parse(deed.path("after").asText()));
            say(deed.path("image").asText(), behaviour);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its duration cannot be read", e);
        }
    }

    synchronized Behaviour of(String image) {
        return rules.stream()
                .filter(rule -> rule.image().matcher(image).matches())
                .findFirst()
                .map(Rule::behaviour)
                .orElse(RUNS);
    }
}
