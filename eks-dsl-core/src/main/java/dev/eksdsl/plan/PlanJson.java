package dev.eksdsl.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as JSON, and back: {@code read(write(plan)).equals(plan)}.
 *
 * <p>{@code format_version} is {@value #FORMAT_VERSION}. A reader accepts any minor version of the same major and ignores
 * what it does not know; another major is refused.
 */
public final class PlanJson {

    /** The version of the format. */
    public static final String FORMAT_VERSION = "1.1";

    private final ResourceTypes types;
    private final ValueJson values = new ValueJson();

    public PlanJson(ResourceTypes types) {
        this.types = types;
    }

    public String write(Plan plan) {
        ObjectNode root = values.object();
        root.put("format_version", FORMAT_VERSION);
        root.put("summary", PlanText.summary(plan));
        root.put("cluster", plan.cluster());
        root.put("region", plan.region());
        root.put("account", plan.account());
        root.put("goal", plan.goal().name());
        root.set("declaration", values.write(plan.declaration()));
        root.put("made_at", plan.madeAt().toString());
        var steps = root.putArray("steps");
        plan.steps().forEach(step -> steps.add(writeStep(step)));
        root.set("warnings", values.write(plan.warnings()));
        root.set("required_permissions", values.write(plan.requiredPermissions()));
        return root.toPrettyString();
    }

    /**
     * Reads a plan back.
     *
     * @throws EksDslException if the text is no plan, or of another major version
     */
    public Plan read(String json) {
        try {
            JsonNode root = values.read(json);
            String version = root.path("format_version").asText();
            if (!version.startsWith("1.")) {
                throw new EksDslException("cannot read a plan of format_version \"" + version + "\"; this is "
                        + FORMAT_VERSION + ": plan again with this version of the library");
            }
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : root.path("steps")) {
                steps.add(readStep(step));
            }
            return new Plan(
                    root.path("cluster").asText(),
                    root.path("region").asText(),
                    root.path("account").asText(),
                    Goal.valueOf(root.path("goal").asText()),
                    root.has("declaration")
                            ? values.read(root.get("declaration"), Declaration.class)
                            : Declaration.NONE,
                    Instant.parse(root.path("made_at").asText()),
                    steps,
                    values.readList(root.path("warnings"), Problem.class),
                    root.has("required_permissions")
                            ? values.read(root.get("required_permissions"), PermissionSet.class)
                            : PermissionSet.NONE);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new EksDslException("not a plan: " + e.getMessage(), e);
        }
    }

    private JsonNode writeStep(Step step) {
        ObjectNode node = values.object();
        node.put("id", step.id().text());
        node.put("resource", step.resource().toString());
        node.put("action", step.action().name());
        step.call().ifPresent(call -> node.put("call", call));
        node.set("changes", values.write(step.changes()));
        node.put("reason", step.reason());
        node.set(
                "after",
                values.write(step.after().stream()
                        .sorted(Comparator.comparing(StepId::text))
                        .toList()));
        if (!step.afterBegun().isEmpty()) {
            node.set("after_begun", values.write(step.afterBegun()));
        }
        if (!step.oneOf().isEmpty()) {
            node.set("one_of", values.write(step.oneOf()));
        }
        step.lane().ifPresent(lane -> node.put("lane", lane.name()));
        node.set("timing", values.write(step.timing()));
        step.spec().ifPresent(spec -> node.set("spec", values.write(spec)));
        step.state().ifPresent(state -> node.set("state", values.write(state)));
        step.status().ifPresent(status -> node.put("status", status));
        step.blocked().ifPresent(why -> node.put("blocked", why));
        return node;
    }

    private Step readStep(JsonNode node) throws JsonProcessingException {
        ResourceId resource = ResourceId.parse(node.path("resource").asText());
        ResourceType<?, ?> type = types.kind(resource.kind());
        return new Step(
                new StepId(node.path("id").asText()),
                resource,
                Action.valueOf(node.path("action").asText()),
                text(node, "call"),
                values.readList(node.path("changes"), FieldChange.class),
                node.path("reason").asText(),
                steps(node, "after"),
                steps(node, "after_begun"),
                steps(node, "one_of"),
                text(node, "lane").map(Lane::new),
                values.read(node.path("timing"), Timing.class),
                value(node, "spec", type.specType()),
                value(node, "state", type.stateType()),
                text(node, "status"),
                text(node, "blocked"));
    }

    private Set<StepId> steps(JsonNode node, String field) throws JsonProcessingException {
        return new LinkedHashSet<>(values.readList(node.path(field), StepId.class));
    }

    private Optional<Object> value(JsonNode node, String field, Class<?> type) throws JsonProcessingException {
        return node.has(field) ? Optional.of(values.read(node.get(field), type)) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.has(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }
}
