package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asserts refusals, whether a client of the SDK tells of them or a service of the fake itself. */
public final class RefusedCalls {

    private RefusedCalls() {}

    /** The call is refused with this code; what comes back looks at AWS's text. */
    public static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, String code) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof AwsServiceException e) {
            thrown = new AwsFault(
                    e.statusCode(),
                    e.awsErrorDetails().errorCode(),
                    e.awsErrorDetails().errorMessage());
        }
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        AwsFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
        return assertThat(thrown);
    }
}
