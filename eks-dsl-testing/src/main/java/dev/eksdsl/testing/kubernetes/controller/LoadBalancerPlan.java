package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Listener;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Scheme;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Type;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Wanted;
import dev.eksdsl.testing.server.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which load balancer a Service asks for: name, scheme, subnets, tags (AWS Load Balancer Controller documentation). */
final class LoadBalancerPlan {

    private static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

    private final ClusterContext cluster;
    private final SubnetChoice subnets;

    LoadBalancerPlan(ClusterContext cluster, SubnetChoice subnets) {
        this.cluster = cluster;
        this.subnets = subnets;
    }

    /** Whether the AWS Load Balancer Controller is asked for: by class, or by the annotation that came before it. */
    static boolean isForAwsController(JsonNode service) {
        String type = annotation(service, "type");
        return type.equals("external")
                || type.equals("nlb-ip")
                || service.path("spec").path("loadBalancerClass").asText().equals("service.k8s.aws/nlb");
    }

    /** @throws AwsFault if no subnets suit the scheme */
    Wanted of(JsonNode service) {
        boolean aws = isForAwsController(service);
        Scheme scheme = scheme(service, aws);
        boolean network = aws || annotation(service, "type").equals("nlb");
        boolean ip = aws && hasIpTargets(service);
        return new Wanted(
                name(service, aws, scheme),
                network ? Type.NETWORK : Type.CLASSIC,
                scheme,
                cluster.facts().vpcId(),
                subnets.of(annotation(service, "subnets"), scheme),
                listeners(service, ip),
                ip,
                aws,
                tags(service, aws));
    }

    /** Targets are instances unless the annotation, or the type that came before it, says otherwise. */
    private static boolean hasIpTargets(JsonNode service) {
        return annotation(service, "nlb-target-type").equals("ip")
                || annotation(service, "type").equals("nlb-ip");
    }

    private static Scheme scheme(JsonNode service, boolean aws) {
        String scheme = annotation(service, "scheme");
        String internal = annotation(service, "internal");
        if (!scheme.isEmpty()) {
            return scheme.equals("internet-facing") ? Scheme.INTERNET_FACING : Scheme.INTERNAL;
        }
        if (!internal.isEmpty()) {
            return internal.equals("false") ? Scheme.INTERNET_FACING : Scheme.INTERNAL;
        }
        return aws ? Scheme.INTERNAL : Scheme.INTERNET_FACING;
    }

    private String name(JsonNode service, boolean aws, Scheme scheme) {
        String wanted = annotation(service, "name");
        if (aws && !wanted.isEmpty()) {
            return wanted;
        }
        if (!aws) {
            return "a" + Meta.uid(service).replace("-", "").substring(0, 31);
        }
        return BalancerNames.of(cluster.facts().name(), service, scheme.name());
    }

    private static List<Listener> listeners(JsonNode service, boolean ip) {
        List<Listener> listeners = new ArrayList<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            listeners.add(new Listener(
                    port.path("port").asInt(),
                    ip ? port.path("targetPort").asInt() : port.path("nodePort").asInt(),
                    port.path("protocol").asText("TCP")));
        }
        return listeners;
    }

    private Map<String, String> tags(JsonNode service, boolean aws) {
        String name = Meta.namespace(service) + "/" + Meta.name(service);
        Map<String, String> tags = new TreeMap<>();
        for (String pair : annotation(service, "additional-resource-tags").split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                tags.put(
                        pair.substring(0, equals).trim(),
                        pair.substring(equals + 1).trim());
            }
        }
        if (aws) {
            tags.put("elbv2.k8s.aws/cluster", cluster.facts().name());
            tags.put("service.k8s.aws/stack", name);
            tags.put("service.k8s.aws/resource", "LoadBalancer");
        } else {
            tags.put("kubernetes.io/cluster/" + cluster.facts().name(), "owned");
            tags.put("kubernetes.io/service-name", name);
        }
        return tags;
    }

    private static String annotation(JsonNode service, String name) {
        return Meta.annotation(service, PREFIX + name);
    }
}
