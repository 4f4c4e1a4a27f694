package dev.eksdsl.resource.ec2;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.TransientErrors;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Creates and deletes with calls that must not be repeated blindly: most create calls of EC2 take no client token, so a
 * second call makes a second resource.
 */
public final class Creation {

    private Creation() {}

    /**
     * The resource that an earlier try of this step made, else a new one.
     *
     * @param find describes what matches the filters
     * @param create makes the one create call
     */
    public static <T> T once(Acting acting, Function<List<Filter>, List<T>> find, Supplier<T> create) {
        return acting.isRepeated()
                ? find.apply(Owned.as(acting.owner(), acting.id())).stream()
                        .findFirst()
                        .orElseGet(create)
                : create.get();
    }

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
        try {
            call.run();
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
