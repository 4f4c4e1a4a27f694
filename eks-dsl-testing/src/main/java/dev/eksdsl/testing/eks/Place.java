package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import java.util.TreeMap;

/** The clusters of one account in one region, and the client tokens seen there. */
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

    final Map<String, ClusterState> clusters = new TreeMap<>();
    final ClientTokens tokens = new ClientTokens();
}
