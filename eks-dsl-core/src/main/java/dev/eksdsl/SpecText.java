package dev.eksdsl;

import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A declaration as text: a summary on the first line, then one line for each part. */
final class SpecText {

    private SpecText() {}

    static String of(EksClusterSpec spec) {
        List<String> lines = new ArrayList<>();
        lines.add(spec.name() + ": Kubernetes " + spec.version() + ", "
                + count(spec.nodeGroups().size(), "node group") + ", "
                + count(spec.fargateProfiles().size(), "Fargate profile") + ", "
                + count(spec.addons().size(), "add-on") + ", "
                + count(spec.irsa().size(), "service account role"));
        lines.add("network    " + network(spec.network()));
        spec.nodeGroups().forEach(group -> lines.add("nodegroup  " + group.name() + "  " + nodes(group)));
        spec.fargateProfiles()
                .forEach(profile -> lines.add("fargate    " + profile.name() + "  " + profile.selectors()));
        spec.addons().forEach(addon -> lines.add("addon      " + addon.name() + "  " + addon.version()));
        spec.irsa()
                .forEach(irsa -> lines.add("irsa       " + irsa.namespace() + "/" + irsa.serviceAccount() + "  "
                        + String.join(", ", irsa.managedPolicies())));
        return String.join("\n  ", lines);
    }

    private static String network(NetworkSpec network) {
        return network.exists()
                ? "existing subnets "
                        + String.join(", ", network.privateSubnets())
                        + " "
                        + String.join(", ", network.publicSubnets())
                : "VPC " + network.cidr() + ", " + network.zones() + " zones, NAT "
                        + network.nat().name().toLowerCase(Locale.ROOT);
    }

    private static String nodes(NodeGroupSpec group) {
        String size = group.minSize() + "–" + group.maxSize() + " nodes"
                + group.desiredSize().map(n -> ", " + n + " now").orElse("");
        String types = group.instanceTypes().isEmpty() ? "" : " of " + String.join(" or ", group.instanceTypes());
        String taints = group.taints().stream().map(t -> ", taint " + t).collect(Collectors.joining());
        return size + types + taints;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
