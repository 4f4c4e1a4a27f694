package dev.eksdsl.benchmarks.waiting;

/** What is to be done. */
enum Job {
    APPLY("apply from nothing"),
    RESIZE("another size and label for every node group"),
    ROLL("another version for every node group"),
    DESTROY("destroy");

    private final String title;

    Job(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
