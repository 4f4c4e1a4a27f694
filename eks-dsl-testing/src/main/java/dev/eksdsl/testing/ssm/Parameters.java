package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of all accounts and regions, by ARN. */
final class Parameters {

    final World world;
    private final Map<String, FakeParameter> byArn = new TreeMap<>();

    Parameters(World world) {
        this.world = world;
    }

    Collection<FakeParameter> all() {
        return List.copyOf(byArn.values());
    }

    List<FakeParameter> of(Caller caller) {
        return byArn.values().stream()
                .filter(parameter -> parameter.owner.accountId().equals(caller.accountId())
                        && parameter.owner.region().equals(caller.region()))
                .toList();
    }

    Optional<FakeParameter> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** @param nameOrArn as requests name it, without selector */
    Optional<FakeParameter> find(Caller caller, String nameOrArn) {
        if (nameOrArn.startsWith("arn:")) {
            return byArn(nameOrArn);
        }
        return of(caller).stream()
                .filter(parameter -> parameter.name.equals(nameOrArn))
                .findFirst();
    }

    FakeParameter demand(Caller caller, String nameOrArn) {
        return find(caller, nameOrArn).orElseThrow(() -> SsmFaults.notFound(nameOrArn));
    }

    void add(FakeParameter parameter) {
        byArn.put(parameter.arn(), parameter);
    }

    void remove(FakeParameter parameter) {
        byArn.remove(parameter.arn());
    }

    void clear() {
        byArn.clear();
    }

    static <T> Page<T> page(List<T> all, Function<T, String> key, int size, @Nullable String token) {
        return Page.of(
                all, key, size, token, () -> SsmFaults.refuse("InvalidNextToken", "The specified token is not valid."));
    }
}
