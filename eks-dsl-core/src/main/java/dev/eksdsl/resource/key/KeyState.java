package dev.eksdsl.resource.key;

/**
 * A key as found.
 *
 * @param id its id
 * @param arn its ARN
 */
public record KeyState(String id, String arn) {}
