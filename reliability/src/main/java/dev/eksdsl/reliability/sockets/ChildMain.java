package dev.eksdsl.reliability.sockets;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A program that plans and applies a wish, in a process that may be killed: {@code ENDPOINT FAKE SPEED WISH}. It says that it
 * is ready, and begins when it reads a byte.
 */
final class ChildMain {

    /** Ended well. */
    static final int DONE = 0;

    /** Steps failed. */
    static final int FAILED = 3;

    /** Refused before anything was written. */
    static final int REFUSED = 4;

    static final String READY = "ready";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ChildMain() {}

    /** Ends with what {@link #run} returns. */
    public static void main(String[] arguments) throws IOException {
        FakeDoor fake = new FakeDoor(URI.create(arguments[1]));
        Sessions sessions = new Sessions(fake, Double.parseDouble(arguments[2]), PATIENCE);
        System.out.println(READY);
        if (System.in.read() < 0) {
            return;
        }
        try (EksSession eks = sessions.open(URI.create(arguments[0]))) {
            System.exit(run(eks, Wish.of(arguments[3])));
        }
    }

    private static int run(EksSession eks, Wish wish) {
        try {
            Plan plan = wish.plan(eks);
            Report report = eks.apply(plan);
            if (!report.isSuccess()) {
                System.out.println(line(report.toString()));
            }
            return report.isSuccess() ? DONE : FAILED;
        } catch (EksDslException e) {
            System.out.println(line(String.valueOf(e.getMessage())));
            return REFUSED;
        }
    }

    private static String line(String text) {
        return text.replace('\n', ' ');
    }
}
