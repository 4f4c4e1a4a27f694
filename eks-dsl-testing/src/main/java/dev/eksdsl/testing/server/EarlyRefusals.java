package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.Protocol;
import dev.eksdsl.testing.wire.WireError;

/** Refusals that come before a handler is found. */
final class EarlyRefusals {

    private EarlyRefusals() {}

    static WireError onWire(AwsFault fault) {
        return new WireError(fault.status(), fault.code(), String.valueOf(fault.getMessage()), fault.members());
    }

    static AwsFault unsigned(Protocol protocol) {
        return switch (protocol) {
            case REST_JSON, AWS_JSON ->
                new AwsFault(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
            case AWS_QUERY, EC2_QUERY ->
                new AwsFault(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        };
    }

    /** @param service the signing name */
    static AwsFault expired(String service, Protocol protocol) {
        String message = "The security token included in the request is expired";
        if (service.equals("ec2")) {
            return new AwsFault(400, "RequestExpired", "Request has expired.");
        }
        return switch (protocol) {
            case REST_JSON, AWS_JSON -> new AwsFault(403, "ExpiredTokenException", message);
            case AWS_QUERY, EC2_QUERY -> new AwsFault(403, "ExpiredToken", message);
        };
    }

    static AwsFault invalidKey() {
        return new AwsFault(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    /** The code is that of the protocol; the text names what is missing, and that it is the fake's lack. */
    static AwsFault unknown(Protocol protocol, String what) {
        String message = what + " is not answered by this fake AWS.";
        return switch (protocol) {
            case REST_JSON -> new AwsFault(404, "UnknownOperationException", message);
            case AWS_JSON -> new AwsFault(400, "UnknownOperationException", message);
            case AWS_QUERY, EC2_QUERY -> new AwsFault(400, "InvalidAction", message);
        };
    }

    static AwsFault malformed(Protocol protocol, String message) {
        return switch (protocol) {
            case REST_JSON, AWS_JSON -> new AwsFault(400, "SerializationException", message);
            case AWS_QUERY, EC2_QUERY -> new AwsFault(400, "MalformedInput", message);
        };
    }
}
