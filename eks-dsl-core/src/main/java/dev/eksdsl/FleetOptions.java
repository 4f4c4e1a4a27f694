package dev.eksdsl;

import dev.eksdsl.aws.AwsOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The declaration of a fleet: which clusters, in which accounts and regions. Filled in by the caller of {@link Eks#fleet}; not
 * thread-safe.
 */
public final class FleetOptions {

    private final Map<String, FleetAccount> accounts = new LinkedHashMap<>();
    private final List<Consumer<AwsOptions>> settings = new ArrayList<>();

    FleetOptions() {}

    /**
     * How AWS is reached, for all accounts: whose credentials assume the roles, the timeline, the pace. Default: as {@link
     * Eks#connect()} does. Regions are set with the clusters.
     */
    public FleetOptions connect(Consumer<AwsOptions> aws) {
        settings.add(aws);
        return this;
    }

    /**
     * An account, or more of one that was named before.
     *
     * @param name what plans and reports call it, such as {@code production}
     */
    public FleetOptions account(String name, Consumer<FleetAccount> account) {
        account.accept(accounts.computeIfAbsent(name, FleetAccount::new));
        return this;
    }

    List<FleetAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    AwsOptions aws() {
        AwsOptions options = new AwsOptions();
        settings.forEach(setting -> setting.accept(options));
        return options;
    }
}
