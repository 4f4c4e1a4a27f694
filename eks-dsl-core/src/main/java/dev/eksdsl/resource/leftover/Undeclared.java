package dev.eksdsl.resource.leftover;

/** The specification of what nobody declares: there is never one. */
public record Undeclared() {}
