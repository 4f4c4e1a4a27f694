package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.TableFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The managed policies of AWS that the fake knows: those of the resource {@code aws-managed-policies.txt}, and added ones. */
final class AwsManagedPolicies {

    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");

    /** Default version, times and document, by path (without the first slash) and name. */
    private static final Map<String, Published> PUBLISHED = published();

    private record Published(int version, Instant created, Instant updated, String document) {}

    private final TreeMap<String, Optional<Published>> known = new TreeMap<>();
    private final Map<String, FakePolicy> made = new HashMap<>();

    AwsManagedPolicies() {
        PUBLISHED.forEach((name, policy) -> known.put(name, Optional.of(policy)));
    }

    private static Map<String, Published> published() {
        Map<String, Published> all = new HashMap<>();
        for (String line : TableFile.lines(AwsManagedPolicies.class, "aws-managed-policies.txt")) {
            String[] columns = line.split(" ", 5);
            int version = Integer.parseInt(columns[1].substring(1));
            all.put(
                    columns[0],
                    new Published(version, Instant.parse(columns[2]), Instant.parse(columns[3]), columns[4]));
        }
        return all;
    }

    /** Makes one more known, without its document. */
    void add(String pathAndName) {
        known.putIfAbsent(pathAndName, Optional.empty());
    }

    Optional<FakePolicy> find(String partition, String arn) {
        String prefix = prefix(partition);
        return arn.startsWith(prefix) && known.containsKey(arn.substring(prefix.length()))
                ? Optional.of(policy(prefix, arn.substring(prefix.length())))
                : Optional.empty();
    }

    List<FakePolicy> all(String partition) {
        return known.keySet().stream()
                .map(policy -> policy(prefix(partition), policy))
                .toList();
    }

    private static String prefix(String partition) {
        return "arn:" + partition + ":iam::aws:policy/";
    }

    private FakePolicy policy(String prefix, String pathAndName) {
        return made.computeIfAbsent(prefix + pathAndName, arn -> {
            Optional<Published> published = known.getOrDefault(pathAndName, Optional.empty());
            int slash = pathAndName.lastIndexOf('/');
            FakePolicy policy = new FakePolicy(
                    "ANPA" + String.format("%017X", pathAndName.hashCode() & 0xffffffffL),
                    arn,
                    pathAndName.substring(slash + 1),
                    "/" + pathAndName.substring(0, slash + 1),
                    published.map(Published::created).orElse(CREATED),
                    null,
                    new IamTags(List.of()));
            published.ifPresent(held -> policy.holdVersion(held.version(), held.document(), held.updated()));
            return policy;
        });
    }
}
