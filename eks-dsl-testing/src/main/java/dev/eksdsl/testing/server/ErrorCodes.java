package dev.eksdsl.testing.server;

import java.util.Map;

/**
 * The codes of the errors that any operation of a service can give. Where a service's model has a shape for one it is that
 * shape's code; the rest are the common errors of AWS's API references, as clients of these services report them.
 *
 * @param validation a request that the model forbids; with status 400
 * @param throttled too many requests
 * @param throttledStatus its status
 * @param internal a failure of the service; with status 500
 * @param denied the caller may not
 * @param deniedStatus its status
 */
record ErrorCodes(
        String validation, String throttled, int throttledStatus, String internal, String denied, int deniedStatus) {

    private static final ErrorCodes QUERY =
            new ErrorCodes("ValidationError", "Throttling", 400, "InternalFailure", "AccessDenied", 403);

    private static final ErrorCodes JSON = new ErrorCodes(
            "ValidationException", "ThrottlingException", 400, "InternalFailure", "AccessDeniedException", 400);

    private static final String INVALID = "InvalidParameterException";

    private static final Map<String, ErrorCodes> BY_SERVICE = Map.ofEntries(
            Map.entry("autoscaling", QUERY),
            Map.entry(
                    "ec2",
                    new ErrorCodes(
                            "InvalidParameterValue",
                            "RequestLimitExceeded",
                            503,
                            "InternalError",
                            "UnauthorizedOperation",
                            403)),
            Map.entry("eks", JSON.validation(INVALID).status(429, 403).internal("ServerException")),
            Map.entry("eks-auth", JSON.validation(INVALID).status(429, 400).internal("InternalServerException")),
            Map.entry("elasticloadbalancing", QUERY),
            Map.entry("events", JSON.internal("InternalException")),
            Map.entry("iam", QUERY.internal("ServiceFailure")),
            Map.entry("kms", JSON.internal("KMSInternalException")),
            Map.entry("logs", JSON.validation(INVALID).internal("ServiceUnavailableException")),
            Map.entry("pricing", JSON.validation(INVALID).internal("InternalErrorException")),
            Map.entry(
                    "servicequotas", JSON.throttled("TooManyRequestsException").internal("ServiceException")),
            Map.entry(
                    "sqs",
                    new ErrorCodes(
                            "InvalidParameterValue", "RequestThrottled", 400, "InternalError", "AccessDenied", 403)),
            Map.entry("ssm", JSON.internal("InternalServerError")),
            Map.entry("sts", QUERY),
            Map.entry(
                    "tagging",
                    JSON.validation(INVALID).throttled("ThrottledException").internal("InternalServiceException")));

    /** The codes of a service, by signing name. One that is not known has those that most JSON services have. */
    static ErrorCodes of(String service) {
        return BY_SERVICE.getOrDefault(service, JSON);
    }

    private ErrorCodes validation(String code) {
        return new ErrorCodes(code, throttled, throttledStatus, internal, denied, deniedStatus);
    }

    private ErrorCodes throttled(String code) {
        return new ErrorCodes(validation, code, throttledStatus, internal, denied, deniedStatus);
    }

    private ErrorCodes status(int ofThrottled, int ofDenied) {
        return new ErrorCodes(validation, throttled, ofThrottled, internal, denied, ofDenied);
    }

    private ErrorCodes internal(String code) {
        return new ErrorCodes(validation, throttled, throttledStatus, code, denied, deniedStatus);
    }
}
