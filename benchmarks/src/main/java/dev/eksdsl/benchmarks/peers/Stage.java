package dev.eksdsl.benchmarks.peers;

import java.util.Locale;

/** What is measured of a cluster's life, in this order. */
enum Stage {
    APPLY("apply from nothing"),
    PLAN("plan of no change"),
    CHANGE("change of one field"),
    DESTROY("destroy");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** As the programs that are measured call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
