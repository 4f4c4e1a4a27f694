package dev.eksdsl.resource.ec2;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problems;
import java.util.List;

/** Whether the ids of existing subnets and security groups that a user gives can be such. */
public final class IdChecks {

    private static final String REST = "-([0-9a-f]{8}|[0-9a-f]{17})";

    private IdChecks() {}

    /** Subnets; those that are made by us have no id yet, and are right. */
    public static void subnets(Problems problems, String field, List<Input> subnets) {
        ids(
                problems,
                field,
                "subnet",
                subnets.stream()
                        .filter(Input.Known.class::isInstance)
                        .map(Input::toString)
                        .toList());
    }

    /** @param prefix how an id begins: {@code subnet} or {@code sg} */
    public static void ids(Problems problems, String field, String prefix, List<String> ids) {
        for (String id : ids) {
            problems.errorIf(
                    !id.matches(prefix + REST),
                    "EKS-S07",
                    field,
                    "\"" + id + "\" is no id that EC2 gives",
                    "such as " + prefix + "-0a1b2c3d4e5f60718");
        }
        Problems.repeated(ids).forEach(id -> problems.error("EKS-S09", field, id + " is named twice", "name it once"));
    }
}
