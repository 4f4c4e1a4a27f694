package dev.eksdsl.graph;

/** A graph that should have an order has a cycle. */
public final class CycleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    CycleException(String message) {
        super(message);
    }
}
