package dev.eksdsl.testing.kubernetes.api.table;

import java.time.Duration;
import java.time.Instant;

/** Spans of time as kubectl prints them: {@code 13s}, {@code 4m42s}, {@code 12m}, {@code 3h5m}, {@code 2d}. */
final class Ages {

    private Ages() {}

    static String between(String since, Instant now) {
        return since.isEmpty() ? "<unknown>" : of(Duration.between(Instant.parse(since), now));
    }

    static String of(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return pair(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return pair(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (days < 8) {
            return pair(days, "d", hours % 24, "h");
        }
        if (days < 730) {
            return days + "d";
        }
        return pair(days / 365, "y", days % 365, "d");
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + bigUnit : big + bigUnit + small + smallUnit;
    }
}
