package dev.eksdsl.kubernetes.teardown;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Services, Ingresses and Gateways that have load balancers in AWS. Which controller serves them tells the class, and the
 * finalizer that it has put on (AWS Load Balancer Controller documentation; EKS user guide, "Auto Mode", "Load balancing").
 */
record LoadBalancers(Listing listing, Controllers controllers) {

    private static final String AWS_CONTROLLER = "aws-load-balancer-controller";
    private static final String AWS_CONTROLLER_DOMAIN = "k8s.aws/";
    private static final String AUTO_MODE_DOMAIN = "eks.amazonaws.com/";
    private static final String LEGACY_CLASS = "kubernetes.io/ingress.class";

    List<Held> find() {
        List<Held> found = new ArrayList<>();
        services(found);
        ingresses(found);
        for (GenericKubernetesResource gateway : listing.custom("gateway.networking.k8s.io/v1", "Gateway")) {
            found.add(Held.released(gateway, "", server(gateway, "")));
        }
        return found;
    }

    /** Services of another load balancer class have nothing in AWS. */
    private void services(List<Held> found) {
        for (Service service : listing.all(Service.class)) {
            String wanted = Optional.ofNullable(service.getSpec().getLoadBalancerClass())
                    .orElse("");
            boolean balanced = "LoadBalancer".equals(service.getSpec().getType());
            if (balanced && (wanted.isEmpty() || isOfAws(wanted))) {
                found.add(Held.released(service, "", server(service, wanted)));
            }
        }
    }

    private void ingresses(List<Held> found) {
        List<Ingress> ingresses = listing.all(Ingress.class);
        Map<String, String> controllerOf = new HashMap<>();
        if (!ingresses.isEmpty()) {
            listing.all(IngressClass.class)
                    .forEach(each -> controllerOf.put(
                            each.getMetadata().getName(), each.getSpec().getController()));
        }
        for (Ingress ingress : ingresses) {
            String controller = controllerOf.getOrDefault(className(ingress), "");
            if (isOfAws(controller) || finalizers(ingress).stream().anyMatch(LoadBalancers::isOfAws)) {
                found.add(Held.released(ingress, "", server(ingress, controller)));
            }
        }
    }

    private static String className(Ingress ingress) {
        String name = ingress.getSpec().getIngressClassName();
        return name != null
                ? name
                : Optional.ofNullable(ingress.getMetadata().getAnnotations())
                        .map(all -> all.get(LEGACY_CLASS))
                        .orElse("");
    }

    /** @param wanted the class, or its controller; empty if it says nothing */
    private Controllers.Server server(HasMetadata object, String wanted) {
        boolean inCluster = wanted.contains(AWS_CONTROLLER_DOMAIN)
                || finalizers(object).stream().anyMatch(each -> each.contains(AWS_CONTROLLER_DOMAIN));
        return inCluster ? controllers.named(AWS_CONTROLLER) : Controllers.Server.AWS;
    }

    private static boolean isOfAws(String name) {
        return name.contains(AWS_CONTROLLER_DOMAIN) || name.contains(AUTO_MODE_DOMAIN);
    }

    private static List<String> finalizers(HasMetadata object) {
        return object.getMetadata().getFinalizers();
    }
}
