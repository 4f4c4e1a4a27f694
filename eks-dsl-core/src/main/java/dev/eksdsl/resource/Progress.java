package dev.eksdsl.resource;

/**
 * How far an action is.
 *
 * @param <O> the kind's state
 */
public sealed interface Progress<O> {

    /** It is done; this is what there is now. */
    static <O> Progress<O> done(O state) {
        return new Done<>(state);
    }

    /** It is done; nothing is left. */
    static <O> Progress<O> gone() {
        return new Gone<>();
    }

    /**
     * AWS is still at work.
     *
     * @param status what AWS calls it
     * @param look how to look again; the engine decides when
     */
    static <O> Progress<O> waiting(String status, Look<O> look) {
        return new Waiting<>(status, look, false, false);
    }

    /**
     * AWS has done its part, but the resource works only when another one is there, as add-ons need nodes.
     *
     * @param status what AWS calls it
     * @param look how to look again; the engine decides when, and gives up if the others have failed (see {@link
     *     Declared#oneOf()})
     */
    static <O> Progress<O> waitingOnOthers(String status, Look<O> look) {
        return new Waiting<>(status, look, true, false);
    }

    /**
     * The next look is to be made in a moment, when steps that began at the same time have made their calls as well: one read
     * of AWS then serves them all.
     */
    static <O> Progress<O> inAMoment(Look<O> look) {
        return new Waiting<>("settling", look, false, true);
    }

    /** See {@link #done}. */
    record Done<O>(O state) implements Progress<O> {}

    /** See {@link #gone}. */
    record Gone<O>() implements Progress<O> {}

    /** See {@link #waiting}, {@link #waitingOnOthers} and {@link #inAMoment}. */
    record Waiting<O>(String status, Look<O> next, boolean onOthers, boolean soon) implements Progress<O> {}

    /** Looks again how far an action is. */
    @FunctionalInterface
    interface Look<O> {
        Progress<O> look(Acting acting);
    }
}
