package dev.eksdsl.forecast;

import dev.eksdsl.waiting.Prior;
import java.util.Optional;
import java.util.Set;

/**
 * Something that takes time, and comes after other such things.
 *
 * @param id tells it apart
 * @param after those that have ended before it begins
 * @param afterBegun those that have begun before it begins
 * @param oneOf those of which one must have ended before it can end: until then its time does not run; empty: it waits for none
 * @param lane of those in one lane, one is at work at a time, in the order of the list; empty: it is in none
 * @param takes how long it takes; empty: no time
 */
public record Activity<K>(
        K id, Set<K> after, Set<K> afterBegun, Set<K> oneOf, Optional<String> lane, Optional<Prior> takes) {

    public Activity {
        after = Set.copyOf(after);
        afterBegun = Set.copyOf(afterBegun);
        oneOf = Set.copyOf(oneOf);
    }
}
