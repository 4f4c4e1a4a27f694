package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The state of all accounts. */
final class IamState {

    final World world;
    final AwsManagedPolicies awsManaged = new AwsManagedPolicies();

    private final Map<String, AccountState> accounts = new TreeMap<>();

    IamState(World world) {
        this.world = world;
    }

    AccountState of(Caller caller) {
        return accounts.computeIfAbsent(caller.accountId(), id -> new AccountState(caller, world, awsManaged));
    }

    Collection<AccountState> all() {
        return accounts.values();
    }

    void clear() {
        accounts.clear();
    }
}
