package dev.eksdsl.testing.authorization;

/**
 * One action on one resource that a request needs.
 *
 * @param resource an ARN, or {@code *} where AWS knows no resource
 */
record Permission(String action, String resource, RequestContext context) {}
