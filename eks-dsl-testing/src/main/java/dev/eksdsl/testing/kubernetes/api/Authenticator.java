package dev.eksdsl.testing.kubernetes.api;

import java.util.Optional;

/** Tells who calls the API from the {@code Authorization} header. */
@FunctionalInterface
public interface Authenticator {

    /** Everybody is the administrator: for tests that are not about access. */
    Authenticator EVERYBODY_IS_ADMIN = authorization -> Optional.of(User.ADMIN);

    /**
     * Tells whose credential this is.
     *
     * @param authorization the header's value; empty if there is none (usually answered with {@link User#ANONYMOUS})
     * @return empty for a credential that is not valid: the caller gets 401
     */
    Optional<User> authenticate(String authorization);
}
