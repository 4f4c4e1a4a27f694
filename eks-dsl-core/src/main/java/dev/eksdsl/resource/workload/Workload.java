package dev.eksdsl.resource.workload;

import java.util.List;

/**
 * An object in a cluster that has to do with resources of AWS.
 *
 * @param kind its Kubernetes kind, such as {@code Service}
 * @param name {@code production/web-api}, or {@code pvc-…} where there is no namespace
 * @param fate what becomes of it
 * @param holds the id of what it stands for in AWS, such as {@code vol-…}; empty if the cluster does not tell
 * @param user the object that it was made for, such as a volume's claim; empty if there is none
 * @param servedBy the controller in the cluster that deletes what it holds; empty for one of AWS's own
 * @param served whether that controller runs
 * @param finalizers what its deletion waits for
 * @param leaving whether its deletion has been asked for
 */
public record Workload(
        String kind,
        String name,
        Fate fate,
        String holds,
        String user,
        String servedBy,
        boolean served,
        List<String> finalizers,
        boolean leaving) {

    /** What becomes of an object. */
    public enum Fate {
        /** It is deleted, and with it what it holds. */
        RELEASED,
        /** It is deleted because it uses what is to go. */
        ENDED,
        /** It is kept, and what it holds stays in AWS. */
        KEPT,
        /** It is left alone, and would hold up the end of nodes. */
        IN_THE_WAY
    }

    public Workload {
        finalizers = List.copyOf(finalizers);
    }

    /** Kind and name, then what its deletion waits for. */
    String rest() {
        return kind + " " + name + (finalizers.isEmpty() ? "" : " (" + String.join(", ", finalizers) + ")");
    }

    /** Whether its deletion waits for a controller that does not run. */
    boolean isStranded() {
        return !served && leaving;
    }
}
