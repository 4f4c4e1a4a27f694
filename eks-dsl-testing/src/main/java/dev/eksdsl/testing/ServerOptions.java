package dev.eksdsl.testing;

import dev.eksdsl.testing.server.Durations;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of {@link FakeAwsServer}, as they were written on its command line. */
final class ServerOptions {

    static final String USAGE = """
            usage: eks-dsl-fake-aws [--port N] [--speed X] [--calendar YYYY-MM-DD] [--seed N] [--lenient]
                                    [--drawn-durations] [--rate-limits] [--snapshot FILE]
                                    [--duration NAME=SECONDS] [--tls] [--ca-file FILE]
              --port             the port on 127.0.0.1; 0, the default, takes a free one
              --speed            how many times as fast as real time its own time passes; default 1
              --calendar         the date that its calendar starts with; default today
              --seed             the seed that ids and durations are drawn from; default 1
              --lenient          takes made-up references and ends lifecycles at once, for suites that
                                 were written for other fakes; default is as strict as AWS
              --drawn-durations  draws how long things take; default is their median
              --duration         how long one thing takes, by its name in Durations.Of, such as
                                 EC2_READ_AFTER_WRITE=2; may be said several times
              --rate-limits      throttles calls that exceed AWS's API rates; default is not to
              --snapshot         starts with the state of this file, if there is one, at its moment, and
                                 with its seed, calendar and the like in place of those given; writes
                                 the file when it is stopped in order (SIGTERM, Ctrl-C), and on
                                 POST /eks-dsl/snapshot
              --tls              serves over TLS, with an authority of its own
              --ca-file          writes that authority's certificate there, for AWS_CA_BUNDLE; with --tls""";

    private static final Set<String> WITH_VALUE =
            Set.of("--port", "--speed", "--calendar", "--seed", "--duration", "--snapshot", "--ca-file");
    private static final Set<String> FLAGS = Set.of("--lenient", "--drawn-durations", "--rate-limits", "--tls");

    private final Set<String> flags = new HashSet<>();
    private final Map<Durations.Of, Duration> durations = new EnumMap<>(Durations.Of.class);
    private int port;
    private double speed = 1;
    private long seed = 1;
    private @Nullable LocalDate calendar;
    private @Nullable Path snapshot;
    private @Nullable Path caFile;

    private ServerOptions() {}

    /** @throws IllegalArgumentException if one is wrong; says which, and why */
    static ServerOptions parse(String[] arguments) {
        ServerOptions options = new ServerOptions();
        options.read(new ArrayDeque<>(List.of(arguments)));
        return options;
    }

    private void read(Deque<String> arguments) {
        while (!arguments.isEmpty()) {
            String option = arguments.pop();
            if (FLAGS.contains(option)) {
                flags.add(option);
            } else if (!WITH_VALUE.contains(option)) {
                throw new IllegalArgumentException("no such option: " + option);
            } else if (arguments.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            } else {
                set(option, arguments.pop());
            }
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed must be more than 0");
        }
        if (caFile != null && !flags.contains("--tls")) {
            throw new IllegalArgumentException("--ca-file needs --tls");
        }
    }

    private void set(String option, String value) {
        try {
            switch (option) {
                case "--port" -> port = Integer.parseInt(value);
                case "--speed" -> speed = Double.parseDouble(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--duration" -> setDuration(value);
                case "--snapshot" -> snapshot = Path.of(value);
                case "--ca-file" -> caFile = Path.of(value);
                default -> calendar = LocalDate.parse(value);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is no number: " + value, e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + " is no date: " + value, e);
        }
    }

    private void setDuration(String value) {
        int sign = value.indexOf('=');
        String name = sign < 0 ? value : value.substring(0, sign);
        Durations.Of what = Stream.of(Durations.Of.values())
                .filter(of -> of.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("--duration knows nothing of this name: " + name));
        double seconds = Double.parseDouble(value.substring(name.length()).replaceFirst("^=", ""));
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("--duration must be 0 or more: " + value);
        }
        durations.put(what, Duration.ofNanos((long) (seconds * 1e9)));
    }

    int port() {
        return port;
    }

    double speed() {
        return speed;
    }

    long seed() {
        return seed;
    }

    Map<Durations.Of, Duration> durations() {
        return Map.copyOf(durations);
    }

    Optional<LocalDate> calendar() {
        return Optional.ofNullable(calendar);
    }

    Optional<Path> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    Optional<Path> caFile() {
        return Optional.ofNullable(caFile);
    }

    boolean lenient() {
        return flags.contains("--lenient");
    }

    boolean drawnDurations() {
        return flags.contains("--drawn-durations");
    }

    boolean rateLimits() {
        return flags.contains("--rate-limits");
    }

    boolean tls() {
        return flags.contains("--tls");
    }
}
