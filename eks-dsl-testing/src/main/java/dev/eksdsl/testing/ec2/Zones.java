package dev.eksdsl.testing.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The availability zones of a region. Real accounts differ in which name stands for which zone id; here all accounts
 * share one assignment, in which {@code us-east-1e} is {@code use1-az3}, a zone that EKS does not take.
 */
final class Zones {

    /** A zone: its name, such as {@code us-east-1a}, and its id, such as {@code use1-az6}. */
    record Zone(String name, String id) {

        String region() {
            return name.substring(0, name.length() - 1);
        }
    }

    /** Regions that do not have just the zones a to c with the ids az1 to az3: zone letter and number. */
    private static final Map<String, String> SPECIAL = Map.of(
            "us-east-1", "a6 b1 c2 d4 e3 f5",
            "us-west-1", "a3 c1",
            "us-west-2", "a2 b1 c3 d4",
            "ca-central-1", "a1 b2 d4",
            "ap-northeast-1", "a4 c1 d2");

    private static final Map<String, String> DIRECTIONS = Map.of(
            "north", "n",
            "south", "s",
            "east", "e",
            "west", "w",
            "central", "c",
            "northeast", "ne",
            "southeast", "se",
            "northwest", "nw",
            "southwest", "sw",
            "gov", "g");

    private Zones() {}

    static List<Zone> of(String region) {
        List<Zone> zones = new ArrayList<>();
        for (String zone : SPECIAL.getOrDefault(region, "a1 b2 c3").split(" ")) {
            zones.add(new Zone(region + zone.charAt(0), code(region) + "-az" + zone.charAt(1)));
        }
        return zones;
    }

    static Optional<Zone> byName(String region, String name) {
        return of(region).stream().filter(zone -> zone.name().equals(name)).findFirst();
    }

    static Optional<Zone> byId(String region, String id) {
        return of(region).stream().filter(zone -> zone.id().equals(id)).findFirst();
    }

    /**
     * A zone that the fake's map lacks, as lenient worlds take them; its id is made of its letter. Empty if the name does not
     * look like a zone's.
     */
    static Optional<Zone> madeUp(String region, String name) {
        if (!name.matches("[a-z]+(-[a-z]+)+-[0-9][a-z]?")) {
            return Optional.empty();
        }
        char last = name.charAt(name.length() - 1);
        return Optional.of(new Zone(name, code(region) + "-az" + (Character.isLetter(last) ? last - 'a' + 1 : 1)));
    }

    /** A zone that the fake's map lacks, by its id. */
    static Optional<Zone> madeUpById(String region, String id) {
        return id.matches("[a-z]+[0-9]-az[0-9]") ? Optional.of(new Zone(region + "a", id)) : Optional.empty();
    }

    /** The region's short form in zone ids: {@code use1} for {@code us-east-1}. */
    private static String code(String region) {
        StringBuilder code = new StringBuilder();
        for (String part : region.split("-")) {
            code.append(DIRECTIONS.getOrDefault(part, part));
        }
        return code.toString();
    }
}
