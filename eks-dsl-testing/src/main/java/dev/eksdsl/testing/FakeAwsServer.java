package dev.eksdsl.testing;

import dev.eksdsl.testing.door.HttpDoor;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A fake AWS as a process of its own: all services on one port, until it is stopped. Point any AWS client at it with {@code
 * AWS_ENDPOINT_URL}.
 */
public final class FakeAwsServer {

    private static final String USAGE = """
            usage: eks-dsl-fake-aws [--port N] [--speed X] [--calendar YYYY-MM-DD] [--seed N]
              --port      the port on 127.0.0.1; 0, the default, takes a free one
              --speed     how many times as fast as real time its own time passes; default 1
              --calendar  the date that its calendar starts with; default today
              --seed      the seed that ids are drawn from; default 1""";

    private static final Set<String> OPTIONS = Set.of("--port", "--speed", "--calendar", "--seed");

    private int port;
    private double speed = 1;
    private long seed = 1;
    private LocalDate calendar = LocalDate.now(ZoneOffset.UTC);

    private FakeAwsServer() {}

    /**
     * Runs until the process is stopped. Prints {@code listening on http://127.0.0.1:N} when it is ready. Ends with code 2 if
     * an option is wrong.
     *
     * @param arguments {@code --help} tells them
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        FakeAwsServer server = new FakeAwsServer();
        try {
            server.read(new ArrayDeque<>(List.of(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
        // the jar logs nowhere unless a provider is put beside it, and that is not worth a warning
        System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "ERROR"));
        server.run(System.out);
    }

    private void read(Deque<String> arguments) {
        while (!arguments.isEmpty()) {
            String option = arguments.pop();
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException("no such option: " + option);
            }
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            set(option, arguments.pop());
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed must be more than 0");
        }
    }

    private void set(String option, String value) {
        try {
            switch (option) {
                case "--port" -> port = Integer.parseInt(value);
                case "--speed" -> speed = Double.parseDouble(value);
                case "--seed" -> seed = Long.parseLong(value);
                default -> calendar = LocalDate.parse(value);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is no number: " + value, e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + " is no date: " + value, e);
        }
    }

    private void run(PrintStream out) throws InterruptedException {
        try (FakeAws aws = FakeAws.builder()
                .calendar(calendar)
                .seed(seed)
                .realTime(speed)
                .servedKubernetes()
                .build()) {
            HttpDoor door = aws.serve(port);
            out.println("listening on http://127.0.0.1:" + door.port());
            out.flush();
            new CountDownLatch(1).await();
        }
    }
}
