package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.api.schema.Quantity;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of a pod's spec, in pods and in templates. */
final class PodChecks {

    private PodChecks() {}

    /** @param restart the only restart policy that this kind allows; empty for any */
    static void template(JsonNode template, String path, String restart, List<Cause> causes) {
        JsonNode spec = template.path("spec");
        check(spec, path + ".spec", causes);
        String policy = spec.path("restartPolicy").asText();
        if (!restart.isEmpty() && !policy.isEmpty() && !policy.equals(restart)) {
            causes.add(Cause.unsupported(path + ".spec.restartPolicy", policy, restart));
        }
    }

    static void check(JsonNode spec, String path, List<Cause> causes) {
        if (spec.path("containers").isEmpty()) {
            causes.add(Cause.required(path + ".containers"));
        }
        Set<String> volumes = spec.path("volumes")
                .valueStream()
                .map(volume -> volume.path("name").asText())
                .collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < spec.path(list).size(); i++) {
                String at = path + "." + list + "[" + i + "]";
                container(spec.path(list).get(i), at, names, volumes, causes);
            }
        }
    }

    private static void container(
            JsonNode container, String at, Set<String> names, Set<String> volumes, List<Cause> causes) {
        String name = container.path("name").asText();
        if (name.isEmpty()) {
            causes.add(Cause.required(at + ".name"));
        } else if (!Names.isLabel(name)) {
            causes.add(Cause.invalid(at + ".name", "\"" + name + "\"", Names.LABEL));
        } else if (!names.add(name)) {
            causes.add(Cause.duplicate(at + ".name", "\"" + name + "\""));
        }
        if (container.path("image").asText().isEmpty()) {
            causes.add(Cause.required(at + ".image"));
        }
        for (int i = 0; i < container.path("ports").size(); i++) {
            int port = container.path("ports").get(i).path("containerPort").asInt();
            String field = at + ".ports[" + i + "].containerPort";
            if (port == 0) {
                causes.add(Cause.required(field));
            } else if (port < 1 || port > 65535) {
                causes.add(Cause.invalid(field, Integer.toString(port), "must be between 1 and 65535, inclusive"));
            }
        }
        for (int i = 0; i < container.path("volumeMounts").size(); i++) {
            String volume = container.path("volumeMounts").get(i).path("name").asText();
            if (!volumes.contains(volume)) {
                causes.add(Cause.notFound(at + ".volumeMounts[" + i + "].name", volume));
            }
        }
        resources(container.path("resources"), at, causes);
    }

    private static void resources(JsonNode resources, String at, List<Cause> causes) {
        resources.path("requests").properties().forEach(request -> {
            String limit = resources.path("limits").path(request.getKey()).asText();
            String wanted = request.getValue().asText();
            if (!limit.isEmpty() && Quantity.parse(wanted).compareTo(Quantity.parse(limit)) > 0) {
                causes.add(Cause.invalid(
                        at + ".resources.requests",
                        "\"" + wanted + "\"",
                        "must be less than or equal to " + request.getKey() + " limit of " + limit));
            }
        });
    }
}
