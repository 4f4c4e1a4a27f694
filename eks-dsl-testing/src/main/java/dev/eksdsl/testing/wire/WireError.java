package dev.eksdsl.testing.wire;

import java.util.Map;

/**
 * A refusal, before it has the form of a protocol.
 *
 * @param status the HTTP status
 * @param code the error code
 * @param message the text
 * @param members further members of the error's shape by wire name; carried by the JSON protocols only
 */
public record WireError(int status, String code, String message, Map<String, Object> members) {}
