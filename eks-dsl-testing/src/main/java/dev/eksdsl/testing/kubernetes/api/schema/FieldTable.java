package dev.eksdsl.testing.kubernetes.api.schema;

import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.MapOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Relation;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Scalar;
import dev.eksdsl.testing.server.TableFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the built-in kinds, read from {@code fields.txt}, whose head explains the notation. */
public final class FieldTable {

    private static final FieldTable BUILT_IN = new FieldTable(TableFile.lines(FieldTable.class, "fields.txt"));

    private final Map<String, StructType> types = new LinkedHashMap<>();

    private FieldTable(List<String> lines) {
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(' '));
            boolean atomic = name.endsWith("!");
            String plain = atomic ? name.substring(0, name.length() - 1) : name;
            types.put(plain, new StructType(plain, atomic));
        }
        for (String line : lines) {
            String[] words = line.split(" ");
            StructType type = struct(words[0].replace("!", ""));
            Arrays.stream(words).skip(1).filter(word -> !word.isEmpty()).forEach(word -> type.add(field(word)));
        }
    }

    public static FieldTable builtIn() {
        return BUILT_IN;
    }

    /** The type of that name, such as {@code core.PodSpec}. */
    public StructType struct(String name) {
        StructType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("fields.txt has no type " + name);
        }
        return type;
    }

    private Field field(String word) {
        int colon = word.indexOf(':');
        char mark = word.charAt(colon - 1);
        Field.Presence presence = switch (mark) {
            case '?' -> Field.Presence.UNLESS_ZERO;
            case '*' -> Field.Presence.IF_PRESENT;
            case '^' -> Field.Presence.NULLABLE;
            default -> Field.Presence.ALWAYS;
        };
        String name = word.substring(0, presence == Field.Presence.ALWAYS ? colon : colon - 1);
        String code = word.substring(colon + 1);
        @Nullable String patchKey = null;
        boolean retainKeys = false;
        int tilde = code.indexOf('~');
        if (tilde >= 0) {
            String patch = code.substring(tilde + 1);
            code = code.substring(0, tilde);
            retainKeys = patch.endsWith("^");
            String key = retainKeys ? patch.substring(0, patch.length() - 1) : patch;
            patchKey = code.startsWith("[]") ? key : null;
        }
        boolean atomic = code.endsWith("!");
        return new Field(
                name,
                presence,
                type(atomic ? code.substring(0, code.length() - 1) : code, atomic),
                atomic,
                patchKey,
                retainKeys);
    }

    private FieldType type(String code, boolean atomic) {
        if (code.startsWith("{}")) {
            return new MapOf(type(code.substring(2), false), atomic);
        }
        if (code.startsWith("[]")) {
            if (!code.endsWith(")")) {
                return new ListOf(type(code.substring(2), false), Relation.ATOMIC, List.of());
            }
            int open = code.lastIndexOf('(');
            String keys = code.substring(open + 1, code.length() - 1);
            FieldType element = type(code.substring(2, open), false);
            return keys.isEmpty()
                    ? new ListOf(element, Relation.SET, List.of())
                    : new ListOf(element, Relation.MAP, List.of(keys.split(",")));
        }
        if (code.equals("a")) {
            return new FieldType.Any();
        }
        for (Scalar scalar : Scalar.values()) {
            if (code.length() == 1 && code.charAt(0) == scalar.code()) {
                return scalar;
            }
        }
        return struct(code);
    }
}
