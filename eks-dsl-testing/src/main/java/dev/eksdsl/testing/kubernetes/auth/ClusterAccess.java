package dev.eksdsl.testing.kubernetes.auth;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.kubernetes.api.Authenticator;
import dev.eksdsl.testing.kubernetes.api.Authorizer;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import dev.eksdsl.testing.kubernetes.api.User;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Identities;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authenticates EKS tokens by the cluster's access entries, and authorizes by the entries' EKS access policies and by
 * RBAC objects, as EKS does with authentication mode API. Whoever has no entry gets 401 Unauthorized.
 *
 * <p>Access policies count for the whole cluster. Expects the world's lock to be held.
 */
public final class ClusterAccess implements Authenticator, Authorizer {

    private static final String BEARER = "Bearer ";

    private final World world;
    private final Identities identities;
    private final Rbac rbac;
    private final Map<String, List<String>> policiesByUser = new HashMap<>();
    private List<AccessFacts> entries = List.of();

    /** @param objects the cluster's objects, where the RBAC objects are */
    public ClusterAccess(World world, Identities identities, Supplier<KubernetesObjects> objects) {
        this.world = world;
        this.identities = identities;
        this.rbac = new Rbac(objects);
    }

    /** Replaces the access entries. */
    public void entries(List<AccessFacts> current) {
        entries = List.copyOf(current);
        policiesByUser.clear();
    }

    @Override
    public Optional<User> authenticate(String authorization) {
        if (authorization.isEmpty()) {
            return Optional.of(User.ANONYMOUS);
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return EksToken.parse(authorization.substring(BEARER.length()).trim())
                .filter(token -> token.valid(world.callersNow()))
                .flatMap(token -> identities.signerOf(token.url()))
                .flatMap(this::user);
    }

    private Optional<User> user(Caller caller) {
        Principal principal = Principal.of(caller);
        return entries.stream().filter(principal::is).findFirst().map(entry -> {
            String name = principal.username(entry);
            policiesByUser.put(name, entry.policies());
            List<String> groups = new ArrayList<>(entry.groups());
            groups.add("system:authenticated");
            return new User(name, "aws-iam-authenticator:" + caller.accountId() + ":" + principal.name(), groups);
        });
    }

    @Override
    public Optional<String> refusal(Attempt attempt) {
        boolean allowed = attempt.user().groups().contains("system:masters")
                || policiesByUser.getOrDefault(attempt.user().name(), List.of()).stream()
                        .anyMatch(policy -> AccessPolicies.allow(policy, attempt))
                || rbac.allows(attempt);
        return allowed ? Optional.empty() : Optional.of("");
    }
}
