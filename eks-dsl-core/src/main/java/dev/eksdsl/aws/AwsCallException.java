package dev.eksdsl.aws;

import dev.eksdsl.model.EksDslException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call to AWS failed. The message names operation, code, reason and AWS request id; it never holds a credential. */
public final class AwsCallException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String code;
    private final String reason;
    private final int status;
    private final @Nullable String requestId;

    private AwsCallException(
            String operation, String code, String reason, int status, @Nullable String requestId, Throwable cause) {
        super(
                operation + " failed: " + code + ": " + reason
                        + (requestId == null ? "" : " (request id " + requestId + ")"),
                cause);
        this.operation = operation;
        this.code = code;
        this.reason = reason;
        this.status = status;
        this.requestId = requestId;
    }

    static AwsCallException of(String operation, SdkException failure) {
        if (failure instanceof AwsServiceException e && e.awsErrorDetails() != null) {
            String message = e.awsErrorDetails().errorMessage();
            return new AwsCallException(
                    operation,
                    e.awsErrorDetails().errorCode(),
                    message == null ? "no reason given" : message,
                    e.statusCode(),
                    e.requestId(),
                    e);
        }
        return new AwsCallException(operation, "NoAnswer", String.valueOf(failure.getMessage()), 0, null, failure);
    }

    /** The operation, such as {@code CreateCluster}. */
    public String operation() {
        return operation;
    }

    /** AWS's error code; {@code NoAnswer} if no answer came back. */
    public String code() {
        return code;
    }

    /** AWS's text. */
    public String reason() {
        return reason;
    }

    /** The HTTP status; 0 if no answer came back. */
    public int status() {
        return status;
    }

    /** AWS's request id, to be given to AWS support; null if no answer came back. */
    public @Nullable String requestId() {
        return requestId;
    }

    public boolean is(String otherCode) {
        return code.equals(otherCode);
    }

    /** Whether the thing that the call names does not exist. */
    public boolean isNotFound() {
        return code.equals("ResourceNotFoundException")
                || code.equals("NoSuchEntity")
                || code.equals("ParameterNotFound")
                || code.endsWith(".NotFound")
                || code.equals("NatGatewayNotFound")
                // DescribeCluster has been seen to say it so: domain facts, eks-api section 1
                || (code.equals("ClientException") && reason.contains("No cluster found for name"));
    }

    /** Whether the call may have had its effect although it failed: no answer came, or the server broke. */
    public boolean mayHaveHadEffect() {
        return status == 0 || (status >= 500 && !TransientErrors.isThrottling(code));
    }

    /** Whether the same call may succeed a little later, whatever it is. */
    public boolean mayPass() {
        return mayHaveHadEffect() || TransientErrors.isThrottling(code);
    }
}
