package dev.eksdsl.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Failures of calls, as {@link AwsClients} throws them. */
public final class Refusals {

    private Refusals() {}

    public static AwsCallException of(String operation, String code, String reason) {
        return of(400, operation, code, reason);
    }

    public static AwsCallException of(int status, String operation, String code, String reason) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(reason).build();
        return AwsCallException.of(
                operation,
                AwsServiceException.builder()
                        .awsErrorDetails(details)
                        .statusCode(status)
                        .requestId("r-1")
                        .build());
    }
}
