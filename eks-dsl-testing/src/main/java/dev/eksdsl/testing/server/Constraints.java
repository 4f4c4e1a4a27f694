package dev.eksdsl.testing.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The constraints of one service, from the resource {@code constraints/SERVICE.txt} beside this class. */
final class Constraints {

    /** By "SdkClass member". */
    private final Map<String, Constraint> byMember = new HashMap<>();

    private Constraints() {}

    /** The constraints of a service by its signing name; none if the fake has no data on it. */
    static Constraints of(String service) {
        Constraints constraints = new Constraints();
        TableFile.linesIfAny(Constraints.class, "constraints/" + service + ".txt")
                .forEach(constraints::add);
        return constraints;
    }

    private void add(String line) {
        String[] columns = line.split(" ", 3);
        byMember.put(key(columns[0], columns[1]), Constraint.parse(columns[2]));
    }

    /**
     * The constraint of a member.
     *
     * @param type the simple name of the SDK's class
     * @param member the member's name in the model; with {@code []}, {@code {key}} or {@code {value}} behind it for what is
     *     in it
     */
    Optional<Constraint> of(String type, String member) {
        return Optional.ofNullable(byMember.get(key(type, member)));
    }

    Iterable<String> keys() {
        return byMember.keySet();
    }

    private static String key(String type, String member) {
        return type + " " + member;
    }
}
