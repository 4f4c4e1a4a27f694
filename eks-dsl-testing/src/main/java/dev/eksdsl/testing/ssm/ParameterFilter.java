package dev.eksdsl.testing.ssm;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** One condition on parameters, as DescribeParameters and GetParametersByPath take it. */
final class ParameterFilter {

    private static final String NAME = "Name";
    private static final String PATH = "Path";
    private static final String TAG = "tag:";
    private static final String RECURSIVE = "Recursive";
    private static final Set<String> BY_PATH = Set.of("Type", "KeyId", "Label");

    private final String key;
    private final String option;
    private final List<String> values;

    private ParameterFilter(String key, String option, List<String> values) {
        this.key = key;
        this.option = option;
        this.values = values;
    }

    /** @param byPath whether it comes with GetParametersByPath, which takes few keys */
    static ParameterFilter of(ParameterStringFilter filter, boolean byPath) {
        String key = filter.key();
        if (byPath != BY_PATH.contains(key) && (byPath || key.equals("Label"))) {
            throw SsmFaults.refuse(
                    "InvalidFilterKey",
                    "The following filter key is not valid: " + key + ". Valid filter keys include: "
                            + (byPath ? "[Type, KeyId]." : "[Path, Name, Type, KeyId, Tier]."));
        }
        if (filter.values().isEmpty() && !key.startsWith(TAG)) {
            throw SsmFaults.refuse(
                    "InvalidFilterValue", "The following filter values are missing : null for filter key " + key + ".");
        }
        String option = filter.option() == null ? key.equals(PATH) ? "OneLevel" : "Equals" : filter.option();
        if (!options(key).contains(option)) {
            throw SsmFaults.refuse(
                    "InvalidFilterOption",
                    "The following filter option is not valid: " + option + ". Valid options include: "
                            + String.join(", ", options(key)) + ".");
        }
        return new ParameterFilter(key, option, filter.values());
    }

    private static List<String> options(String key) {
        return switch (key) {
            case NAME -> List.of("BeginsWith", "Equals", "Contains");
            case PATH -> List.of(RECURSIVE, "OneLevel");
            case "Type", "KeyId", "DataType" -> List.of("BeginsWith", "Equals");
            default -> List.of("Equals");
        };
    }

    boolean matches(FakeParameter parameter) {
        if (key.startsWith(TAG)) {
            String value = parameter.tags.get(key.substring(TAG.length()));
            return value != null && (values.isEmpty() || values.contains(value));
        }
        if (key.equals(PATH)) {
            return values.stream().anyMatch(path -> isBelow(parameter.name, path, option.equals(RECURSIVE)));
        }
        if (key.equals("Label")) {
            return values.stream().anyMatch(label -> parameter.version(label).isPresent());
        }
        return actual(parameter).anyMatch(actual -> values.stream().anyMatch(wanted -> fits(actual, wanted)));
    }

    private Stream<String> actual(FakeParameter parameter) {
        FakeParameter.Version newest = parameter.newest();
        return switch (key) {
            case NAME -> Stream.of(parameter.name);
            case "Type" -> Stream.of(parameter.type.toString());
            case "KeyId" -> Stream.of(newest.keyId).filter(Objects::nonNull);
            case "Tier" -> Stream.of(newest.tier.toString());
            default -> Stream.of(newest.dataType);
        };
    }

    /** A name begins with its slash or without; a filter may leave it out. */
    private boolean fits(String actual, String wanted) {
        String bare = key.equals(NAME) && actual.startsWith("/") ? actual.substring(1) : actual;
        String plain = key.equals(NAME) && wanted.startsWith("/") ? wanted.substring(1) : wanted;
        return switch (option) {
            case "BeginsWith" -> bare.startsWith(plain);
            case "Contains" -> bare.toLowerCase(Locale.ROOT).contains(plain.toLowerCase(Locale.ROOT));
            default -> bare.equals(plain);
        };
    }

    static boolean isBelow(String name, String path, boolean recursive) {
        String folder = ParameterRules.folder(path);
        String full = name.startsWith("/") || !folder.equals("/") ? name : "/" + name;
        return full.startsWith(folder) && (recursive || full.indexOf('/', folder.length()) < 0);
    }
}
