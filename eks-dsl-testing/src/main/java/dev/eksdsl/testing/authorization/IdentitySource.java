package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Caller;
import java.util.Optional;

/** Tells whose policies limit a caller. */
@FunctionalInterface
public interface IdentitySource {

    /** The caller as an identity with policies; empty if this source does not know them. */
    Optional<Identity> identity(Caller caller);
}
