package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.rules.Quotas;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Keeps the status of ResourceQuotas: what is used, a moment after something in their namespace changed. */
final class QuotaStatus {

    private static final String QUOTAS = "resourcequotas";
    private static final Duration DELAY = Duration.ofMillis(20);

    private final Cluster cluster;
    private final Set<String> due = new HashSet<>();

    QuotaStatus(Cluster cluster) {
        this.cluster = cluster;
        cluster.store().listen(this::changed);
    }

    private void changed(Change change) {
        String namespace = ObjectMetadata.text(change.object(), "namespace");
        boolean counts = change.before() == null
                || change.after() == null
                || !change.after().path("spec").equals(change.before().path("spec"))
                || !change.after().at("/status/phase").equals(change.before().at("/status/phase"));
        if (counts && !namespace.isEmpty() && !cluster.list(QUOTAS, namespace).isEmpty() && due.add(namespace)) {
            cluster.world().after(DELAY, () -> count(namespace));
        }
    }

    private void count(String namespace) {
        due.remove(namespace);
        ResourceType type = cluster.types().get(QUOTAS);
        for (ObjectNode quota : cluster.list(QUOTAS, namespace)) {
            ObjectNode counted = quota.deepCopy();
            ObjectNode status = counted.putObject("status");
            status.set("hard", quota.at("/spec/hard").deepCopy());
            status.set("used", Quotas.used(quota, cluster));
            cluster.update(type, quota, counted, WriteOptions.CONTROLLER.on("status"));
        }
    }
}
