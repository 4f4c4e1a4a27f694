package dev.eksdsl;

import dev.eksdsl.aws.AssumedRole;
import dev.eksdsl.aws.AwsOptions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account of a fleet: how to get in, and its clusters. Not thread-safe. */
public final class FleetAccount {

    /** What CloudTrail shows unless told otherwise: {@value}. */
    public static final String USUAL_SESSION_NAME = "eks-dsl";

    private final String name;
    private final Map<String, Map<String, EksClusterSpec>> regions = new LinkedHashMap<>();
    private String sessionName = USUAL_SESSION_NAME;
    private @Nullable String role;
    private @Nullable String externalId;

    FleetAccount(String name) {
        this.name = name;
    }

    /**
     * The role that is assumed with the fleet's own credentials. Default: none, the account is that of the credentials.
     *
     * @param arn such as {@code arn:aws:iam::123456789012:role/eks-dsl}
     */
    public FleetAccount assumeRole(String arn) {
        if (!arn.matches("arn:[^:]+:iam::\\d{12}:role/.+")) {
            throw new IllegalArgumentException("no ARN of a role: " + arn);
        }
        this.role = arn;
        return this;
    }

    /** What the role's trust policy asks for as {@code sts:ExternalId}. Default: none. */
    public FleetAccount externalId(String id) {
        this.externalId = id;
        return this;
    }

    /** What CloudTrail shows as the name of the role's session. Default: {@value #USUAL_SESSION_NAME}. */
    public FleetAccount sessionName(String session) {
        this.sessionName = session;
        return this;
    }

    /** The clusters of a region, or more of them. */
    public FleetAccount region(String id, EksClusterSpec... clusters) {
        return region(id, Arrays.asList(clusters));
    }

    /**
     * The clusters of a region, or more of them.
     *
     * @throws IllegalArgumentException if a cluster of the same name is there already
     */
    public FleetAccount region(String id, Collection<EksClusterSpec> clusters) {
        Map<String, EksClusterSpec> known = regions.computeIfAbsent(id, missing -> new LinkedHashMap<>());
        for (EksClusterSpec cluster : clusters) {
            if (known.put(cluster.name(), cluster) != null) {
                throw new IllegalArgumentException(
                        "cluster " + cluster.name() + " is declared twice in " + id + " of " + name);
            }
        }
        return this;
    }

    String name() {
        return name;
    }

    Map<String, Map<String, EksClusterSpec>> regions() {
        return Collections.unmodifiableMap(regions);
    }

    Optional<AssumedRole> role(AwsOptions caller) {
        return Optional.ofNullable(role)
                .map(arn -> new AssumedRole(caller, arn, sessionName, Optional.ofNullable(externalId)));
    }
}
