package dev.eksdsl.reliability.sockets;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of AWS, read from the outside as a proxy can.
 *
 * @param text the operation, such as {@code CreateVpc}; for services that speak REST the method and the path, without drawn ids
 * @param isRead whether it changes nothing
 * @param protocol how the service speaks, and so how it words its errors
 */
record CallName(String text, boolean isRead, Protocol protocol) {

    /** How a service speaks. */
    enum Protocol {
        /** EKS: method and path say what is meant. */
        REST,
        /** SSM, Logs, KMS and others: a header names the operation. */
        JSON,
        /** IAM, STS and others: a form names the operation. */
        QUERY,
        /** EC2: as the query protocol, with errors of its own shape. */
        EC2
    }

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z0-9]+)");
    private static final Pattern READ = Pattern.compile("(Describe|List|Get|Simulate|Lookup).*");

    /** @param target the header {@code X-Amz-Target}; null if there is none */
    static CallName of(String method, URI uri, @Nullable String target, byte[] body) {
        if (target != null) {
            String operation = target.substring(target.lastIndexOf('.') + 1);
            return new CallName(operation, isRead(operation), Protocol.JSON);
        }
        String form = new String(body, StandardCharsets.UTF_8);
        Matcher action = ACTION.matcher(form);
        if (action.find()) {
            String operation = action.group(1);
            boolean ec2 = form.contains("Version=2016-11-15");
            return new CallName(operation, isRead(operation), ec2 ? Protocol.EC2 : Protocol.QUERY);
        }
        return new CallName(method + " " + Shape.withoutDrawn(uri.getPath()), method.equals("GET"), Protocol.REST);
    }

    private static boolean isRead(String operation) {
        return READ.matcher(operation).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
