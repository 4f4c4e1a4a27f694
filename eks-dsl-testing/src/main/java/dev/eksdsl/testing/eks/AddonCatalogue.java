package dev.eksdsl.testing.eks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The add-ons that can be installed, and which of their versions go with which Kubernetes version. The table is the resource
 * {@code addons.json}; its versions are real ones, but not all that AWS has.
 */
final class AddonCatalogue {

    /**
     * One add-on.
     *
     * @param namespace where it is installed unless told otherwise
     * @param computeTypes what its pods run on: {@code ec2}, {@code fargate}, {@code auto}, {@code hybrid}
     * @param needsRole whether its pods call AWS
     * @param serviceAccounts its service accounts that call AWS, each with the managed policies recommended for it
     * @param settings the keys that its configuration may have at the top, each with its JSON type; empty if they are not
     *     known, so that any are taken
     * @param versions its versions, newest first
     */
    record Entry(
            String name,
            String owner,
            String publisher,
            String type,
            String namespace,
            List<String> computeTypes,
            boolean needsRole,
            Map<String, List<String>> serviceAccounts,
            Map<String, String> settings,
            List<Version> versions) {

        /** The version of this name that runs on the Kubernetes version, or null. */
        @Nullable
        Version compatible(String version, String kubernetesVersion) {
            return versions.stream()
                    .filter(candidate -> candidate.name().equals(version)
                            && candidate.runsOn().contains(kubernetesVersion))
                    .findFirst()
                    .orElse(null);
        }

        /** The version that is installed if none is asked for, or null if there is none for the Kubernetes version. */
        @Nullable
        String defaultVersion(String kubernetesVersion) {
            return versions.stream()
                    .filter(version -> version.defaultOf().contains(kubernetesVersion))
                    .map(Version::name)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * One version of an add-on.
     *
     * @param runsOn the Kubernetes versions that it is compatible with
     * @param defaultOf those of which it is the default
     */
    record Version(String name, Set<String> runsOn, Set<String> defaultOf) {}

    private static final AddonCatalogue AWS = read("addons.json");

    private final Map<String, Entry> entries;

    private AddonCatalogue(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** The add-ons of AWS, and those of the community that AWS offers. */
    static AddonCatalogue aws() {
        return AWS;
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Nullable
    Entry find(@Nullable String name) {
        return entries.get(String.valueOf(name));
    }

    /** The default version of an add-on for a Kubernetes version, if the table has one. */
    Optional<String> defaultVersion(String name, String kubernetesVersion) {
        return Optional.ofNullable(entries.get(name)).map(entry -> entry.defaultVersion(kubernetesVersion));
    }

    private static AddonCatalogue read(String resource) {
        try (InputStream stream = Objects.requireNonNull(AddonCatalogue.class.getResourceAsStream(resource))) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (JsonNode node : new ObjectMapper().readTree(stream).path("addons")) {
                entries.put(node.path("name").asText(), entry(node));
            }
            return new AddonCatalogue(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonNode node) {
        Map<String, List<String>> accounts = new LinkedHashMap<>();
        node.path("serviceAccounts")
                .properties()
                .forEach(account -> accounts.put(account.getKey(), texts(account.getValue())));
        Map<String, String> settings = new LinkedHashMap<>();
        node.path("settings")
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        return new Entry(
                node.path("name").asText(),
                node.path("owner").asText("aws"),
                node.path("publisher").asText("aws"),
                node.path("type").asText(),
                node.path("namespace").asText("kube-system"),
                texts(node.path("compute")),
                node.path("needsRole").asBoolean(),
                accounts,
                settings,
                versions(node));
    }

    private static List<Version> versions(JsonNode node) {
        List<Version> versions = new ArrayList<>();
        node.path("versions").properties().forEach(version -> {
            Set<String> runsOn = span(version.getValue().asText());
            Set<String> defaultOf = new LinkedHashSet<>();
            node.path("defaults").properties().forEach(choice -> {
                if (choice.getValue().asText().equals(version.getKey())) {
                    defaultOf.addAll(span(choice.getKey()));
                }
            });
            versions.add(new Version(version.getKey(), runsOn, defaultOf));
        });
        return List.copyOf(versions);
    }

    /** The versions of {@code 1.29-1.32}, or the one version of {@code 1.29}. */
    private static Set<String> span(String text) {
        String[] ends = text.split("-");
        int first = KubernetesVersions.minorOf(ends[0]);
        int last = KubernetesVersions.minorOf(ends[ends.length - 1]);
        Set<String> versions = new LinkedHashSet<>();
        for (int minor = first; minor <= last; minor++) {
            versions.add("1." + minor);
        }
        return versions;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
