package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.TableFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operations of one service need, from the resource {@code actions/SERVICE.txt} beside this class, which explains itself. */
final class ActionTable {

    /**
     * One permission that an operation needs.
     *
     * @param resources ARNs that the request fills; empty for {@code *}
     * @param onlyWith the member that must be set for it to be needed; null if it always is
     * @param onlyIfMissing whether it is needed only if there is no such resource yet
     * @param context further values of condition keys
     */
    record Need(
            String action,
            List<Target> resources,
            @Nullable String onlyWith,
            boolean onlyIfMissing,
            Map<String, String> context) {}

    /** Resources of one type, as EC2's tag specifications name it; the type is empty where the table gives an ARN. */
    record Target(String type, ArnTemplate arn) {}

    /** That an operation needs no permission. */
    static final String NOTHING = "-";

    private final Map<String, ArnTemplate> types = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, List<Need>> needs = new HashMap<>();

    private ActionTable() {}

    /** The table of a service by its signing name; an empty one if there is none. */
    static ActionTable of(String service) {
        ActionTable table = new ActionTable();
        TableFile.linesIfAny(ActionTable.class, "actions/" + service + ".txt").forEach(table::read);
        return table;
    }

    private void read(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "type" -> types.put(words[1], new ArnTemplate(words[2]));
            case "key" -> keys.put(words[1], words[2]);
            default ->
                needs.computeIfAbsent(words[0], operation -> new ArrayList<>()).add(need(words));
        }
    }

    private Need need(String[] words) {
        String onlyWith = null;
        boolean onlyIfMissing = false;
        Map<String, String> context = new HashMap<>();
        for (int i = 3; i < words.length; i++) {
            if (words[i].startsWith("?")) {
                onlyWith = words[i].substring(1);
            } else if (words[i].equals("!")) {
                onlyIfMissing = true;
            } else {
                String[] keyAndValue = words[i].split("=", 2);
                context.put(keyAndValue[0], keyAndValue[1]);
            }
        }
        return new Need(words[1], targets(words[2]), onlyWith, onlyIfMissing, context);
    }

    private List<Target> targets(String listed) {
        if (listed.equals("*")) {
            return List.of();
        }
        if (listed.startsWith("{") || listed.startsWith("arn:")) {
            return List.of(new Target("", new ArnTemplate(listed)));
        }
        List<Target> targets = new ArrayList<>();
        for (String type : listed.split(",")) {
            ArnTemplate arn = types.get(type);
            if (arn == null) {
                throw new IllegalArgumentException("the table of actions knows no type " + type);
            }
            targets.add(new Target(type, arn));
        }
        return targets;
    }

    /** What an operation needs; null if the table does not have it. */
    @Nullable
    List<Need> needs(String operation) {
        return needs.get(operation);
    }

    /** Members that give condition keys their values, by key. */
    Map<String, String> keys() {
        return keys;
    }

    /** The ARN of resources of a type. */
    @Nullable
    ArnTemplate type(String name) {
        return types.get(name);
    }
}
