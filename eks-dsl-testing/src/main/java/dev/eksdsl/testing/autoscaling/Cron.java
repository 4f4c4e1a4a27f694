package dev.eksdsl.testing.autoscaling;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week, each a list of numbers, ranges and
 * steps. As in Unix, a day fits if either of the two days does, unless one of them is {@code *}.
 */
record Cron(
        BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean anyDay, boolean anyWeekday) {

    private static final int YEARS_AHEAD = 5;

    /** Refuses with ValidationError what is no such expression. */
    static Cron parse(String text) {
        String[] fields = text.trim().split("\\s+");
        try {
            if (fields.length != 5) {
                throw new NumberFormatException("not five fields");
            }
            BitSet weekdays = set(fields[4], 0, 7);
            if (weekdays.get(7)) {
                weekdays.set(0);
            }
            return new Cron(
                    set(fields[0], 0, 59),
                    set(fields[1], 0, 23),
                    set(fields[2], 1, 31),
                    set(fields[3], 1, 12),
                    weekdays,
                    fields[2].equals("*"),
                    fields[4].equals("*"));
        } catch (NumberFormatException e) {
            throw Refusals.validation("Given recurrence string:" + text + " is invalid");
        }
    }

    private static BitSet set(String field, int least, int most) {
        BitSet set = new BitSet();
        for (String part : field.split(",")) {
            String[] stepped = part.split("/", 2);
            String[] range = stepped[0].split("-", 2);
            boolean all = stepped[0].equals("*");
            int from = all ? least : Integer.parseInt(range[0]);
            int to = all || stepped.length == 2 && range.length == 1 ? most : Integer.parseInt(range[range.length - 1]);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            if (from < least || to > most || from > to || step < 1) {
                throw new NumberFormatException(part);
            }
            for (int i = from; i <= to; i += step) {
                set.set(i);
            }
        }
        return set;
    }

    /** The first moment after this one that fits; null if there is none in the years to come. */
    @Nullable
    Instant after(Instant moment, ZoneId zone) {
        ZonedDateTime time = moment.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime end = time.plusYears(YEARS_AHEAD);
        while (time.isBefore(end)) {
            if (!months.get(time.getMonthValue()) || !fitsDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time.toInstant();
            }
        }
        return null;
    }

    private boolean fitsDay(ZonedDateTime time) {
        boolean day = days.get(time.getDayOfMonth());
        boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
        return anyDay || anyWeekday ? day && weekday : day || weekday;
    }
}
