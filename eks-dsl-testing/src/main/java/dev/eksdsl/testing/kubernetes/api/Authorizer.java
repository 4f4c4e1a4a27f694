package dev.eksdsl.testing.kubernetes.api;

import java.util.Optional;

/** Tells who may do what. */
@FunctionalInterface
public interface Authorizer {

    /** Members of {@code system:masters} may do everything, others nothing. */
    Authorizer MASTERS_ONLY =
            attempt -> attempt.user().groups().contains("system:masters") ? Optional.empty() : Optional.of("");

    /**
     * Judges an attempt.
     *
     * @return empty if it is allowed; else a reason that is appended to the server's own text (usually the empty string)
     */
    Optional<String> refusal(Attempt attempt);

    /**
     * What a user tries to do.
     *
     * @param verb {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code patch}, {@code delete} or
     *     {@code deletecollection}
     * @param group the API group; empty for the core group
     * @param resource the plural, with its subresource: {@code pods/log}; empty if it is about a path
     * @param namespace empty at cluster scope
     * @param name empty if it is about a collection
     * @param path the path, if it is about no resource, such as {@code /version}; else empty
     */
    record Attempt(User user, String verb, String group, String resource, String namespace, String name, String path) {}
}
