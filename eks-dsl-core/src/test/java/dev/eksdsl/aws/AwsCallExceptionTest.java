package dev.eksdsl.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Failures whose answers are not as AWS words them. */
class AwsCallExceptionTest {

    /** @param status 502 as a front end tells it with a page, 409 as AWS does in an answer of which the end is lost */
    @ParameterizedTest
    @ValueSource(ints = {409, 502})
    void answerWithoutCode_isNone(int status) {
        AwsCallException failure = AwsCallException.of(
                "CreateRole",
                AwsServiceException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder().build())
                        .statusCode(status)
                        .build());

        assertThat(failure).hasMessage("CreateRole failed: NoAnswer: status " + status + " with no error of AWS in it");
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.mayHaveHadEffect()).isTrue();
        assertThat(TransientErrors.rule(failure)).isPresent();
    }
}
