package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a role's ARN.
 *
 * @param name the role's name, without its path
 */
record RoleArn(String partition, String accountId, String name) {

    private static final Pattern FORM =
            Pattern.compile("arn:(?<partition>[^:]+):iam::(?<account>\\d{12}):role/(?:.*/)?(?<name>[^/]+)");

    static RoleArn parse(String arn) {
        Matcher matcher = FORM.matcher(arn);
        if (!matcher.matches()) {
            throw new AwsFault(400, "ValidationError", arn + " is invalid");
        }
        return new RoleArn(matcher.group("partition"), matcher.group("account"), matcher.group("name"));
    }

    /** The ARN of a session of the role. */
    String session(String sessionName) {
        return "arn:%s:sts::%s:assumed-role/%s/%s".formatted(partition, accountId, name, sessionName);
    }

    /** Roles are looked up where they are, which may be another account than the caller's. */
    Caller owner(Caller caller) {
        return new Caller(accountId, caller.region(), caller.arn());
    }
}
