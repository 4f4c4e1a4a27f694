package dev.eksdsl.kubernetes.deploy;

/** How to apply; by default missing namespaces are an error and nothing is taken from other managers. Not thread-safe. */
public final class ApplyOptions {

    boolean createNamespaces;
    boolean force;

    ApplyOptions() {}

    /** Creates the namespaces of the objects where they are missing. They are never deleted unless told. */
    public ApplyOptions createNamespaces() {
        createNamespaces = true;
        return this;
    }

    /** Takes over fields that another manager, such as kubectl, has set to something else. */
    public ApplyOptions force() {
        force = true;
        return this;
    }
}
