package dev.eksdsl.resource;

/**
 * Which declaration a resource follows, as its tag {@link Ownership#DECLARATION_TAG} says. A value.
 *
 * @param awsId what AWS calls the resource: its id, or its ARN
 * @param declaration the declaration's digest; empty if the tag is missing, as on what older versions made
 */
public record Claim(String awsId, String declaration) {}
