package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ARN with places that a request fills: {@code arn:{partition}:eks:{region}:{account}:cluster/{clusterName|name}}. A place
 * names members, of which the first that is set counts; {@code :text} behind them is what stands for one that is not set,
 * and {@code !form} says how a value is written, or which {@link Relation} is followed from it. A value that is an ARN
 * itself is the whole.
 */
final class ArnTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{(?<members>[^}:]+)(?::(?<standard>[^}]*))?}");

    private final String text;

    ArnTemplate(String text) {
        this.text = text;
    }

    /**
     * The ARNs that a request means.
     *
     * @param related follows relations
     * @param always whether a star stands for a value that is not given; else there is no ARN then
     */
    List<String> fill(RequestMembers request, Caller caller, RelatedResources related, boolean always) {
        List<String> filled = new ArrayList<>();
        fill(new StringBuilder(), 0, new Filling(request, caller, related, always), filled);
        return filled;
    }

    private record Filling(RequestMembers request, Caller caller, RelatedResources related, boolean always) {}

    private void fill(StringBuilder before, int from, Filling filling, List<String> filled) {
        Matcher place = PLACE.matcher(text);
        if (!place.find(from)) {
            filled.add(before + text.substring(from));
            return;
        }
        String literal = text.substring(from, place.start());
        for (String value : values(place.group("members"), place.group("standard"), filling)) {
            if (value.startsWith("arn:")) {
                filled.add(value);
            } else {
                fill(new StringBuilder(before).append(literal).append(value), place.end(), filling, filled);
            }
        }
    }

    private static List<String> values(String members, @Nullable String standard, Filling filling) {
        switch (members) {
            case "partition":
                return List.of(filling.caller.partition());
            case "region":
                return List.of(filling.caller.region());
            case "account":
                return List.of(filling.caller.accountId());
            default:
        }
        boolean known = false;
        for (String member : members.split("\\|")) {
            String[] nameAndForms = member.split("!");
            List<String> values = filling.request.texts(nameAndForms[0]);
            if (!values.isEmpty()) {
                for (String form : List.of(nameAndForms).subList(1, nameAndForms.length)) {
                    values = values.stream()
                            .flatMap(value -> written(value, form, filling))
                            .toList();
                }
                return values.isEmpty() && standard != null ? List.of(standard) : values;
            }
            known |= filling.request.knows(nameAndForms[0]);
        }
        if (standard != null) {
            return List.of(standard);
        }
        return known && !filling.always ? List.of() : List.of("*");
    }

    private static Stream<String> written(String value, String form, Filling filling) {
        return switch (form) {
            case "last", "host", "path", "account", "type", "lb", "ec2", "listener", "rule" ->
                Stream.of(written(value, form));
            case "parameter" -> Stream.of(parameter(value, filling.caller));
            default -> filling.related.related(filling.caller, Relation.of(form), value).stream();
        };
    }

    /** AWS's own parameters belong to no account (AWS Systems Manager user guide, "Working with public parameters"). */
    private static String parameter(String name, Caller caller) {
        return name.startsWith("arn:")
                ? name
                : "arn:%s:ssm:%s:%s:parameter/%s"
                        .formatted(
                                caller.partition(),
                                caller.region(),
                                name.startsWith("/aws/service/") ? "" : caller.accountId(),
                                name.replaceFirst("^/", ""));
    }

    private static String written(String value, String form) {
        return switch (form) {
            case "last" -> value.substring(value.lastIndexOf('/') + 1);
            case "host" -> value.replaceFirst("^https://", "");
            case "path" -> value.replaceFirst("^/", "");
            case "account" -> value.split(":", 6).length == 6 ? value.split(":", 6)[4] : "*";
            case "type" -> value.contains(":role/") ? "role" : "user";
            case "lb" -> value.equals("network") ? "net" : value.equals("gateway") ? "gwy" : "app";
            case "listener" -> value.replaceFirst(":loadbalancer/", ":listener/") + "/*";
            case "rule" -> value.replaceFirst(":listener/", ":listener-rule/") + "/*";
            default -> Ec2Types.ofId(value) + "/" + value;
        };
    }
}
