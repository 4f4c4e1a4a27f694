package dev.eksdsl.testing.kubernetes.api.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resource of the API, in one version.
 *
 * @param fields what its kind consists of
 * @param storedAs the name under which objects are stored: versions of one resource share it
 * @param custom it comes from a CustomResourceDefinition
 * @param columns the columns that such a definition gives to its tables
 * @param schema the schema that such a definition gives to its objects; empty for built-in kinds
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        Set<String> verbs,
        List<String> shortNames,
        List<String> categories,
        StructType fields,
        Map<String, Subresource> subresources,
        String storedAs,
        boolean custom,
        List<PrinterColumn> columns,
        CustomSchema schema) {

    /** As kubectl names it: {@code pods}, {@code deployments.apps}. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code v1}, {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether its status is written apart from the rest. */
    public boolean hasStatus() {
        return subresources.containsKey("status");
    }

    public boolean is(String resource) {
        return resource().equals(resource);
    }
}
