package dev.eksdsl.resource.workload;

import dev.eksdsl.model.EksDslException;

/** A cluster's Kubernetes API does not answer, or lets the caller in no further. The message says why, and what to do. */
public final class UnreachableClusterException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    /** @param mayPass whether the same may succeed a little later */
    public UnreachableClusterException(String message, boolean mayPass, Throwable cause) {
        super(message, cause);
        this.mayPass = mayPass;
    }

    /** Whether the same may succeed a little later: no answer came, or the API is overloaded. */
    public boolean mayPass() {
        return mayPass;
    }
}
