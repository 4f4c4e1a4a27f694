package dev.eksdsl;

import dev.eksdsl.aws.AwsOptions;
import java.util.function.Consumer;

/** The entry to the library: declares clusters and connects to AWS. */
public final class Eks {

    private Eks() {}

    /** Begins the declaration of a cluster; {@link EksClusterBuilder#spec()} ends it. */
    public static EksClusterBuilder cluster(String name) {
        return new EksClusterBuilder(name);
    }

    /** Declares a cluster in one closed expression, as a JShell prompt needs it. */
    public static EksClusterSpec cluster(String name, Consumer<EksClusterBuilder> declaration) {
        EksClusterBuilder builder = cluster(name);
        declaration.accept(builder);
        return builder.spec();
    }

    /**
     * Declares many clusters, over accounts and regions, that are planned, applied and destroyed together. Makes no call. Close it
     * when done.
     */
    public static EksFleet fleet(Consumer<FleetOptions> declaration) {
        FleetOptions options = new FleetOptions();
        declaration.accept(options);
        return new EksFleet(options);
    }

    /** Connects as every AWS tool does: region, credentials and endpoint from the environment. */
    public static EksSession connect() {
        return connect(aws -> {});
    }

    /** Connects with settings of one's own; what is not set is found in the environment. */
    public static EksSession connect(Consumer<AwsOptions> settings) {
        AwsOptions options = new AwsOptions();
        settings.accept(options);
        return new EksSession(options);
    }
}
