package dev.eksdsl.testing.engine.workloads;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.InventoryItem;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A cluster {@code production} with things in it that hold resources of AWS. */
final class Shop implements AutoCloseable {

    static final String CLUSTER = "production";

    final FakeAws aws = FakeAws.create();
    final EksSession eks = aws.session();

    private Shop() {
        eks.apply(eks.plan(Eks.cluster(CLUSTER)
                        .version("1.35")
                        .nodeGroup("workers", ng -> ng.scaling(2, 2, 3))
                        .addon("coredns")
                        .addon("aws-ebs-csi-driver")
                        .spec()))
                .orThrow();
    }

    /** With load balancers by Services and an Ingress, a StatefulSet with volumes, and one whose volume is to stay. */
    static Shop open() {
        Shop shop = empty();
        shop.add("shop.yaml");
        return shop;
    }

    /** The cluster alone. */
    static Shop empty() {
        return new Shop();
    }

    /** Creates the objects of a file beside this class, and lets everything come to rest. */
    Shop add(String file) {
        create(file);
        aws.clock().advance(Duration.ofMinutes(3));
        return this;
    }

    void create(String file) {
        try (KubernetesClient client = client();
                InputStream yaml = Shop.class.getResourceAsStream(file)) {
            client.load(yaml).items().forEach(object -> client.resource(object).create());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void scale(String namespace, String deployment, int replicas) {
        try (KubernetesClient client = client()) {
            client.apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(deployment)
                    .scale(replicas);
        }
        aws.clock().advance(Duration.ofMinutes(1));
    }

    KubernetesClient client() {
        return EksKubernetes.client(eks, CLUSTER);
    }

    Plan destruction() {
        return eks.planDestroy(CLUSTER);
    }

    /** Destroys everything; the action runs once, while what workloads hold is being waited for. */
    Report destroy(Runnable meanwhile) {
        boolean[] done = new boolean[1];
        Consumer<ProgressEvent> listener = event -> {
            boolean first = event instanceof ProgressEvent.StepWaiting waiting
                    && waiting.step().id().text().equals("workloads/" + CLUSTER)
                    && !done[0];
            if (first) {
                done[0] = true;
                meanwhile.run();
            }
        };
        return eks.apply(destruction(), listener);
    }

    /** The types of all that exists in AWS. */
    List<String> left() {
        return aws.inventory().stream().map(InventoryItem::type).toList();
    }

    /** A plan's text without what is drawn anew each time. */
    static String text(Plan plan) {
        return plan.toString().replaceAll("vol-[0-9a-f]{17}", "<volume>");
    }

    @Override
    public void close() {
        aws.close();
    }
}
