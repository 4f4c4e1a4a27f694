package dev.eksdsl.resource.eks;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceFailedException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deletes a resource of EKS, and looks until it is gone. What is gone already counts as deleted. */
public final class Deletion {

    /** A status in which EKS has given the deletion up: FAILED of clusters, DELETE_FAILED of the rest. */
    private static final Set<String> GIVEN_UP = Set.of("FAILED", "DELETE_FAILED");

    /**
     * What is left of the resource.
     *
     * @param what its kind and name, such as {@code node group api}
     * @param status what EKS calls its condition
     * @param health EKS's own words for what is wrong with it
     */
    public record Rest(String what, String status, Supplier<String> health) {}

    private Deletion() {}

    /**
     * Makes the call, then looks. If it is refused for lack of rights, the resource may be gone: rights that depend on its tags
     * do not hold any more then.
     *
     * @param rest describes the resource; fails where it is gone
     */
    public static <O> Progress<O> of(Acting acting, Runnable call, Function<Acting, Rest> rest) {
        return unlessGone(() -> {
            try {
                call.run();
            } catch (AwsCallException e) {
                if (e.isDenied()) {
                    Rest unused = rest.apply(acting);
                }
                throw e;
            }
            return Progress.waiting("DELETING", next -> look(next, rest));
        });
    }

    private static <O> Progress<O> look(Acting acting, Function<Acting, Rest> describe) {
        return unlessGone(() -> {
            Rest rest = describe.apply(acting);
            if (GIVEN_UP.contains(rest.status())) {
                throw new ResourceFailedException(
                        rest.what() + " is " + rest.status(), rest.health().get());
            }
            return Progress.waiting(rest.status(), next -> look(next, describe));
        });
    }

    private static <O> Progress<O> unlessGone(Supplier<Progress<O>> call) {
        try {
            return call.get();
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Progress.gone();
            }
            throw e;
        }
    }
}
