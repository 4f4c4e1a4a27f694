package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.model.EksDslException;
import org.jspecify.annotations.Nullable;

/** A cluster did not do what was asked of it. The message names the object, the reason and what to do. */
public class WorkloadException extends EksDslException {

    private static final long serialVersionUID = 1L;

    WorkloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
