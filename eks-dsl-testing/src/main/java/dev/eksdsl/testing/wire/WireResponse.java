package dev.eksdsl.testing.wire;

import java.time.Duration;
import java.util.Map;

/**
 * An HTTP response as any door of the fake sends it.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body the whole body
 * @param delay how long the door waits before it sends it
 */
public record WireResponse(int status, Map<String, String> headers, byte[] body, Duration delay) {

    /** A response that is sent at once. */
    public WireResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Duration.ZERO);
    }

    /** The same, sent so much later. */
    public WireResponse late(Duration by) {
        return by.isZero() ? this : new WireResponse(status, headers, body, delay.plus(by));
    }
}
