package dev.eksdsl.reliability.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A point of the matrix: all that decides how a run goes. The same point always runs alike, on every machine.
 *
 * @param strikes what goes wrong: one thing, or two at calls one after the other
 * @param seed what ids and surroundings are drawn from
 */
record Point(Stage stage, List<Strike> strikes, long seed) {

    private static final Pattern TEXT = Pattern.compile("(\\w+):(\\d+:[\\w-]+(?:\\+\\d+:[\\w-]+)*):seed=(\\d+)");

    Point {
        strikes = List.copyOf(strikes);
    }

    static Point of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a point is such as apply:37:drop-after:seed=4, not " + text);
        }
        List<Strike> strikes =
                Arrays.stream(parts.group(2).split("\\+")).map(Strike::of).toList();
        return new Point(Stage.of(parts.group(1)), strikes, Long.parseLong(parts.group(3)));
    }

    /** The kinds of what goes wrong, such as {@code drop-after} or {@code kill-before+throttle}. */
    String harms() {
        return strikes.stream().map(strike -> strike.harm().text()).collect(Collectors.joining("+"));
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        String what = strikes.stream().map(Strike::toString).collect(Collectors.joining("+"));
        return stage.text() + ":" + what + ":seed=" + seed;
    }
}
