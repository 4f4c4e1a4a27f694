package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.Caller;
import java.util.Optional;

/** The keys of the fake's KMS, as other services ask about them. Implemented by {@link FakeKms}. */
public interface Keys {

    /**
     * A key as other services see it.
     *
     * @param state as DescribeKey gives it, such as {@code Enabled}
     * @param symmetric whether it encrypts and decrypts with {@code SYMMETRIC_DEFAULT}
     */
    record KeyView(String arn, String state, boolean symmetric) {

        public boolean enabled() {
            return state.equals("Enabled");
        }
    }

    /**
     * The key of the caller's account and region.
     *
     * @param idOrArnOrAlias an id, an ARN, {@code alias/NAME} or the ARN of an alias
     * @return empty if there is none such there
     */
    Optional<KeyView> key(Caller caller, String idOrArnOrAlias);
}
