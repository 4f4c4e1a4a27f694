package dev.eksdsl.reliability.sockets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two processes at work on one cluster at once. */
enum Encounter {
    SAME_APPLY("both create the same", Optional.empty(), Wish.APPLY, Wish.APPLY),
    SAME_CHANGE("both change the same", Optional.of(Wish.APPLY), Wish.CHANGE, Wish.CHANGE),
    SAME_DESTROY("both destroy", Optional.of(Wish.APPLY), Wish.DESTROY, Wish.DESTROY),
    OTHER_APPLY("each creates its own", Optional.empty(), Wish.CHANGE, Wish.OTHER),
    OTHER_CHANGE("each changes to its own", Optional.of(Wish.APPLY), Wish.CHANGE, Wish.OTHER);

    private final String text;
    private final Optional<Wish> before;
    private final Wish first;
    private final Wish second;

    Encounter(String text, Optional<Wish> before, Wish first, Wish second) {
        this.text = text;
        this.before = before;
        this.first = first;
        this.second = second;
    }

    /**
     * How it went.
     *
     * @param later how many real milliseconds the second began after the first
     * @param holds whose wish holds in the end; empty if it is nobody's
     * @param complaints what is wrong, by the first's wish, if nobody's holds
     * @param mended whether applying the first's wish once more puts it right
     */
    record Result(
            Encounter encounter,
            int later,
            Applier.End first,
            Applier.End second,
            Optional<String> holds,
            List<String> complaints,
            boolean mended) {

        boolean converged() {
            return holds.isPresent() && (first.done() || second.done());
        }
    }

    Result run(Site site, Oracle oracle, int later) {
        before.ifPresent(site::apply);
        site.proxy().judge(call -> Optional.empty());
        Applier one = site.applier(first);
        Applier two = site.applier(second);
        one.begin();
        pause(later);
        two.begin();
        Applier.End endOfOne = one.await();
        Applier.End endOfTwo = two.await();

        List<String> complaints = oracle.complaints(first, site.door(), site.undisturbed());
        Optional<String> holds = Optional.empty();
        if (complaints.isEmpty()) {
            holds = Optional.of(first == second ? "that of both" : "the first's");
        } else if (first != second
                && oracle.complaints(second, site.door(), site.undisturbed()).isEmpty()) {
            holds = Optional.of("the second's");
        }
        boolean mended = holds.isPresent() || isMended(site, oracle);
        tidy(site);
        return new Result(
                this,
                later,
                endOfOne,
                endOfTwo,
                holds,
                holds.isPresent() ? List.of() : new ArrayList<>(complaints),
                mended);
    }

    private boolean isMended(Site site, Oracle oracle) {
        Applier.End end = site.applier(first).begin().await();
        return end.done()
                && oracle.complaints(first, site.door(), site.undisturbed()).isEmpty();
    }

    /** The next one finds nothing. */
    private static void tidy(Site site) {
        site.applier(Wish.DESTROY).begin().await();
        if (!site.door().inventory().isEmpty()) {
            site.door().reset();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two processes", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
