package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Services: defaults, and the addresses and ports that the server gives out. */
final class ServiceRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        Defaults.set(spec, "type", "ClusterIP");
        Defaults.set(spec, "sessionAffinity", "None");
        String type = spec.path("type").asText();
        for (JsonNode port : spec.path("ports")) {
            Defaults.set((ObjectNode) port, "protocol", "TCP");
            if (!port.has("targetPort") || port.path("targetPort").asText().equals("0")) {
                ((ObjectNode) port).set("targetPort", port.path("port"));
            }
        }
        if (type.equals("ExternalName")) {
            return;
        }
        Defaults.set(spec, "internalTrafficPolicy", "Cluster");
        if (exposed(type)) {
            Defaults.set(spec, "externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            Defaults.set(spec, "allocateLoadBalancerNodePorts", true);
        }
        if (spec.path("sessionAffinity").asText().equals("ClientIP")) {
            Defaults.set(spec.withObject("/sessionAffinityConfig/clientIP"), "timeoutSeconds", 10800);
        }
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        object.putObject("status").putObject("loadBalancer");
    }

    @Override
    public void updating(ObjectNode object, ObjectNode before, Surroundings cluster) {
        ObjectNode spec = object.withObject("/spec");
        JsonNode old = before.path("spec");
        if (spec.path("type").asText().equals("ExternalName")) {
            spec.remove(List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"));
            return;
        }
        for (String kept : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (!spec.has(kept) && old.has(kept)) {
                spec.set(kept, old.get(kept).deepCopy());
            }
        }
        if (!exposed(spec.path("type").asText())) {
            spec.path("ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
            return;
        }
        if (!spec.has("healthCheckNodePort")
                && old.has("healthCheckNodePort")
                && spec.path("externalTrafficPolicy").asText().equals("Local")) {
            spec.set("healthCheckNodePort", old.get("healthCheckNodePort"));
        }
        for (JsonNode port : spec.path("ports")) {
            for (JsonNode was : old.path("ports")) {
                if (!port.has("nodePort")
                        && was.has("nodePort")
                        && was.path("port").equals(port.path("port"))
                        && was.path("protocol").equals(port.path("protocol"))) {
                    ((ObjectNode) port).set("nodePort", was.get("nodePort"));
                }
            }
        }
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        ServiceChecks.check(object.path("spec"), causes);
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        String address = object.at("/spec/clusterIP").asText();
        String old = before.at("/spec/clusterIP").asText();
        if (!old.isEmpty() && !address.isEmpty() && !address.equals(old)) {
            causes.add(Cause.invalid("spec.clusterIPs[0]", "[]string{\"" + address + "\"}", "may not change once set"));
        }
    }

    @Override
    public void storing(ObjectNode object, Surroundings cluster) {
        ObjectNode spec = object.withObject("/spec");
        String type = spec.path("type").asText();
        if (type.equals("ExternalName")) {
            return;
        }
        if (!spec.has("clusterIP")) {
            spec.put("clusterIP", cluster.addresses().any());
        } else if (!spec.path("clusterIP").asText().equals("None")) {
            ServiceChecks.takeAddress(object, cluster);
        }
        families(spec);
        if (type.equals("NodePort")
                || type.equals("LoadBalancer")
                        && spec.path("allocateLoadBalancerNodePorts").asBoolean()) {
            for (JsonNode port : spec.path("ports")) {
                if (!port.has("nodePort")) {
                    ((ObjectNode) port).put("nodePort", cluster.addresses().anyPort());
                } else {
                    cluster.addresses().takePort(port.path("nodePort").asInt());
                }
            }
        }
        if (type.equals("LoadBalancer")
                && spec.path("externalTrafficPolicy").asText().equals("Local")
                && !spec.has("healthCheckNodePort")) {
            spec.put("healthCheckNodePort", cluster.addresses().anyPort());
        }
    }

    /** A dry run takes no address: it shows the network's in place of one. Source: recorded answers of a 1.32 server. */
    @Override
    public void pretending(ObjectNode object, Surroundings cluster) {
        ObjectNode spec = object.withObject("/spec");
        if (!spec.path("type").asText().equals("ExternalName")) {
            Defaults.set(spec, "clusterIP", cluster.addresses().network());
            families(spec);
        }
    }

    private static void families(ObjectNode spec) {
        if (!spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(spec.get("clusterIP"));
        }
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        Defaults.set(spec, "ipFamilyPolicy", "SingleStack");
    }

    @Override
    public void replaced(ObjectNode object, ObjectNode before, Surroundings cluster) {
        String address = before.at("/spec/clusterIP").asText();
        if (!address.equals(object.at("/spec/clusterIP").asText())) {
            cluster.addresses().free(address);
        }
        Set<Integer> kept = nodePorts(object);
        nodePorts(before).stream().filter(port -> !kept.contains(port)).forEach(cluster.addresses()::freePort);
    }

    @Override
    public void removed(ObjectNode object, Surroundings cluster) {
        cluster.addresses().free(object.at("/spec/clusterIP").asText());
        nodePorts(object).forEach(cluster.addresses()::freePort);
    }

    private static Set<Integer> nodePorts(ObjectNode service) {
        Set<Integer> ports = new HashSet<>();
        for (JsonNode port : service.at("/spec/ports")) {
            ports.add(port.path("nodePort").asInt());
        }
        ports.add(service.at("/spec/healthCheckNodePort").asInt());
        return ports;
    }

    private static boolean exposed(String type) {
        return type.equals("NodePort") || type.equals("LoadBalancer");
    }
}
