package dev.eksdsl.testing.throttle;

import java.time.Instant;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A call as far as limits look at it.
 *
 * @param service the signing name
 * @param operation as AWS writes it
 * @param request the typed request
 * @param read whether the operation only reads
 * @param accountId who calls
 * @param region where
 * @param at the fake's time
 */
public record RatedCall(
        String service, String operation, SdkPojo request, boolean read, String accountId, String region, Instant at) {}
