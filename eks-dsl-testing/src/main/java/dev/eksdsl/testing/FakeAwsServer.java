package dev.eksdsl.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.eksdsl.testing.door.DoorOptions;
import dev.eksdsl.testing.door.HttpDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A fake AWS as a process of its own: all services on one port, until it is stopped. Point any AWS client at it with {@code
 * AWS_ENDPOINT_URL}.
 */
public final class FakeAwsServer {

    private static final String SNAPSHOT_PATH = "/eks-dsl/snapshot";
    private static final String INVENTORY_PATH = "/eks-dsl/inventory";

    private final ServerOptions options;

    private FakeAwsServer(ServerOptions options) {
        this.options = options;
    }

    /**
     * Runs until the process is stopped; a signal ends it at once. Prints {@code listening on http://127.0.0.1:N} when it is
     * ready. Ends with code 2 if an option is wrong, with code 1 if the snapshot to start from cannot be restored.
     *
     * @param arguments {@code --help} tells them
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(ServerOptions.USAGE);
            return;
        }
        ServerOptions options;
        try {
            options = ServerOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + ServerOptions.USAGE);
            System.exit(2);
            return;
        }
        // the jar logs nowhere unless a provider is put beside it, and that is not worth a warning
        System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "ERROR"));
        try {
            new FakeAwsServer(options).run(System.out);
        } catch (SnapshotException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(PrintStream out) throws InterruptedException {
        try (FakeAws aws =
                builder().realTime(options.speed()).servedKubernetes().build()) {
            HttpDoor door = aws.serve(settings -> settings(aws, settings));
            door.certificateAuthority().ifPresent(this::writeAuthority);
            options.snapshot()
                    .ifPresent(file -> Runtime.getRuntime().addShutdownHook(new Thread(() -> save(aws, file))));
            out.println("listening on " + door.url());
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    private FakeAwsBuilder builder() {
        FakeAwsBuilder builder = FakeAws.builder();
        Optional<Path> file = options.snapshot().filter(Files::exists);
        if (file.isPresent()) {
            Snapshot from = Snapshot.load(file.get());
            // not on the standard output: what is read there is the address
            System.err.println("starting from " + from);
            builder.from(from);
        } else {
            fresh(builder);
        }
        options.durations().forEach(builder::duration);
        if (options.rateLimits()) {
            builder.rateLimits();
        }
        return builder;
    }

    private void fresh(FakeAwsBuilder builder) {
        builder.seed(options.seed());
        if (options.calendar().isPresent()) {
            builder.calendar(options.calendar().get());
        } else if (options.speed() != 1) {
            builder.calendar(LocalDate.now(ZoneOffset.UTC));
        }
        if (options.lenient()) {
            builder.lenient();
        }
        if (options.drawnDurations()) {
            builder.drawnDurations();
        }
    }

    private void settings(FakeAws aws, DoorOptions door) {
        door.port(options.port());
        if (options.tls()) {
            door.tls();
        }
        door.document(INVENTORY_PATH, () -> InventoryJson.of(aws.timeline().now(), aws.inventory()));
        options.snapshot().ifPresent(file -> door.command(SNAPSHOT_PATH, () -> save(aws, file)));
    }

    private void writeAuthority(String pem) {
        options.caFile().ifPresent(file -> {
            try {
                Files.writeString(file, pem);
            } catch (IOException e) {
                throw new UncheckedIOException("the file of --ca-file cannot be written: " + file, e);
            }
        });
    }

    /** One at a time: the process may be stopped while a client asks for it. */
    private static synchronized String save(FakeAws aws, Path file) {
        Snapshot taken = aws.snapshot();
        taken.save(file);
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", file.toAbsolutePath().toString())
                .put("moment", taken.moment().toString())
                .toString();
    }
}
