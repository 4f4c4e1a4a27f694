package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.User;

/** The state of all accounts. */
final class IamState {

    final World world;
    final AccessKeys keys;
    final AwsManagedPolicies awsManaged = new AwsManagedPolicies();
    final IamIdentities identities = new IamIdentities(this);

    private final Map<String, AccountState> accounts = new TreeMap<>();

    IamState(World world, AccessKeys keys) {
        this.world = world;
        this.keys = keys;
    }

    AccountState of(Caller caller) {
        return accounts.computeIfAbsent(caller.accountId(), id -> new AccountState(caller, world, awsManaged));
    }

    Collection<AccountState> all() {
        return accounts.values();
    }

    /**
     * The user of a name, or the caller if there is none (IAM API reference).
     *
     * @throws AwsFault if there is no such user
     */
    FakeUser user(Caller caller, @Nullable String name) {
        return of(caller)
                .user(name == null ? caller.arn().substring(caller.arn().lastIndexOf('/') + 1) : name);
    }

    /** The caller as a user: one that IAM holds, or one that only its access key makes. */
    User self(Caller caller) {
        return of(caller).users.values().stream()
                .filter(user -> user.arn.equals(caller.arn()))
                .findFirst()
                .map(FakeUser::view)
                .orElseGet(() -> User.builder()
                        .arn(caller.arn())
                        .userName(caller.arn().substring(caller.arn().lastIndexOf('/') + 1))
                        .userId(caller.accountId())
                        .path("/")
                        .createDate(world.now())
                        .build());
    }

    void clear() {
        accounts.values().stream()
                .flatMap(account -> account.users.values().stream())
                .flatMap(user -> user.keys.keySet().stream())
                .forEach(keys::remove);
        accounts.clear();
        identities.clear();
    }
}
