package dev.eksdsl.testing.kubernetes.controller;

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

    private final Deque<Rule> rules = new ArrayDeque<>();

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

    private synchronized Images say(String image, Behaviour behaviour) {
        String regex = Pattern.quote(image).replace("*", "\\E.*\\Q");
        rules.addFirst(new Rule(Pattern.compile(regex), behaviour));
        return this;
    }

    synchronized Behaviour of(String image) {
        return rules.stream()
                .filter(rule -> rule.image().matcher(image).matches())
                .findFirst()
                .map(Rule::behaviour)
                .orElse(RUNS);
    }
}
