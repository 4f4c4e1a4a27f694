package dev.eksdsl.testing.kubernetes.api.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.eksdsl.testing.server.TableFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The resources that an API serves: the built-in ones of {@code resources.txt}, and those that
 * CustomResourceDefinitions add. Not thread-safe.
 */
public final class ResourceTypes {

    private static final String ALL_VERBS = "create,delete,deletecollection,get,list,patch,update,watch";

    private static final List<ResourceType> BUILT_IN = TableFile.lines(ResourceTypes.class, "resources.txt").stream()
            .map(ResourceTypes::parse)
            .toList();

    private final Map<String, ResourceType> types = new LinkedHashMap<>();
    /** By the names that kubectl gives them, as {@link #find(String)} has found them. */
    private final Map<String, Optional<ResourceType>> found = new HashMap<>();

    public ResourceTypes() {
        BUILT_IN.forEach(this::add);
    }

    /** Adds a resource, or replaces it. */
    public void add(ResourceType type) {
        types.put(key(type.group(), type.version(), type.plural()), type);
        found.clear();
    }

    /** Removes a resource in all its versions. */
    public void remove(String group, String plural) {
        types.values()
                .removeIf(type -> type.group().equals(group) && type.plural().equals(plural));
        found.clear();
    }

    public Collection<ResourceType> all() {
        return List.copyOf(types.values());
    }

    /** One version of each resource whose objects are stored: the preferred one. */
    public Collection<ResourceType> stored() {
        Map<String, ResourceType> stored = new LinkedHashMap<>();
        types.values().stream()
                .filter(type -> type.verbs().contains("list"))
                .forEach(type -> stored.putIfAbsent(type.storedAs(), type));
        return stored.values();
    }

    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(types.get(key(group, version, plural)));
    }

    /** Finds a resource by the name that kubectl gives it; with several versions, the preferred one. */
    public Optional<ResourceType> find(String resource) {
        return found.computeIfAbsent(
                resource,
                name -> types.values().stream().filter(type -> type.is(name)).findFirst());
    }

    /** @throws IllegalArgumentException if there is none */
    public ResourceType get(String resource) {
        return find(resource)
                .orElseThrow(() -> new IllegalArgumentException("the cluster has no resource " + resource
                        + "; name it as kubectl does, such as deployments.apps"));
    }

    /** The groups, the core group (empty) first, in the order of discovery. */
    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        types.values().forEach(type -> groups.add(type.group()));
        return groups;
    }

    /** The versions of a group, preferred first. */
    public Set<String> versions(String group) {
        Set<String> versions = new LinkedHashSet<>();
        types.values().stream()
                .filter(type -> type.group().equals(group))
                .forEach(type -> versions.add(type.version()));
        return versions;
    }

    /** The resources of a group in a version. */
    public List<ResourceType> in(String group, String version) {
        return types.values().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
    }

    private static String key(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }

    private static ResourceType parse(String line) {
        String[] words = line.split(" ");
        String group = words[0].equals("core") ? "" : words[0];
        Map<String, Subresource> subresources = new LinkedHashMap<>();
        Arrays.stream(words).skip(10).map(ResourceTypes::subresource).forEach(sub -> subresources.put(sub.name(), sub));
        String resource = group.isEmpty() ? words[2] : words[2] + "." + group;
        return new ResourceType(
                group,
                words[1],
                words[2],
                words[3],
                words[4],
                words[5].equals("Namespaced"),
                words(words[6].equals("*") ? ALL_VERBS : words[6]),
                new ArrayList<>(words(words[7])),
                new ArrayList<>(words(words[8])),
                FieldTable.builtIn().struct(words[9]),
                subresources,
                resource.equals("events.events.k8s.io") ? "events" : resource,
                false,
                List.of(),
                new CustomSchema(JsonNodeFactory.instance.objectNode()));
    }

    private static Subresource subresource(String word) {
        String[] parts = word.split(":");
        String[] kind = parts[1].split("/");
        return kind.length == 3
                ? new Subresource(parts[0], kind[0], kind[1], kind[2], words(parts[2]))
                : new Subresource(parts[0], "", "", parts[1], words(parts[2]));
    }

    private static Set<String> words(String list) {
        return list.equals("-") ? Set.of() : new LinkedHashSet<>(List.of(list.split(",")));
    }
}
