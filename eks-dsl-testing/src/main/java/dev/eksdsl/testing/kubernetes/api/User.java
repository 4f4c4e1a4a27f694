package dev.eksdsl.testing.kubernetes.api;

import java.util.List;

/** Who calls the API: a name, a uid (may be empty), and groups. */
public record User(String name, String uid, List<String> groups) {

    /** Whoever calls without a token. */
    public static final User ANONYMOUS = new User("system:anonymous", "", List.of("system:unauthenticated"));

    /** May do everything. */
    public static final User ADMIN = new User("admin", "1", List.of("system:masters", "system:authenticated"));
}
