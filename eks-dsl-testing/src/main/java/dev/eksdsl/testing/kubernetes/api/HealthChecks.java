package dev.eksdsl.testing.kubernetes.api;

import dev.eksdsl.testing.server.TableFile;
import java.util.List;

/** The checks behind {@code /readyz}, {@code /livez} and {@code /healthz}: all pass from the start. */
final class HealthChecks {

    private static final List<String> READINESS = TableFile.lines(HealthChecks.class, "health-checks.txt");

    private HealthChecks() {}

    /** Answers {@code /readyz}, {@code /readyz?verbose} and {@code /readyz/<check>}, and the same of the others. */
    static boolean answer(Call call, Reply reply) {
        List<String> segments = call.segments();
        String kind = segments.get(0);
        if (segments.size() > 1) {
            boolean known = of(kind).contains(String.join("/", segments.subList(1, segments.size())));
            if (known) {
                reply.text(200, "ok");
            }
            return known;
        }
        if (!call.parameters().containsKey("verbose")) {
            reply.text(200, "ok");
            return true;
        }
        StringBuilder report = new StringBuilder();
        of(kind).forEach(check -> report.append("[+]").append(check).append(" ok\n"));
        reply.text(200, report + kind + " check passed\n");
        return true;
    }

    /** The checks of {@code readyz}, {@code livez} or {@code healthz}, in the order in which they run. */
    static List<String> of(String kind) {
        if (kind.equals("readyz")) {
            return READINESS;
        }
        // whether caches are filled and the server is going down concerns only its readiness
        return READINESS.stream()
                .map(check -> check.equals("informer-sync") ? "etcd" : check)
                .filter(check -> !check.equals("shutdown"))
                .toList();
    }
}
