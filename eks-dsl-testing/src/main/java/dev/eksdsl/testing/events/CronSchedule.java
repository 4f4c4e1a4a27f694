package dev.eksdsl.testing.events;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A cron expression of EventBridge: minute, hour, day of month, month, day of week and year, in UTC. Exactly one of the two
 * days is {@code ?}. Beside lists, ranges and steps there are {@code L} for the last day, {@code W} for the nearest weekday
 * and {@code #} for the n-th day of its kind (EventBridge user guide, "Cron expressions"). Sunday is 1.
 */
final class CronSchedule {

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    private final BitSet minutes;
    private final BitSet hours;
    private final String day;
    private final BitSet months;
    private final String weekday;
    private final BitSet years;

    /** @throws NumberFormatException if it is no such expression */
    CronSchedule(String expression) {
        String[] fields = expression.toUpperCase(Locale.ROOT).trim().split("\\s+");
        if (fields.length != 6 || fields[2].equals("?") == fields[4].equals("?")) {
            throw new NumberFormatException(expression);
        }
        minutes = set(fields[0], 0, 59, List.of());
        hours = set(fields[1], 0, 23, List.of());
        day = fields[2];
        months = set(fields[3], 1, 12, MONTHS);
        weekday = fields[4];
        years = set(fields[5], FIRST_YEAR, LAST_YEAR, List.of());
        checkDays();
    }

    private void checkDays() {
        if (!day.equals("?") && !day.equals("L") && !day.equals("LW")) {
            set(day.endsWith("W") ? day.substring(0, day.length() - 1) : day, 1, 31, List.of());
        }
        if (!weekday.equals("?") && !weekday.equals("L")) {
            set(weekday.replaceAll("L$|#[1-5]$", ""), 1, 7, DAYS);
        }
    }

    private static BitSet set(String field, int least, int most, List<String> names) {
        BitSet set = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", 2);
            String[] range = stepped[0].split("-", 2);
            boolean all = stepped[0].equals("*");
            int from = all ? least : number(range[0], names, least);
            boolean open = all || stepped.length == 2 && range.length == 1;
            int to = open ? most : number(range[range.length - 1], names, least);
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

    private static int number(String text, List<String> names, int least) {
        int named = names.indexOf(text);
        return named < 0 ? Integer.parseInt(text) : named + least;
    }

    /** The first moment after this one that fits; empty if there is none any more. */
    Optional<Instant> after(Instant moment) {
        ZonedDateTime time =
                moment.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        while (time.getYear() <= LAST_YEAR) {
            if (!years.get(time.getYear())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1).plusYears(1);
            } else if (!months.get(time.getMonthValue())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!fitsDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean fitsDay(ZonedDateTime time) {
        return weekday.equals("?") ? fitsDayOfMonth(time) : fitsDayOfWeek(time);
    }

    private boolean fitsDayOfMonth(ZonedDateTime time) {
        int last = YearMonth.from(time).lengthOfMonth();
        if (day.equals("L")) {
            return time.getDayOfMonth() == last;
        }
        if (day.endsWith("W")) {
            int wanted = day.equals("LW") ? last : Integer.parseInt(day.substring(0, day.length() - 1));
            return wanted <= last && time.getDayOfMonth() == nearestWeekday(YearMonth.from(time), wanted);
        }
        return set(day, 1, 31, List.of()).get(time.getDayOfMonth());
    }

    /** The working day nearest to a day, within its month. */
    private static int nearestWeekday(YearMonth month, int wanted) {
        DayOfWeek found = month.atDay(wanted).getDayOfWeek();
        if (found == DayOfWeek.SATURDAY) {
            return wanted == 1 ? 3 : wanted - 1;
        }
        if (found == DayOfWeek.SUNDAY) {
            return wanted == month.lengthOfMonth() ? wanted - 2 : wanted + 1;
        }
        return wanted;
    }

    private boolean fitsDayOfWeek(ZonedDateTime time) {
        int actual = time.getDayOfWeek().getValue() % 7 + 1;
        int dayOfMonth = time.getDayOfMonth();
        if (weekday.contains("#")) {
            String[] parts = weekday.split("#");
            return actual == number(parts[0], DAYS, 1) && (dayOfMonth + 6) / 7 == Integer.parseInt(parts[1]);
        }
        if (weekday.equals("L")) {
            return actual == 7;
        }
        if (weekday.endsWith("L")) {
            boolean last = dayOfMonth + 7 > YearMonth.from(time).lengthOfMonth();
            return last && actual == number(weekday.substring(0, weekday.length() - 1), DAYS, 1);
        }
        return set(weekday, 1, 7, DAYS).get(actual);
    }
}
