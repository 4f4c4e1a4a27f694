package dev.eksdsl.testing.door;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How the fake is served over HTTP: plain, on a free port, unless said otherwise. Not thread-safe. */
public final class DoorOptions {

    private int port;
    private boolean tls;
    private final Map<String, Supplier<String>> answers = new HashMap<>();

    DoorOptions() {}

    static DoorOptions of(Consumer<DoorOptions> settings) {
        DoorOptions options = new DoorOptions();
        settings.accept(options);
        return options;
    }

    /** The TCP port on the loopback interface; 0, the default, takes a free one. */
    public DoorOptions port(int number) {
        this.port = number;
        return this;
    }

    /**
     * Serves over TLS, and only so. The certificate is for {@code 127.0.0.1} and {@code localhost}, of an authority that this
     * process makes anew: see {@link HttpDoor#certificateAuthority()}.
     */
    public DoorOptions tls() {
        this.tls = true;
        return this;
    }

    /**
     * What a POST to a path does that is not for AWS.
     *
     * @param path such as {@code /eks-dsl/snapshot}
     * @param action gives the answer, which is JSON
     */
    public DoorOptions command(String path, Supplier<String> action) {
        answers.put("POST " + path, action);
        return this;
    }

    /**
     * What a GET of a path shows that is not for AWS.
     *
     * @param path such as {@code /eks-dsl/inventory}
     * @param content gives the answer, which is JSON
     */
    public DoorOptions document(String path, Supplier<String> content) {
        answers.put("GET " + path, content);
        return this;
    }

    /** What is not for AWS: method and path, and what gives the answer. */
    Map<String, Supplier<String>> answers() {
        return Map.copyOf(answers);
    }

    int port() {
        return port;
    }

    boolean isTls() {
        return tls;
    }
}
