package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.kubernetes.api.Authenticator;
import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import dev.eksdsl.testing.kubernetes.api.KubernetesApiServer;
import dev.eksdsl.testing.kubernetes.api.User;
import dev.eksdsl.testing.server.Journal;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.wire.WireRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API of one cluster as clients from outside see it: the world's journal takes note of what they write. */
final class JournaledApi implements KubernetesApi {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final World world;
    private final String cluster;
    private final Authenticator authenticator;
    private final KubernetesApiServer server;

    /** @param cluster the cluster's ARN */
    JournaledApi(World world, String cluster, Authenticator authenticator, KubernetesApiServer server) {
        this.world = world;
        this.cluster = cluster;
        this.authenticator = authenticator;
        this.server = server;
    }

    @Override
    public void handle(WireRequest request, Answer answer) {
        world.locked(() -> {
            Optional<User> user =
                    isWrite(request) ? authenticator.authenticate(request.header("Authorization")) : Optional.empty();
            if (user.isEmpty()) {
                server.handle(request, answer);
            } else {
                Outcome outcome = new Outcome(answer);
                try (Journal.Attempt attempt = world.journal().begin(new WriteDeed(cluster, user.get(), request))) {
                    server.handle(request, outcome);
                    if (outcome.success) {
                        attempt.succeeded();
                    }
                }
            }
            return true;
        });
    }

    /** Writes once more what was written in another world, where it was allowed. */
    void repeat(WriteDeed deed) {
        Outcome outcome = new Outcome(Nobody.LISTENS);
        try (Journal.Attempt attempt = world.journal().begin(deed)) {
            server.repeat(deed.request(), deed.user(), outcome);
            if (outcome.success) {
                attempt.succeeded();
            }
        }
    }

    /** Dry runs change nothing, and reviews only ask. */
    private static boolean isWrite(WireRequest request) {
        return WRITES.contains(request.method())
                && !request.query().contains("dryRun=All")
                && !request.path().endsWith("reviews");
    }

    /** Hands an answer on, and sees how the request ended. */
    private static final class Outcome implements Answer {

        private final Answer answer;
        private boolean success;

        Outcome(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void begin(int status, Map<String, String> headers) {
            success = status < 300;
            answer.begin(status, headers);
        }

        @Override
        public void write(byte[] bytes) {
            answer.write(bytes);
        }

        @Override
        public void end() {
            answer.end();
        }

        @Override
        public void onClosed(Runnable action) {
            answer.onClosed(action);
        }
    }

    /** For answers that have been given before. */
    private enum Nobody implements Answer {
        LISTENS;

        @Override
        public void begin(int status, Map<String, String> headers) {}

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void end() {}

        @Override
        public void onClosed(Runnable action) {}
    }
}
