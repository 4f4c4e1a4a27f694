package dev.eksdsl;

import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.iam.ArnChecks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What IAM and Kubernetes refuse in roles for service accounts. Limits are those of the IAM API model and its quotas. */
final class IrsaChecks {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern SERVICE_ACCOUNT =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern MANAGED_NAME = Pattern.compile("[\\w+=,.@/-]{1,128}");
    private static final int MOST_MANAGED = 20;

    private IrsaChecks() {}

    static void check(Problems all, List<IrsaSpec> irsa) {
        irsa.forEach(each -> check(all.at("irsa[" + account(each) + "]"), each));
        Problems.repeated(irsa.stream().map(IrsaChecks::account).toList())
                .forEach(account -> all.error(
                        "EKS-I04",
                        "irsa[" + account + "]",
                        "the service account is declared twice",
                        "declare it once"));
        Problems.repeated(irsa.stream()
                        .map(IrsaSpec::roleName)
                        .flatMap(Optional::stream)
                        .toList())
                .forEach(name -> all.error(
                        "EKS-I04", "irsa", "two roles are named \"" + name + "\"", "a name of its own for each"));
    }

    private static void check(Problems problems, IrsaSpec spec) {
        problems.errorIf(
                !NAMESPACE.matcher(spec.namespace()).matches(),
                "EKS-I01",
                "namespace",
                "\"" + spec.namespace() + "\" is no name of a namespace",
                "1 to 63 lower-case letters, digits and dashes");
        problems.errorIf(
                !SERVICE_ACCOUNT.matcher(spec.serviceAccount()).matches(),
                "EKS-I01",
                "serviceAccount",
                "\"" + spec.serviceAccount() + "\" is no name of a service account",
                "lower-case letters, digits, dashes and dots");
        spec.roleName()
                .ifPresent(name -> problems.errorIf(
                        !ROLE_NAME.matcher(name).matches(),
                        "EKS-I02",
                        "roleName",
                        "\"" + name + "\" is no name of a role",
                        "1 to 64 letters, digits and _ + = , . @ -"));
        policies(problems, spec);
        spec.permissionsBoundary().ifPresent(arn -> ArnChecks.policy(problems, "permissionsBoundary", arn));
    }

    private static void policies(Problems problems, IrsaSpec spec) {
        problems.warnIf(
                spec.managedPolicies().isEmpty() && spec.inlinePolicies().isEmpty(),
                "EKS-I03",
                "",
                "the role may do nothing",
                ".managedPolicy(\"AmazonS3ReadOnlyAccess\"), or a .statement(...)");
        problems.errorIf(
                spec.managedPolicies().size() > MOST_MANAGED,
                "EKS-I05",
                "managedPolicies",
                spec.managedPolicies().size() + " are more than IAM attaches to a role",
                "at most " + MOST_MANAGED);
        for (String policy : spec.managedPolicies()) {
            if (policy.startsWith("arn:")) {
                ArnChecks.policy(problems, "managedPolicies", policy);
            } else {
                problems.errorIf(
                        !MANAGED_NAME.matcher(policy).matches(),
                        "EKS-I05",
                        "managedPolicies",
                        "\"" + policy + "\" is no name of a policy",
                        "the name of a policy of AWS, or the ARN of your own");
            }
        }
        InlinePolicyChecks.check(problems, spec.inlinePolicies());
    }

    private static String account(IrsaSpec spec) {
        return spec.namespace() + "/" + spec.serviceAccount();
    }
}
