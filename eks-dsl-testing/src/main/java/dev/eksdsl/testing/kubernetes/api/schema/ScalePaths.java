package dev.eksdsl.testing.kubernetes.api.schema;

/**
 * Where an object says how many replicas it wants and has, and which pods they are: JSON pointers.
 *
 * @param selector empty if the object does not say
 */
public record ScalePaths(String wanted, String there, String selector) {

    /** The places in Deployments, ReplicaSets and StatefulSets. */
    public static final ScalePaths BUILT_IN = new ScalePaths("/spec/replicas", "/status/replicas", "/spec/selector");

    /** @param wanted a path of a definition, such as {@code .spec.replicas} */
    static ScalePaths of(String wanted, String there, String selector) {
        return new ScalePaths(pointer(wanted), pointer(there), pointer(selector));
    }

    private static String pointer(String path) {
        return path.replace('.', '/');
    }
}
