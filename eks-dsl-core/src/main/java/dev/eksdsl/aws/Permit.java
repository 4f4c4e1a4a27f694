package dev.eksdsl.aws;

import java.time.Instant;

/**
 * A moment that has been given to a call.
 *
 * @param request the call's request
 * @param from when it may be made
 */
record Permit(Object request, Instant from) {}
