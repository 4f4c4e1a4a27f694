package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.IdempotencyTokens;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;

/** What one account has of EKS in one region, and the client tokens seen there. */
final class Place {

    /** Which account and region. */
    record Key(String accountId, String region) implements Comparable<Key> {

        static Key of(Caller caller) {
            return new Key(caller.accountId(), caller.region());
        }

        @Override
        public int compareTo(Key other) {
            int byAccount = accountId.compareTo(other.accountId);
            return byAccount != 0 ? byAccount : region.compareTo(other.region);
        }
    }

    /**
     * An EKS Anywhere subscription.
     *
     * @param name what it was created with, which the API does not show
     */
    record Subscription(String name, EksAnywhereSubscription described) {

        Subscription with(Consumer<EksAnywhereSubscription.Builder> change) {
            return new Subscription(name, described.copy(change));
        }
    }

    final Map<String, ClusterState> clusters = new TreeMap<>();
    /** Clusters from elsewhere that are registered. */
    final Map<String, Cluster> connected = new TreeMap<>();

    /** EKS Anywhere subscriptions by id. */
    final Map<String, Subscription> subscriptions = new TreeMap<>();

    final IdempotencyTokens tokens = new IdempotencyTokens(token -> Refusals.invalidParameter(
            Map.of(), "The clientRequestToken was already used with a request that differs from this one."));
}
