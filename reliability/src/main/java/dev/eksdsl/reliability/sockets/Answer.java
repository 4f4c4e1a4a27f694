package dev.eksdsl.reliability.sockets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An answer to a call. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    private static final String REQUEST_ID = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE";

    /** "Slower, please", as the service words it. */
    static Answer throttled(CallName.Protocol protocol) {
        return switch (protocol) {
            case REST -> json(429, "ThrottlingException", "Rate exceeded");
            case JSON -> json(400, "ThrottlingException", "Rate exceeded");
            case QUERY -> query(400, "Throttling", "Rate exceeded");
            case EC2 -> ec2(503, "RequestLimitExceeded", "Request limit exceeded.");
        };
    }

    /** The service broke. */
    static Answer broken(CallName.Protocol protocol) {
        return switch (protocol) {
            case REST -> json(500, "ServerException", "Internal server error");
            case JSON -> json(500, "InternalFailure", "Internal server error");
            case QUERY -> query(500, "InternalFailure", "Internal server error");
            case EC2 -> ec2(500, "InternalError", "An internal error has occurred");
        };
    }

    /** A front end broke that stands before the service and speaks no protocol of AWS. */
    static Answer unreadable() {
        return of(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    private static Answer json(int status, String code, String message) {
        Answer plain =
                of(status, "application/json", "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
        return new Answer(
                status,
                Map.of("Content-Type", List.of("application/json"), "x-amzn-ErrorType", List.of(code)),
                plain.body());
    }

    private static Answer query(int status, String code, String message) {
        return of(
                status,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
                        .formatted(code, message, REQUEST_ID));
    }

    private static Answer ec2(int status, String code, String message) {
        return of(
                status,
                "text/xml",
                "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>%s</RequestID></Response>"
                        .formatted(code, message, REQUEST_ID));
    }

    private static Answer of(int status, String type, String body) {
        return new Answer(status, Map.of("Content-Type", List.of(type)), body.getBytes(StandardCharsets.UTF_8));
    }
}
