package dev.eksdsl.testing.wire;

/** A wire protocol of AWS, as far as this library's services speak them. */
public enum Protocol {

    /** JSON bodies, and an HTTP method and path for each operation: EKS and its identity agent. */
    REST_JSON("application/json"),

    /** JSON bodies, all posted to the root; the header {@code X-Amz-Target} names the operation: SSM, KMS, SQS and others. */
    AWS_JSON("application/x-amz-json-1.1"),

    /** Form fields in, XML out; the field {@code Action} names the operation: IAM, STS, Elastic Load Balancing, Auto Scaling. */
    AWS_QUERY("text/xml;charset=UTF-8"),

    /** EC2's form of {@link #AWS_QUERY}: lists without a member level, no result element, its own errors. */
    EC2_QUERY("text/xml;charset=UTF-8");

    private final String contentType;

    Protocol(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    boolean isQuery() {
        return this == AWS_QUERY || this == EC2_QUERY;
    }

    /** The protocol that a request seems to speak: for answering callers of a service that is not known. */
    public static Protocol guess(WireRequest request) {
        if (!request.header("X-Amz-Target").isEmpty()) {
            return AWS_JSON;
        }
        try {
            return FormFields.of(request).has("Action") ? AWS_QUERY : REST_JSON;
        } catch (MalformedRequestException unreadable) {
            return REST_JSON;
        }
    }
}
