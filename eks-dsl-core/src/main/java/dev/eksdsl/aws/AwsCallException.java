package dev.eksdsl.aws;

import dev.eksdsl.model.EksDslException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call to AWS failed. The message names operation, code, reason and AWS request id; it never holds a credential. */
public final class AwsCallException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "Client.UnauthorizedOperation");

    private static final String WAY_OUT = "; the policy that it takes is in plan.requiredPermissions()";

    private static final String NO_ANSWER = "NoAnswer";

    private final String operation;
    private final String code;
    private final String reason;
    private final int status;
    private final @Nullable String requestId;

    private AwsCallException(
            String operation, String code, String reason, int status, @Nullable String requestId, Throwable cause) {
        super(
                operation + " failed: " + code + ": " + reason
                        + (DENIED.contains(code) ? WAY_OUT : "")
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
            String code = e.awsErrorDetails().errorCode();
            if (code == null) {
                return unreadable(operation, e);
            }
            String message = e.awsErrorDetails().errorMessage();
            return new AwsCallException(
                    operation, code, message == null ? "no reason given" : message, e.statusCode(), e.requestId(), e);
        }
        return new AwsCallException(operation, NO_ANSWER, String.valueOf(failure.getMessage()), 0, null, failure);
    }

    /** The page of a front end that broke, or an error of AWS whose end was lost: what has happened is not known. */
    private static AwsCallException unreadable(String operation, AwsServiceException failure) {
        return new AwsCallException(
                operation,
                NO_ANSWER,
                "status " + failure.statusCode() + " with no error of AWS in it",
                failure.statusCode(),
                failure.requestId(),
                failure);
    }

    /** The operation, such as {@code CreateCluster}. */
    public String operation() {
        return operation;
    }

    /** AWS's error code; {@code NoAnswer} if no answer came back, or none that is AWS's. */
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

    /** Whether the caller may not do that. It does not pass by itself, and is not repeated. */
    public boolean isDenied() {
        return DENIED.contains(code);
    }

    /** Whether the call may have had its effect although it failed: no answer of AWS came, or the server broke. */
    public boolean mayHaveHadEffect() {
        return code.equals(NO_ANSWER) || (status >= 500 && !TransientErrors.isThrottling(code));
    }

    /** Whether the same call may succeed a little later, whatever it is. */
    public boolean mayPass() {
        return mayHaveHadEffect() || TransientErrors.isThrottling(code);
    }
}
