package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Kubernetes would refuse in a declared Deployment, and what would keep it from running. */
final class DeploymentRules {

    /** Kubernetes allows any printable ASCII but the equals sign, which ends the name. */
    private static final Pattern ENV_NAME = Pattern.compile("[\\x20-\\x7E&&[^=]]+");

    private static final Map<String, String> EXAMPLES = Map.of("cpu", "such as 250m or 2", "memory", "such as 256Mi");

    private DeploymentRules() {}

    static void check(EksDeploymentBuilder declared) {
        Findings findings = new Findings("deployment[" + declared.name + "]");
        findings.name("", declared.name);
        findings.name("namespace", declared.namespace);
        findings.name("containerName", declared.containerName);
        if (declared.image == null || declared.image.isBlank() || !declared.image.equals(declared.image.strip())) {
            findings.add(
                    "EKS-W02",
                    "image",
                    declared.image == null ? "no image was said" : "\"" + declared.image + "\" is no image",
                    ".image(\"<registry>/<repository>:<tag>\")");
        }
        if (declared.replicas != null && declared.replicas < 0) {
            findings.add("EKS-W03", "replicas", declared.replicas + " is less than 0", "0 or more");
        }
        if (declared.serviceAccount != null) {
            findings.dottedName("serviceAccount", declared.serviceAccount);
        }
        if (declared.progressDeadline != null) {
            findings.seconds("progressDeadline", declared.progressDeadline, 1);
        }
        ports(declared, findings);
        environment(declared, findings);
        resources(declared, findings);
        placement(declared, findings);
        volumes(declared, findings);
        declared.probes.forEach((kind, probe) -> probe.check(findings, kind));
        findings.orThrow();
    }

    static Map<String, Quantity> quantities(Map<String, String> amounts) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        amounts.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
        return quantities;
    }

    private static void ports(EksDeploymentBuilder declared, Findings findings) {
        Set<Integer> seen = new HashSet<>();
        declared.ports.forEach(port -> {
            findings.port("port", port.getContainerPort());
            if (!seen.add(port.getContainerPort())) {
                findings.add("EKS-W04", "port", port.getContainerPort() + " is said twice", "say it once");
            }
        });
    }

    private static void environment(EksDeploymentBuilder declared, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (EnvVar variable : declared.environment) {
            String path = "env[" + variable.getName() + "]";
            if (!ENV_NAME.matcher(variable.getName()).matches()) {
                findings.add("EKS-W08", path, "no valid name of a variable", "printable ASCII without =, not empty");
            } else if (!seen.add(variable.getName())) {
                findings.add("EKS-W08", path, "said twice", "say it once");
            }
        }
    }

    private static void resources(EksDeploymentBuilder declared, Findings findings) {
        EXAMPLES.keySet().stream().sorted().forEach(resource -> {
            Optional<BigDecimal> request = quantity(findings, "requests", resource, declared.requests);
            Optional<BigDecimal> limit = quantity(findings, "limits", resource, declared.limits);
            if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
                findings.add(
                        "EKS-W05",
                        "requests." + resource,
                        declared.requests.get(resource) + " is more than the limit of " + declared.limits.get(resource),
                        "a request of at most the limit");
            }
        });
    }

    private static Optional<BigDecimal> quantity(
            Findings findings, String kind, String resource, Map<String, String> amounts) {
        return Optional.ofNullable(amounts.get(resource))
                .flatMap(text -> findings.quantity(kind + "." + resource, text, EXAMPLES.getOrDefault(resource, "1")));
    }

    private static void placement(EksDeploymentBuilder declared, Findings findings) {
        findings.labels("label", declared.labels);
        findings.labels("nodeSelector", declared.nodeSelector);
        declared.annotations.keySet().forEach(key -> findings.key("annotation[" + key + "]", key));
        if (declared.labels.containsKey(EksDeploymentBuilder.APP)) {
            findings.add(
                    "EKS-W07",
                    "label[app]",
                    "the label app is what the Deployment finds its pods by, and is its name",
                    "another key, such as app.kubernetes.io/name");
        }
        for (Toleration toleration : declared.tolerations) {
            String key = toleration.getKey();
            findings.labels("toleration", Map.of(key, toleration.getValue()));
        }
    }

    private static void volumes(EksDeploymentBuilder declared, Findings findings) {
        Set<String> paths = new HashSet<>();
        declared.mounts.forEach((claim, path) -> {
            findings.name("volume[" + claim + "]", claim);
            if (!path.startsWith("/") || path.contains(":")) {
                findings.add(
                        "EKS-W18", "volume[" + claim + "]", "\"" + path + "\" is no path to mount at", "\"/data\"");
            } else if (!paths.add(path)) {
                findings.add(
                        "EKS-W18", "volume[" + claim + "]", "two volumes at " + path, "a path of its own for each");
            }
        });
    }
}
