package dev.eksdsl.testing.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedule expressions of rules: {@code rate(5 minutes)} and {@code cron(0 20 * * ? *)}. */
final class Schedule {

    private static final Pattern RATE = Pattern.compile("rate\\(([1-9]\\d*) (minute|hour|day)(s?)\\)");
    private static final Pattern CRON = Pattern.compile("cron\\((.+)\\)");

    private Schedule() {}

    /** @throws dev.eksdsl.testing.server.AwsFault if it is no schedule */
    static void check(String expression) {
        if (interval(expression).isEmpty() && cron(expression).isEmpty()) {
            throw Buses.invalid("Parameter ScheduleExpression is not valid.");
        }
    }

    /** How long it is from this moment to the next turn; empty if there is none any more. */
    static Optional<Duration> next(String expression, Instant moment) {
        return interval(expression)
                .or(() -> cron(expression)
                        .flatMap(cron -> cron.after(moment))
                        .map(turn -> Duration.between(moment, turn)));
    }

    private static Optional<CronSchedule> cron(String expression) {
        Matcher matcher = CRON.matcher(expression);
        try {
            return matcher.matches() ? Optional.of(new CronSchedule(matcher.group(1))) : Optional.empty();
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    /** How long a rate's turns are apart; empty for what is not a rate. */
    private static Optional<Duration> interval(String expression) {
        Matcher matcher = RATE.matcher(expression);
        // one minute, two minutes
        if (!matcher.matches()
                || matcher.group(1).equals("1") != matcher.group(3).isEmpty()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
