package dev.eksdsl.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of activities that are under way: it learns what has begun and ended, and what has lasted for some time already.
 *
 * <p>What it says is monotone where nothing surprising happens: the late end, {@link Outlook#latest}, never moves later from one
 * outlook to the next, unless {@link Outlook#delayed} says why not. That is so if an activity has lasted longer than the upper end
 * of its own range, or if by now nine worlds of ten end later than the late end that was told. So a person sees what is left shrink
 * as time passes, though by the bare figures each second of waiting puts off the end a little. Not thread-safe.
 *
 * @param <K> what identifies an activity
 */
public final class RunningForecast<K> {

    /** Ends are told in steps of some seconds: a smaller delay is none. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final Forecast<K> forecast;
    private final @Nullable Instant[] begun;
    private final boolean[] over;
    private @Nullable Instant latest;
    private boolean delayed;
    /** How many are over. */
    private int count;

    public RunningForecast(Forecast<K> forecast) {
        this.forecast = forecast;
        this.begun = new @Nullable Instant[forecast.count()];
        this.over = new boolean[forecast.count()];
    }

    /** It has begun. */
    public void begun(K id, Instant now) {
        begun[forecast.place(id)] = now;
    }

    /** It is over, well or not, or will not begin at all. */
    public void over(K id, Instant now) {
        int place = forecast.place(id);
        delayed |= isLate(place, now);
        if (!over[place]) {
            over[place] = true;
            count++;
        }
        for (int other = 0; other < over.length; other++) {
            if (begun[other] != null && isFirstOf(forecast.oneOf(other), place)) {
                begun[other] = now;
            }
        }
    }

    /** Whether this one is among those, and no other of them has been over before. */
    private boolean isFirstOf(int[] ones, int place) {
        return Arrays.stream(ones).anyMatch(one -> one == place)
                && Arrays.stream(ones).noneMatch(one -> one != place && over[one]);
    }

    /** What is expected now. */
    public Outlook at(Instant now) {
        if (count == over.length) {
            return new Outlook(now, Range.ZERO, false);
        }
        Range left = forecast.left(standing(now));
        boolean late = delayed;
        for (int place = 0; place < over.length; place++) {
            late |= isLate(place, now);
        }
        delayed = false;
        Instant told = latest;
        late |= told != null && now.plus(left.low()).isAfter(told);
        Instant end = now.plus(left.high());
        boolean later = late && told != null && end.isAfter(told.plus(UNTOLD));
        if (told != null && end.isAfter(told) && !later) {
            Duration most = told.isAfter(now) ? Duration.between(now, told) : Duration.ZERO;
            left = new Range(min(left.low(), most), most);
        }
        Outlook outlook = new Outlook(now, left, later);
        latest = outlook.latest();
        return outlook;
    }

    /** How long one takes yet by itself; its whole time if it has not begun, zero when it is over. */
    public Range left(K id, Instant now) {
        int place = forecast.place(id);
        if (over[place]) {
            return Range.ZERO;
        }
        Range own = forecast.own(place);
        Duration elapsed = elapsed(place, now);
        if (begun[place] == null || elapsed.compareTo(own.high()) >= 0) {
            return forecast.left(place, seconds(elapsed));
        }
        Range left = forecast.left(place, seconds(elapsed));
        Duration most = own.high().minus(elapsed);
        return new Range(min(left.low(), most), most);
    }

    private Standing standing(Instant now) {
        return new Standing() {
            @Override
            public boolean isOver(int place) {
                return over[place];
            }

            @Override
            public boolean hasBegun(int place) {
                return begun[place] != null;
            }

            @Override
            public double elapsed(int place) {
                return seconds(RunningForecast.this.elapsed(place, now));
            }
        };
    }

    private boolean isLate(int place, Instant now) {
        return !over[place] && elapsed(place, now).compareTo(forecast.own(place).high()) > 0;
    }

    /** While it waits for one of others, its time does not run. */
    private Duration elapsed(int place, Instant now) {
        int[] ones = forecast.oneOf(place);
        boolean waits = ones.length > 0 && Arrays.stream(ones).noneMatch(one -> over[one]);
        Instant from = begun[place];
        return from == null || waits ? Duration.ZERO : Duration.between(from, now);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
