package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.CustomTypes;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import java.time.Duration;
import java.util.function.Consumer;

/** Serves what CustomResourceDefinitions define, a moment after they are created, for as long as they are there. */
final class CustomResources {

    static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final Duration ACCEPTED = Duration.ofMillis(20);
    private static final Duration ESTABLISHED = Duration.ofMillis(40);

    private final Cluster cluster;

    CustomResources(Cluster cluster) {
        this.cluster = cluster;
        cluster.store().listen(this::changed);
    }

    private void changed(Change change) {
        if (!change.type().is(DEFINITIONS)) {
            return;
        }
        ObjectNode definition = change.object();
        String name = ObjectMetadata.text(definition, "name");
        if (change.before() == null) {
            cluster.world().after(ACCEPTED, () -> accept(name));
            cluster.world().after(ESTABLISHED, () -> establish(name));
        } else if (change.after() == null) {
            withdraw(definition);
        } else if (established(change.after())
                && !change.after().path("spec").equals(change.before().path("spec"))) {
            serve(change.after());
        }
    }

    private void accept(String name) {
        update(name, definition -> {
            ObjectNode status = definition.withObject("/status");
            status.set("acceptedNames", definition.at("/spec/names").deepCopy());
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, "NamesAccepted", "True", "NoConflicts", "no conflicts found");
            condition(conditions, "Established", "False", "Installing", "the initial names have been accepted");
        });
    }

    private void establish(String name) {
        update(name, definition -> {
            ArrayNode conditions = definition.withObject("/status").withArray("/conditions");
            conditions.remove(1);
            condition(
                    conditions, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted");
            serve(definition);
        });
    }

    private void update(String name, Consumer<ObjectNode> change) {
        ResourceType type = cluster.types().get(DEFINITIONS);
        cluster.store().get(type, "", name).ifPresent(definition -> {
            ObjectNode changed = definition.deepCopy();
            change.accept(changed);
            cluster.store().put(type, changed);
        });
    }

    private void condition(ArrayNode conditions, String type, String status, String reason, String message) {
        ObjectNode condition = conditions.addObject().put("type", type).put("status", status);
        condition.put("lastTransitionTime", ObjectMetadata.now(cluster.world()));
        condition.put("reason", reason).put("message", message);
    }

    private void serve(ObjectNode definition) {
        for (ResourceType type : CustomTypes.of(definition)) {
            cluster.types().add(type);
            cluster.store().begin(type);
        }
    }

    private void withdraw(ObjectNode definition) {
        JsonNode spec = definition.path("spec");
        CustomTypes.of(definition).forEach(cluster.store()::end);
        cluster.types()
                .remove(spec.path("group").asText(), spec.at("/names/plural").asText());
    }

    private static boolean established(ObjectNode definition) {
        for (JsonNode condition : definition.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Established")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
