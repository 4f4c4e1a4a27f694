package dev.eksdsl.resource.iam;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problems;
import java.util.regex.Pattern;

/** Whether the ARNs of roles and policies that a user gives can be such. The limits are those of the IAM API model. */
public final class ArnChecks {

    private static final Pattern ROLE =
            Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/([\\x21-\\x7E]{1,510}/)?[\\w+=,.@-]{1,64}");
    private static final Pattern POLICY =
            Pattern.compile("arn:[a-z-]+:iam::(aws|\\d{12}):policy/([\\x21-\\x7E]{1,510}/)?[\\w+=,.@-]{1,128}");

    private ArnChecks() {}

    /** A role; one that is made by us has no ARN yet, and is right. */
    public static void role(Problems problems, String field, Input role) {
        if (role instanceof Input.Known known) {
            problems.errorIf(
                    !ROLE.matcher(known.value()).matches(),
                    "EKS-R01",
                    field,
                    "\"" + known.value() + "\" is no ARN of a role",
                    "such as arn:aws:iam::111122223333:role/name");
        }
    }

    /** Whether the text has the form of a managed policy's ARN. */
    static boolean isPolicy(String arn) {
        return POLICY.matcher(arn).matches();
    }

    /** A managed policy. */
    public static void policy(Problems problems, String field, String arn) {
        problems.errorIf(
                !isPolicy(arn),
                "EKS-R02",
                field,
                "\"" + arn + "\" is no ARN of a managed policy",
                "such as arn:aws:iam::111122223333:policy/name");
    }
}
