package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** Forms of names and labels, and what the server says of names that have another. */
public final class Names {

    static final String LABEL =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with"
                    + " an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private static final String SUBDOMAIN =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and"
                    + " end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final String DNS_1035 =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and"
                    + " end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is"
                    + " '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private static final String LABEL_KEY =
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String LABEL_VALUE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end"
                    + " with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
                    + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private Names() {}

    static boolean isLabel(String name) {
        return name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?") && name.length() <= 63;
    }

    /** Checks name and labels of an object of the resource. */
    public static void check(String resource, JsonNode metadata, List<Cause> causes) {
        String name = metadata.path("name").asText();
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
        } else {
            checkName(resource, name, causes);
        }
        metadata.path("labels").properties().forEach(label -> {
            String key = label.getKey().substring(label.getKey().lastIndexOf('/') + 1);
            String value = label.getValue().asText();
            if (!key.matches("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")) {
                causes.add(Cause.invalid("metadata.labels", "\"" + label.getKey() + "\"", LABEL_KEY));
            }
            if (value.length() > 63) {
                causes.add(Cause.invalid("metadata.labels", "\"" + value + "\"", "must be no more than 63 characters"));
            } else if (!value.matches("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?")) {
                causes.add(Cause.invalid("metadata.labels", "\"" + value + "\"", LABEL_VALUE));
            }
        });
    }

    private static void checkName(String resource, String name, List<Cause> causes) {
        String quoted = "\"" + name + "\"";
        switch (resource) {
            case "namespaces" -> {
                if (name.contains(".")) {
                    causes.add(Cause.invalid("metadata.name", quoted, "must not contain dots"));
                } else if (name.length() > 63) {
                    causes.add(Cause.invalid("metadata.name", quoted, "must be no more than 63 characters"));
                } else if (!isLabel(name)) {
                    causes.add(Cause.invalid("metadata.name", quoted, LABEL));
                }
            }
            case "services" -> {
                if (!name.matches("[a-z]([-a-z0-9]*[a-z0-9])?") || name.length() > 63) {
                    causes.add(Cause.invalid("metadata.name", quoted, DNS_1035));
                }
            }
            case "roles.rbac.authorization.k8s.io",
                    "rolebindings.rbac.authorization.k8s.io",
                    "clusterroles.rbac.authorization.k8s.io",
                    "clusterrolebindings.rbac.authorization.k8s.io" -> {
                // any segment of a path will do
            }
            default -> {
                if (!name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")) {
                    causes.add(Cause.invalid("metadata.name", quoted, SUBDOMAIN));
                }
            }
        }
    }
}
