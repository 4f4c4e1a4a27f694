package dev.eksdsl.testing;

import dev.eksdsl.model.EksDslException;

/** A {@link Snapshot} cannot be written, read or restored; the message names the file, if it comes from one, and says why. */
public final class SnapshotException extends EksDslException {

    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }

    SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
