package dev.eksdsl.testing.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/** Gives answers and refusals the form of a protocol. */
public final class ResponseEncoder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String AWS_JSON_1_0 = "application/x-amz-json-1.0";

    private final Protocol protocol;
    private final String signingName;
    private final String contentType;

    /** @param signingName the service's name in signatures, used in the XML namespaces of answers */
    public ResponseEncoder(Protocol protocol, String signingName) {
        this(protocol, signingName, protocol.contentType());
    }

    private ResponseEncoder(Protocol protocol, String signingName, String contentType) {
        this.protocol = protocol;
        this.signingName = signingName;
        this.contentType = contentType;
    }

    /** An encoder for the version of the protocol that the request speaks: AWS JSON has 1.0 and 1.1. */
    public ResponseEncoder answering(WireRequest request) {
        return protocol == Protocol.AWS_JSON && request.header("Content-Type").startsWith(AWS_JSON_1_0)
                ? new ResponseEncoder(protocol, signingName, AWS_JSON_1_0)
                : this;
    }

    /** An answer with status 200. */
    public WireResponse success(Operation operation, SdkPojo response, String requestId) {
        return switch (protocol) {
            case REST_JSON, AWS_JSON ->
                answer(200, JsonWriter.structure(response).toString(), requestId, Map.of());
            case AWS_QUERY -> answer(200, queryResult(operation, response, requestId), requestId, Map.of());
            case EC2_QUERY -> answer(200, ec2Result(operation, response, requestId), requestId, Map.of());
        };
    }

    /** A refusal. */
    public WireResponse error(WireError error, String requestId) {
        return switch (protocol) {
            case REST_JSON, AWS_JSON -> answer(error.status(), jsonError(error), requestId, errorHeaders(error));
            case AWS_QUERY -> answer(error.status(), queryError(error, requestId), requestId, Map.of());
            case EC2_QUERY -> answer(error.status(), ec2Error(error, requestId), requestId, Map.of());
        };
    }

    private WireResponse answer(int status, String body, String requestId, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("x-amzn-RequestId", requestId);
        return new WireResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private String queryResult(Operation operation, SdkPojo response, String requestId) {
        String name = operation.name();
        return new XmlWriter()
                .open(name + "Response", namespace(operation.apiVersion()))
                .open(name + "Result")
                .members(response)
                .close(name + "Result")
                .open("ResponseMetadata")
                .text("RequestId", requestId)
                .close("ResponseMetadata")
                .close(name + "Response")
                .toString();
    }

    private String ec2Result(Operation operation, SdkPojo response, String requestId) {
        String element = operation.name() + "Response";
        return new XmlWriter()
                .open(element, namespace(operation.apiVersion()))
                .text("requestId", requestId)
                .members(response)
                .close(element)
                .toString();
    }

    private Map<String, String> errorHeaders(WireError error) {
        return QueryErrors.has(signingName)
                ? Map.of("x-amzn-ErrorType", error.code(), QueryErrors.HEADER, QueryErrors.header(error))
                : Map.of("x-amzn-ErrorType", error.code());
    }

    private String jsonError(WireError error) {
        ObjectNode body = JSON.createObjectNode();
        if (protocol == Protocol.AWS_JSON) {
            body.put("__type", error.code());
        }
        body.put("message", error.message());
        error.members().forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
        return body.toString();
    }

    private String queryError(WireError error, String requestId) {
        return new XmlWriter()
                .open("ErrorResponse")
                .open("Error")
                .text("Type", error.status() < 500 ? "Sender" : "Receiver")
                .text("Code", error.code())
                .text("Message", error.message())
                .close("Error")
                .text("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
    }

    private String ec2Error(WireError error, String requestId) {
        return new XmlWriter()
                .open("Response")
                .open("Errors")
                .open("Error")
                .text("Code", error.code())
                .text("Message", error.message())
                .close("Error")
                .close("Errors")
                .text("RequestID", requestId)
                .close("Response")
                .toString();
    }

    private String namespace(String apiVersion) {
        return "https://" + signingName + ".amazonaws.com/doc/" + apiVersion + "/";
    }
}
