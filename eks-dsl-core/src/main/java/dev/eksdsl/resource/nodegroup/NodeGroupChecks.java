package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.model.MinorVersion;
import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.TagChecks;
import dev.eksdsl.resource.ec2.IdChecks;
import dev.eksdsl.resource.eks.LabelChecks;
import dev.eksdsl.resource.iam.ArnChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eks.model.AMITypes;

/** What EKS refuses in node groups, and what their owner would regret. Limits are those of the EKS API model. */
public final class NodeGroupChecks {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,62}");
    private static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
    private static final int MOST_INSTANCE_TYPES = 20;
    private static final int LONGEST = 63;
    private static final int MOST_UNAVAILABLE = 100;
    private static final List<String> RESERVED_LABELS = List.of("kubernetes.io/", "k8s.io/", "eks.amazonaws.com/");

    private NodeGroupChecks() {}

    public static void check(Problems all, NodeGroupSpec spec) {
        Problems problems = all.at("nodeGroup[" + spec.name() + "]");
        problems.errorIf(
                !NAME.matcher(spec.name()).matches(),
                "EKS-N02",
                "name",
                "no name of a node group",
                "1 to 63 letters, digits, dashes and underscores, of which the first is a letter or a digit");
        scaling(problems, spec);
        instances(problems, spec);
        image(problems, spec);
        labels(problems, spec.labels());
        taints(problems, spec.taints());
        spec.version()
                .ifPresent(version -> problems.errorIf(
                        !MinorVersion.isValid(version),
                        "EKS-V05",
                        "version",
                        "\"" + version + "\" is no version in the form of EKS",
                        "leave it out, or the cluster's"));
        spec.role().ifPresent(role -> ArnChecks.role(problems, "role", role));
        IdChecks.subnets(problems, "subnets", spec.subnets());
        TagChecks.check(problems, spec.tags());
    }

    private static void scaling(Problems problems, NodeGroupSpec spec) {
        int min = spec.minSize();
        int max = spec.maxSize();
        int desired = spec.desiredSize().orElse(Math.max(min, 0));
        problems.errorIf(min < 0, "EKS-N03", "scaling.min", min + " is less than 0", "0 or more");
        problems.errorIf(max < 1, "EKS-N03", "scaling.max", max + " is less than 1", "1 or more");
        problems.errorIf(
                min > max,
                "EKS-N03",
                "scaling.min",
                min + " is more than the greatest number, " + max,
                ".scaling(" + max + ", " + max + ", " + min + ")");
        problems.errorIf(
                min <= max && (desired < min || desired > max),
                "EKS-N03",
                "scaling.desired",
                desired + " is not between " + min + " and " + max,
                "a number from " + min + " to " + max);
        spec.maxUnavailable()
                .ifPresent(nodes -> problems.errorIf(
                        nodes < 1 || nodes > MOST_UNAVAILABLE,
                        "EKS-N09",
                        "maxUnavailable",
                        nodes + " is not allowed",
                        "1 to " + MOST_UNAVAILABLE));
    }

    private static void instances(Problems problems, NodeGroupSpec spec) {
        List<String> types = spec.instanceTypes();
        problems.errorIf(
                types.size() > MOST_INSTANCE_TYPES,
                "EKS-N04",
                "instanceTypes",
                types.size() + " are more than EKS takes",
                "at most " + MOST_INSTANCE_TYPES);
        Problems.repeated(types)
                .forEach(type -> problems.error("EKS-N04", "instanceTypes", type + " is named twice", "name it once"));
        types.stream()
                .filter(type -> !INSTANCE_TYPE.matcher(type).matches())
                .forEach(type -> problems.error(
                        "EKS-N04", "instanceTypes", "\"" + type + "\" is no instance type", "such as m6i.large"));
        problems.warnIf(
                spec.capacityType().equals(Optional.of(CapacityType.SPOT)) && types.size() < 2,
                "EKS-N11",
                "instanceTypes",
                "Spot capacity of one instance type is often taken back or not to be had",
                "several types of like size, such as .instanceTypes(\"m6i.large\", \"m5.large\", \"m6a.large\")");
        spec.diskSize()
                .ifPresent(gib -> problems.errorIf(
                        gib < 1, "EKS-N05", "diskSize", gib + " GiB is no size of a disk", "20 or more"));
    }

    private static void image(Problems problems, NodeGroupSpec spec) {
        spec.amiType().ifPresent(type -> {
            Set<String> known = new TreeSet<>();
            AMITypes.knownValues().forEach(value -> known.add(value.toString()));
            known.remove("CUSTOM");
            problems.errorIf(
                    !known.contains(type),
                    "EKS-N08",
                    "amiType",
                    type.equals("CUSTOM")
                            ? "CUSTOM needs a launch template, which is not made here"
                            : "EKS knows no \"" + type + "\"",
                    "one of " + String.join(", ", known));
        });
    }

    private static void labels(Problems problems, Map<String, String> labels) {
        labels.forEach((key, value) -> {
            Problems label = problems.at("labels[" + key + "]");
            label.errorIf(
                    key.length() > LONGEST || value.isEmpty() || !LabelChecks.isKey(key) || !LabelChecks.isValue(value),
                    "EKS-N06",
                    "",
                    "nodes cannot have such a label",
                    "key and value of 1 to " + LONGEST + " " + LabelChecks.FORM);
            label.errorIf(
                    RESERVED_LABELS.stream().anyMatch(key::startsWith),
                    "EKS-N06",
                    "",
                    "keys that begin with " + String.join(", ", RESERVED_LABELS) + " are reserved",
                    "another key");
        });
    }

    private static void taints(Problems problems, List<NodeTaint> taints) {
        for (NodeTaint taint : taints) {
            problems.errorIf(
                    taint.key().length() > LONGEST
                            || !LabelChecks.isKey(taint.key())
                            || !LabelChecks.isValue(taint.value()),
                    "EKS-N07",
                    "taints[" + taint.key() + "]",
                    "nodes cannot have such a taint",
                    "a key of 1 to " + LONGEST + " characters, a value of up to " + LONGEST + ": " + LabelChecks.FORM);
        }
        Problems.repeated(taints.stream()
                        .map(taint -> taint.key() + ":" + taint.effect())
                        .toList())
                .forEach(taint -> problems.error(
                        "EKS-N07", "taints", taint + " is given twice", "one taint for each key and effect"));
    }
}
