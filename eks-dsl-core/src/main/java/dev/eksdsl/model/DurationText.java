package dev.eksdsl.model;

import java.time.Duration;

/** Durations as people read them: {@code 8s}, {@code 2m}, {@code 13m41s}, {@code 1h05m}. */
public final class DurationText {

    private DurationText() {}

    public static String of(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            long rest = seconds % 60;
            return seconds / 60 + "m" + (rest == 0 ? "" : String.format("%02ds", rest));
        }
        return seconds / 3600 + "h" + String.format("%02dm", seconds % 3600 / 60);
    }
}
