package dev.eksdsl.resource.ec2;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.TransientErrors;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import java.util.function.BooleanSupplier;

/** Completes what was created, and takes away what may be gone. */
public final class Creation {

    private Creation() {}

    /**
     * Makes the calls that complete what was created. If they fail in a way that passes (EC2 does not see the new resource
     * everywhere yet), they alone are tried again, not the create call before them.
     */
    public static <O> Progress<O> complete(Acting acting, Progress.Look<O> rest) {
        try {
            return rest.look(acting);
        } catch (AwsCallException e) {
            if (TransientErrors.rule(e).isEmpty()) {
                throw e;
            }
            return Progress.waiting("settling", rest);
        }
    }

    /** Makes a call that takes something away; what is gone already counts as taken away. */
    public static void unlessGone(Runnable call) {
        unlessGone(call, () -> false);
    }

    /**
     * Makes a call that takes something away, where the caller's rights depend on our tags; what is gone already counts as
     * taken away.
     *
     * @param gone whether it is gone: asked where EC2 refuses. Rights that depend on our tags do not hold for what is gone, for
     *     that has none, so an earlier call whose answer was lost looks like a lack of rights
     */
    public static void unlessGone(Runnable call, BooleanSupplier gone) {
        try {
            call.run();
        } catch (AwsCallException e) {
            if (!e.isNotFound() && !(e.isDenied() && gone.getAsBoolean())) {
                throw e;
            }
        }
    }
}
