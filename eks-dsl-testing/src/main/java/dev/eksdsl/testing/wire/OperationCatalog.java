package dev.eksdsl.testing.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The operations of one service, read from the SDK's classes as late as possible: EC2 has more than 800, and reading all
 * of them takes seconds. Thread-safe.
 */
final class OperationCatalog {

    private final SdkService service;
    private final Map<String, Optional<Operation>> named = new HashMap<>();
    private @Nullable Map<String, Class<? extends SdkPojo>> requestsByName;
    private @Nullable List<Route> routes;

    OperationCatalog(SdkService service) {
        this.service = service;
    }

    /** The operation of this name as AWS writes it. */
    synchronized Optional<Operation> named(String name) {
        Optional<Operation> known = named.get(name);
        if (known == null) {
            known = service.request(name).or(() -> irregular(name)).map(service::operation);
            // the SDK spells some names otherwise (OpenID, OpenId): only the exact spelling is the operation's
            known = known.filter(operation -> operation.name().equals(name));
            named.put(name, known);
        }
        return known;
    }

    /** The operation of a REST request. */
    synchronized Optional<Routed> routed(String method, String path) {
        for (Route route : routes()) {
            if (route.operation().method().equals(method)) {
                Optional<Map<String, String>> variables = route.template().match(path);
                if (variables.isPresent()) {
                    return Optional.of(new Routed(route.operation(), variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** All operations: reads them all. */
    Stream<Operation> all() {
        return service.requests().map(service::operation);
    }

    private Optional<Class<? extends SdkPojo>> irregular(String name) {
        if (requestsByName == null) {
            requestsByName = new HashMap<>();
            for (Class<? extends SdkPojo> request : service.requests().toList()) {
                requestsByName.put(request.getSimpleName().toLowerCase(Locale.ROOT), request);
            }
        }
        return Optional.ofNullable(requestsByName.get((name + "Request").toLowerCase(Locale.ROOT)));
    }

    private List<Route> routes() {
        if (routes == null) {
            List<Route> all = new ArrayList<>();
            all().forEach(operation -> all.add(new Route(new UriTemplate(operation.path()), operation)));
            all.sort(Comparator.comparing(Route::template, UriTemplate.MOST_LITERAL_FIRST));
            routes = all;
        }
        return routes;
    }

    private record Route(UriTemplate template, Operation operation) {}

    /** An operation, and the values of its path's variables. */
    record Routed(Operation operation, Map<String, String> pathVariables) {}
}
