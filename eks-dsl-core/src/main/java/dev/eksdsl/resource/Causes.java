package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what is in the way of a resource, from several looks at AWS. A look that the caller may not take, or at something
 * that is gone, does not keep the others from being taken. Not thread-safe.
 */
public final class Causes {

    private final List<String> causes = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * Takes a look.
     *
     * @param look gives a sentence for each cause
     */
    public Causes look(Supplier<List<String>> look) {
        try {
            causes.addAll(look.get());
        } catch (AwsCallException e) {
            if (e.mayPass()) {
                throw e;
            }
            if (!e.isNotFound()) {
                refused.add("not looked into: " + e.operation() + " failed with " + e.code());
            }
        }
        return this;
    }

    /** Takes a look only if nothing was found so far. */
    public Causes otherwise(Supplier<List<String>> look) {
        return causes.isEmpty() ? look(look) : this;
    }

    /** The causes, and behind them what could not be looked into. */
    public List<String> found() {
        List<String> all = new ArrayList<>(causes);
        refused.stream().distinct().forEach(all::add);
        return List.copyOf(all);
    }
}
