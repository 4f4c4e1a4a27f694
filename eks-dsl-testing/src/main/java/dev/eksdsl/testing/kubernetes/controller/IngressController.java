package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.ApplicationBalancers;
import dev.eksdsl.testing.kubernetes.ApplicationBalancers.Wanted;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Target;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Makes Application Load Balancers for Ingresses, as the AWS Load Balancer Controller does while it runs. */
final class IngressController implements Controller {

    private static final String INGRESSES = "ingresses.networking.k8s.io";
    private static final String CLASSES = "ingressclasses.networking.k8s.io";
    private static final String SERVED = "ingress.k8s.aws/alb";
    private static final String LEGACY_CLASS = "kubernetes.io/ingress.class";
    private static final String FINALIZER = "ingress.k8s.aws/resources";
    private static final String CONTROLLER = "aws-load-balancer-controller";
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** Attempts for one Ingress, so that a virtual timeline comes to rest; a change of the Ingress starts anew. */
    private static final int MOST_ATTEMPTS = 10;

    private final ClusterContext cluster;
    private final ApplicationBalancers balancers;
    private final IngressPlan plan;
    private final ServiceTargets targets;
    private final BooleanSupplier runs;
    private final WorkQueue queue;
    /** What has been made, by the uid of the Ingress. */
    private final Map<String, Wanted> made = new HashMap<>();

    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> deleting = new HashSet<>();

    IngressController(ClusterContext cluster, ApplicationBalancers balancers, IngressPlan plan, BooleanSupplier runs) {
        this.cluster = cluster;
        this.balancers = balancers;
        this.plan = plan;
        this.runs = runs;
        this.targets = new ServiceTargets(cluster);
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(INGRESSES) && !type.equals("DELETED")) {
            queue.add(Key.of(object));
        }
        boolean controller =
                resource.equals("deployments.apps") && Meta.name(object).equals(CONTROLLER);
        boolean members = !made.isEmpty() && targets.changeWith(resource);
        if (controller || members) {
            cluster.objects().list(INGRESSES).forEach(ingress -> queue.add(Key.of(ingress)));
        }
    }

    private void reconcile(Key key) {
        cluster.objects().get(INGRESSES, key.namespace(), key.name()).ifPresent(ingress -> {
            boolean ours = isOurs(ingress);
            if (!runs.getAsBoolean() || !ours && !Meta.hasFinalizer(ingress, FINALIZER)) {
                return;
            }
            if (Meta.deleting(ingress) || !ours) {
                release(ingress);
            } else {
                provide(ingress);
            }
        });
    }

    private boolean isOurs(JsonNode ingress) {
        String name = ingress.path("spec").path("ingressClassName").asText();
        String wanted = name.isEmpty() ? Meta.annotation(ingress, LEGACY_CLASS) : name;
        return cluster.objects()
                .get(CLASSES, "", wanted)
                .filter(found -> found.at("/spec/controller").asText().equals(SERVED))
                .isPresent();
    }

    private void provide(ObjectNode ingress) {
        try {
            if (!made.containsKey(Meta.uid(ingress))) {
                cluster.objects()
                        .update(
                                INGRESSES,
                                Meta.namespace(ingress),
                                Meta.name(ingress),
                                changed -> Meta.addFinalizer(changed, FINALIZER));
                Wanted wanted = plan.of(ingress);
                String hostname = balancers.create(cluster.caller(), wanted);
                made.put(Meta.uid(ingress), wanted);
                cluster.after(cluster.duration(Durations.Of.LOAD_BALANCER_ADDRESS), () -> publish(ingress, hostname));
            }
            sendTo(ingress);
        } catch (AwsFault refused) {
            cluster.events()
                    .warning(
                            "ingress",
                            ingress,
                            "FailedBuildModel",
                            "Failed build model due to " + refused.getMessage());
            if (failures.merge(Meta.uid(ingress), 1, Integer::sum) < MOST_ATTEMPTS) {
                queue.addAfter(RETRY, Key.of(ingress));
            }
        }
    }

    private void sendTo(ObjectNode ingress) {
        Map<String, List<Target>> byBackend = new TreeMap<>();
        for (JsonNode reference : IngressPlan.services(ingress)) {
            cluster.objects()
                    .get(
                            "services",
                            Meta.namespace(ingress),
                            reference.path("name").asText())
                    .ifPresent(service -> byBackend.put(
                            IngressPlan.id(ingress, reference),
                            targets.of(service, plan.port(ingress, reference), IngressPlan.hasIpTargets(ingress))));
        }
        Optional.ofNullable(made.get(Meta.uid(ingress)))
                .ifPresent(wanted -> balancers.targets(cluster.caller(), wanted.name(), byBackend));
    }

    private void publish(ObjectNode ingress, String hostname) {
        current(ingress).ifPresent(now -> {
            cluster.objects()
                    .updateStatus(
                            INGRESSES,
                            Meta.namespace(now),
                            Meta.name(now),
                            changed -> changed.withObject("/status")
                                    .putObject("loadBalancer")
                                    .putArray("ingress")
                                    .addObject()
                                    .put("hostname", hostname));
            cluster.events().normal("ingress", now, "SuccessfullyReconciled", "Successfully reconciled");
        });
    }

    private void release(ObjectNode ingress) {
        Wanted present = made.get(Meta.uid(ingress));
        if (present == null) {
            cluster.objects()
                    .update(
                            INGRESSES,
                            Meta.namespace(ingress),
                            Meta.name(ingress),
                            changed -> Meta.removeFinalizer(changed, FINALIZER));
        } else if (deleting.add(Meta.uid(ingress))) {
            balancers.delete(cluster.caller(), present);
            cluster.after(cluster.duration(Durations.Of.LOAD_BALANCER_DELETE), () -> {
                made.remove(Meta.uid(ingress));
                deleting.remove(Meta.uid(ingress));
                queue.add(Key.of(ingress));
            });
        }
    }

    private Optional<ObjectNode> current(JsonNode ingress) {
        return cluster.objects()
                .get(INGRESSES, Meta.namespace(ingress), Meta.name(ingress))
                .filter(now -> Meta.uid(now).equals(Meta.uid(ingress)));
    }
}
