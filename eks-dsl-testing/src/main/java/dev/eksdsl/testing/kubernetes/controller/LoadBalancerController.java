package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Wanted;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Makes load balancers for Services of type LoadBalancer: as the AWS Load Balancer Controller where the Service asks for
 * it and a pod of the controller is ready, as the in-tree controller (a Classic Load Balancer) where it does not ask.
 */
final class LoadBalancerController implements Controller {

    private static final String IN_TREE_FINALIZER = "service.kubernetes.io/load-balancer-cleanup";
    private static final String AWS_FINALIZER = "service.k8s.aws/resources";
    private static final String AWS_CONTROLLER = "aws-load-balancer-controller";
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** Attempts for one Service, so that a virtual timeline comes to rest; a change of the Service starts anew. */
    private static final int MOST_ATTEMPTS = 10;

    private final ClusterContext cluster;
    private final LoadBalancers loadBalancers;
    private final LoadBalancerPlan plan;
    private final BooleanSupplier awsControllerRuns;
    private final WorkQueue queue;
    /** What has been made, by the uid of the Service. */
    private final Map<String, Wanted> made = new HashMap<>();

    private final ServiceTargets targets;
    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> deleting = new HashSet<>();

    LoadBalancerController(
            ClusterContext cluster,
            LoadBalancers loadBalancers,
            LoadBalancerPlan plan,
            BooleanSupplier awsControllerRuns) {
        this.cluster = cluster;
        this.loadBalancers = loadBalancers;
        this.plan = plan;
        this.awsControllerRuns = awsControllerRuns;
        this.targets = new ServiceTargets(cluster);
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals("services") && !type.equals("DELETED")) {
            queue.add(Key.of(object));
        }
        if (resource.equals("deployments.apps") && Meta.name(object).equals(AWS_CONTROLLER)) {
            cluster.objects().list("services").stream()
                    .filter(LoadBalancerController::isOfAwsController)
                    .forEach(service -> queue.add(Key.of(service)));
        }
        if (!made.isEmpty()) {
            targets.servicesOf(resource, object).forEach(queue::add);
        }
    }

    private void reconcile(Key key) {
        cluster.objects().get("services", key.namespace(), key.name()).ifPresent(service -> {
            boolean wanted =
                    "LoadBalancer".equals(service.path("spec").path("type").asText());
            if (isOfAwsController(service) && !awsControllerRuns.getAsBoolean()) {
                return;
            }
            if (Meta.deleting(service) || !wanted) {
                release(service);
            } else {
                provide(service);
            }
        });
    }

    private static boolean isOfAwsController(JsonNode service) {
        return LoadBalancerPlan.isForAwsController(service) || Meta.hasFinalizer(service, AWS_FINALIZER);
    }

    private void provide(ObjectNode service) {
        Wanted present = made.get(Meta.uid(service));
        if (present != null) {
            sendTo(service, present);
            return;
        }
        boolean aws = LoadBalancerPlan.isForAwsController(service);
        cluster.objects()
                .update(
                        "services",
                        Meta.namespace(service),
                        Meta.name(service),
                        changed -> Meta.addFinalizer(changed, aws ? AWS_FINALIZER : IN_TREE_FINALIZER));
        try {
            Wanted wanted = plan.of(service);
            String hostname = loadBalancers.create(cluster.caller(), wanted);
            made.put(Meta.uid(service), wanted);
            sendTo(service, wanted);
            cluster.after(cluster.duration(Durations.Of.LOAD_BALANCER_ADDRESS), () -> publish(service, hostname));
        } catch (AwsFault refused) {
            failed(service, aws, refused);
        }
    }

    private void sendTo(ObjectNode service, Wanted wanted) {
        loadBalancers.targets(cluster.caller(), wanted.name(), targets.of(service, wanted));
    }

    private void failed(ObjectNode service, boolean aws, AwsFault refused) {
        String component = aws ? "service" : "service-controller";
        String reason = aws ? "FailedBuildModel" : "SyncLoadBalancerFailed";
        String text =
                (aws ? "Failed build model due to " : "Error syncing load balancer: failed to ensure load balancer: ")
                        + refused.getMessage();
        cluster.events().warning(component, service, reason, text);
        if (failures.merge(Meta.uid(service), 1, Integer::sum) < MOST_ATTEMPTS) {
            queue.addAfter(RETRY, Key.of(service));
        }
    }

    private void publish(ObjectNode service, String hostname) {
        current(service).ifPresent(now -> {
            cluster.objects()
                    .updateStatus(
                            "services",
                            Meta.namespace(now),
                            Meta.name(now),
                            changed -> changed.withObject("/status")
                                    .putObject("loadBalancer")
                                    .putArray("ingress")
                                    .addObject()
                                    .put("hostname", hostname));
            boolean aws = LoadBalancerPlan.isForAwsController(now);
            cluster.events()
                    .normal(
                            aws ? "service" : "service-controller",
                            now,
                            aws ? "SuccessfullyReconciled" : "EnsuredLoadBalancer",
                            aws ? "Successfully reconciled" : "Ensured load balancer");
        });
    }

    private void release(ObjectNode service) {
        Wanted present = made.get(Meta.uid(service));
        if (present == null) {
            letGo(service);
        } else if (deleting.add(Meta.uid(service))) {
            loadBalancers.delete(cluster.caller(), present.name());
            cluster.after(cluster.duration(Durations.Of.LOAD_BALANCER_DELETE), () -> {
                made.remove(Meta.uid(service));
                deleting.remove(Meta.uid(service));
                queue.add(Key.of(service));
            });
        }
    }

    private void letGo(ObjectNode service) {
        if (!Meta.hasFinalizer(service, IN_TREE_FINALIZER) && !Meta.hasFinalizer(service, AWS_FINALIZER)) {
            return;
        }
        if (!Meta.deleting(service)) {
            cluster.objects()
                    .updateStatus(
                            "services",
                            Meta.namespace(service),
                            Meta.name(service),
                            changed -> changed.withObject("/status").putObject("loadBalancer"));
        }
        cluster.objects().update("services", Meta.namespace(service), Meta.name(service), changed -> {
            Meta.removeFinalizer(changed, IN_TREE_FINALIZER);
            Meta.removeFinalizer(changed, AWS_FINALIZER);
        });
    }

    private Optional<ObjectNode> current(JsonNode service) {
        return cluster.objects()
                .get("services", Meta.namespace(service), Meta.name(service))
                .filter(now -> Meta.uid(now).equals(Meta.uid(service)));
    }
}
