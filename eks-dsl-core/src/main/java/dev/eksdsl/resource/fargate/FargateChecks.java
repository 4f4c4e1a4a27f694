package dev.eksdsl.resource.fargate;

import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.TagChecks;
import dev.eksdsl.resource.ec2.IdChecks;
import dev.eksdsl.resource.eks.LabelChecks;
import dev.eksdsl.resource.iam.ArnChecks;
import java.util.List;
import java.util.regex.Pattern;

/** What EKS refuses in Fargate profiles. Limits are those of the EKS user guide and quotas. */
public final class FargateChecks {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9*?]([a-z0-9*?-]{0,61}[a-z0-9*?])?");
    private static final int MOST_SELECTORS = 5;
    private static final int MOST_LABELS = 5;

    private FargateChecks() {}

    public static void check(Problems all, FargateProfileSpec spec) {
        Problems problems = all.at("fargate[" + spec.name() + "]");
        problems.errorIf(
                !NAME.matcher(spec.name()).matches(),
                "EKS-F02",
                "name",
                "no name of a Fargate profile",
                "1 to 100 letters, digits, dashes and underscores, of which the first is a letter or a digit");
        List<PodSelector> selectors = spec.selectors();
        problems.errorIf(
                selectors.isEmpty() || selectors.size() > MOST_SELECTORS,
                "EKS-F03",
                "selectors",
                selectors.isEmpty() ? "no pods are selected" : selectors.size() + " are more than EKS takes",
                "1 to " + MOST_SELECTORS + ", such as .selector(\"default\")");
        for (PodSelector selector : selectors) {
            Problems each = problems.at("selector[" + selector.namespace() + "]");
            each.errorIf(
                    selector.labels().size() > MOST_LABELS,
                    "EKS-F04",
                    "labels",
                    selector.labels().size() + " are more than EKS takes",
                    "at most " + MOST_LABELS);
            selector.labels()
                    .forEach((key, value) -> each.errorIf(
                            !LabelChecks.isKey(key) || !LabelChecks.isValue(value),
                            "EKS-F04",
                            "labels[" + key + "]",
                            "pods cannot have such a label",
                            LabelChecks.FORM));
            each.errorIf(
                    !NAMESPACE.matcher(selector.namespace()).matches(),
                    "EKS-F05",
                    "",
                    "no name of a namespace",
                    "lower-case letters, digits and dashes; * and ? stand for any");
        }
        Problems.repeated(selectors)
                .forEach(selector ->
                        problems.error("EKS-F03", "selectors", selector + " is given twice", "give it once"));
        spec.podExecutionRole().ifPresent(role -> ArnChecks.role(problems, "podExecutionRole", role));
        IdChecks.subnets(problems, "subnets", spec.subnets());
        TagChecks.check(problems, spec.tags());
    }
}
