package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.authorization.Identity;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users, groups and roles as identities with their policies. A policy is read once, as long as its text stays the same. To be
 * used with the world's lock held.
 */
final class IamIdentities {

    /** A policy, and what it is for simulations: {@code user}, {@code group}, {@code role} or a managed one. */
    record Held(Policy policy, String type) {}

    private record Text(String source, String document) {}

    private final IamState iam;
    private final Map<Text, Policy> read = new HashMap<>();

    IamIdentities(IamState iam) {
        this.iam = iam;
    }

    Optional<Identity> user(Caller caller, String arn) {
        AccountState account = iam.of(caller);
        return account.users.values().stream()
                .filter(user -> user.arn.equals(arn))
                .findFirst()
                .map(user -> user(account, user));
    }

    Identity user(AccountState account, FakeUser user) {
        return new Identity(
                user.arn,
                user.arn,
                "User",
                user.id,
                Optional.of(user.name),
                policies(ofUser(account, user)),
                boundary(account, user.grants),
                List.of(),
                user.tags.asMap());
    }

    /** A group is nobody who calls, but simulations ask for its policies. */
    Identity group(AccountState account, FakeGroup group) {
        return new Identity(
                group.arn,
                group.arn,
                "Group",
                group.id,
                Optional.empty(),
                policies(of(account, group.grants, "group", group.name)),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    /** A role with its policies of this moment. */
    Identity role(AccountState account, FakeRole role) {
        return new Identity(
                role.arn,
                role.arn,
                "AssumedRole",
                role.id,
                Optional.empty(),
                policies(of(account, role.grants, "role", role.name)),
                boundary(account, role.grants),
                List.of(),
                role.tags.asMap());
    }

    /** A role with the policies that have settled. */
    Identity role(AccountState account, FakeRole role, Roles.RoleView settled) {
        List<Policy> policies = new ArrayList<>();
        settled.managedPolicies().forEach(arn -> managed(account, arn).ifPresent(held -> policies.add(held.policy())));
        settled.inlinePolicies().forEach(document -> policies.add(read(role.name, document)));
        Identity now = role(account, role);
        return new Identity(
                now.arn(),
                now.arn(),
                now.type(),
                now.userId(),
                Optional.empty(),
                policies,
                now.boundary(),
                List.of(),
                now.tags());
    }

    List<Held> ofUser(AccountState account, FakeUser user) {
        List<Held> held = new ArrayList<>(of(account, user.grants, "user", user.name));
        GroupOperations.groups(account, user)
                .forEach(group -> held.addAll(of(account, group.grants, "group", group.name)));
        return held;
    }

    /** @param kind {@code user}, {@code group} or {@code role} */
    List<Held> of(AccountState account, Grants grants, String kind, String entity) {
        List<Held> held = new ArrayList<>();
        grants.inline.forEach(
                (name, document) -> held.add(new Held(read(kind + "_" + entity + "_" + name, document), kind)));
        grants.managed.forEach(arn -> managed(account, arn).ifPresent(held::add));
        return held;
    }

    Optional<Held> managed(AccountState account, String arn) {
        return account.findPolicy(arn)
                .flatMap(policy -> policy.document()
                        .map(document -> new Held(
                                read(policy.name, document), policy.isAwsManaged() ? "aws-managed" : "user-managed")));
    }

    private Optional<Policy> boundary(AccountState account, Grants grants) {
        return grants.boundary == null
                ? Optional.empty()
                : managed(account, grants.boundary).map(Held::policy);
    }

    private Policy read(String source, String document) {
        return read.computeIfAbsent(new Text(source, document), text -> Policy.parse(source, document));
    }

    private static List<Policy> policies(List<Held> held) {
        return held.stream().map(Held::policy).toList();
    }

    void clear() {
        read.clear();
    }
}
