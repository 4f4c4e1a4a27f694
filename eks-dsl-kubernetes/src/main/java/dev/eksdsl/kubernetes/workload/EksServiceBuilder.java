package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Declares a Service: a selector and ports, and maybe a Network Load Balancer. Without one it is reached from within the
 * cluster only. Not thread-safe.
 */
public final class EksServiceBuilder {

    private final String name;
    private String namespace = "default";
    private final Map<String, String> selector = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private final List<ServicePort> ports = new ArrayList<>();
    private @Nullable NlbBuilder nlb;

    EksServiceBuilder(String name) {
        this.name = name;
    }

    public EksServiceBuilder namespace(String itsNamespace) {
        namespace = itsNamespace;
        return this;
    }

    /** Leads to the pods of a Deployment: takes its namespace and its selector. */
    public EksServiceBuilder of(Deployment deployment) {
        if (deployment.getMetadata().getNamespace() != null) {
            namespace = deployment.getMetadata().getNamespace();
        }
        selector.putAll(deployment.getSpec().getSelector().getMatchLabels());
        return this;
    }

    /** Leads to pods with the label {@code app=<name>}, as {@link Workloads#deployment} gives it. */
    public EksServiceBuilder selects(String app) {
        return selects(EksDeploymentBuilder.APP, app);
    }

    /** Leads to pods with this label, and with all others said here. */
    public EksServiceBuilder selects(String key, String value) {
        selector.put(key, value);
        return this;
    }

    /** A TCP port, the same as in the pods. */
    public EksServiceBuilder port(int port) {
        return port(port, port);
    }

    /** A TCP port and the one in the pods that it leads to. With several ports each is named {@code tcp-<port>}. */
    public EksServiceBuilder port(int port, int targetPort) {
        ports.add(new ServicePortBuilder()
                .withPort(port)
                .withTargetPort(new IntOrString(targetPort))
                .build());
        return this;
    }

    public EksServiceBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public EksServiceBuilder annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    /** Gives the Service a Network Load Balancer. It must be said whom it faces: the Internet, or the VPC only. */
    public EksServiceBuilder nlb(Consumer<NlbBuilder> declaration) {
        nlb = new NlbBuilder();
        declaration.accept(nlb);
        return this;
    }

    Service build() {
        check();
        if (ports.size() > 1) {
            ports.forEach(port -> port.setName("tcp-" + port.getPort()));
        }
        ServiceBuilder service = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withSelector(selector)
                .withPorts(ports)
                .endSpec();
        if (nlb != null) {
            service.editMetadata()
                    .addToAnnotations(NlbAnnotations.of(nlb))
                    .endMetadata()
                    .editSpec()
                    .withType("LoadBalancer")
                    .withLoadBalancerClass(nlb.controller.loadBalancerClass())
                    .withLoadBalancerSourceRanges(nlb.sourceRanges)
                    .endSpec();
        }
        return service.build();
    }

    private void check() {
        Findings findings = new Findings("service[" + name + "]");
        findings.serviceName("", name);
        findings.name("namespace", namespace);
        findings.labels("label", labels);
        findings.labels("selects", selector);
        annotations.keySet().forEach(key -> findings.key("annotation[" + key + "]", key));
        if (selector.isEmpty()) {
            findings.add("EKS-W16", "selects", "leads to no pods", ".of(deployment) or .selects(\"<app>\")");
        }
        if (ports.isEmpty()) {
            findings.add("EKS-W16", "port", "has no port", ".port(80, 8080)");
        }
        Set<Integer> seen = new HashSet<>();
        ports.forEach(port -> {
            findings.port("port", port.getPort());
            findings.port(
                    "port[" + port.getPort() + "].target", port.getTargetPort().getIntVal());
            if (!seen.add(port.getPort())) {
                findings.add("EKS-W04", "port", port.getPort() + " is said twice", "say it once");
            }
        });
        if (nlb != null) {
            NlbRules.check(nlb, annotations, findings);
        }
        findings.orThrow();
    }
}
