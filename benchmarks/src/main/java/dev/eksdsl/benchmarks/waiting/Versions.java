package dev.eksdsl.benchmarks.waiting;

/** The Kubernetes versions that clusters have, and get. */
final class Versions {

    static final String OLD = "1.34";
    static final String NEW = "1.35";

    private Versions() {}
}
