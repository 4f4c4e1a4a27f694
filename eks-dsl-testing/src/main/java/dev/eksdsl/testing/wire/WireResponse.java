package dev.eksdsl.testing.wire;

import java.util.Map;

/**
 * An HTTP response as any door of the fake sends it.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body the whole body
 */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {}
