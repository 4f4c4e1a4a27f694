package dev.eksdsl.testing.kubernetes.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.eksdsl.testing.kubernetes.api.schema.PrinterColumn;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.server.TableFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of a resource's table, and the cells of an object in it. */
public final class Tables {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, List<PrinterColumn>> COLUMNS = read();
    private static final PrinterColumn NAME = new PrinterColumn("Name", "string", "name", "/metadata/name", 0);
    private static final List<PrinterColumn> PLAIN =
            List.of(new PrinterColumn("Created At", "date", "", "/metadata/creationTimestamp", 0));

    private Tables() {}

    /** The column definitions. */
    public static ArrayNode columns(ResourceType type) {
        ArrayNode definitions = NODES.arrayNode();
        for (PrinterColumn column : all(type)) {
            definitions
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.name().equals(NAME.name()) ? "name" : column.format())
                    .put("description", "")
                    .put("priority", column.priority());
        }
        return definitions;
    }

    /** The cells of an object. */
    public static ArrayNode cells(ResourceType type, JsonNode object, Instant now) {
        ArrayNode cells = NODES.arrayNode();
        for (PrinterColumn column : all(type)) {
            cells.add(column == NAME ? NODES.textNode(name(type, object)) : cell(column, object, now));
        }
        return cells;
    }

    /** The columns with the name in front, unless it is among them. */
    private static List<PrinterColumn> all(ResourceType type) {
        List<PrinterColumn> columns = of(type);
        if (!type.custom() && columns.stream().anyMatch(column -> column.name().equals(NAME.name()))) {
            return columns;
        }
        List<PrinterColumn> all = new ArrayList<>(List.of(NAME));
        all.addAll(columns);
        return all;
    }

    private static String name(ResourceType type, JsonNode object) {
        String name = object.at("/metadata/name").asText();
        boolean standard = type.is("storageclasses.storage.k8s.io")
                && object.at("/metadata/annotations/storageclass.kubernetes.io~1is-default-class")
                        .asText()
                        .equals("true");
        return standard ? name + " (default)" : name;
    }

    private static List<PrinterColumn> of(ResourceType type) {
        return type.custom() ? type.columns() : COLUMNS.getOrDefault(type.resource(), PLAIN);
    }

    private static JsonNode cell(PrinterColumn column, JsonNode object, Instant now) {
        String expression = column.cell();
        if (expression.startsWith("#")) {
            return Cells.computed(expression.substring(1), object, now);
        }
        int question = expression.indexOf('?');
        JsonNode value = object.at(question < 0 ? expression : expression.substring(0, question));
        if (column.type().equals("date") && value.isTextual() && !column.name().equals("Created At")) {
            return NODES.textNode(Ages.between(value.asText(), now));
        }
        if (!value.isMissingNode() && !(value.isTextual() && value.asText().isEmpty())) {
            return column.type().equals("string") && value.isContainerNode()
                    ? NODES.textNode(value.toString())
                    : numberAsAsked(column, value);
        }
        if (question < 0) {
            return NODES.nullNode();
        }
        String fallback = expression.substring(question + 1);
        return fallback.equals("0") ? NODES.numberNode(0) : NODES.textNode(fallback);
    }

    /** Minimum and maximum of a disruption budget are text, whatever they are in the object. */
    private static JsonNode numberAsAsked(PrinterColumn column, JsonNode value) {
        boolean text = column.cell().endsWith("?N/A");
        return text ? NODES.textNode(value.asText()) : value;
    }

    private static Map<String, List<PrinterColumn>> read() {
        Map<String, List<PrinterColumn>> columns = new HashMap<>();
        for (String line : TableFile.lines(Tables.class, "columns.txt")) {
            String[] parts = line.split("; ");
            List<PrinterColumn> list = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                String[] column = parts[i].split("=");
                int priority = column.length > 3 ? Integer.parseInt(column[3]) : 0;
                list.add(new PrinterColumn(column[0], column[1], "", column[2], priority));
            }
            columns.put(parts[0], list);
        }
        return columns;
    }
}
