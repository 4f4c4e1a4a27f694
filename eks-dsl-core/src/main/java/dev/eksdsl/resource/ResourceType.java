package dev.eksdsl.resource;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of resource: how it is observed, compared, created, changed and deleted.
 *
 * <p>Implementations are stateless. The methods that plan ({@link #observe} to {@link #fields}) only read. The methods that
 * act make calls and return at once with a {@link Progress}; none of them waits. Each must bear being called again from the
 * start after a failure that passes, or whose effect is unknown: a named resource that "already exists" is then looked up
 * and, if it is ours, taken as created; one without a name or client token is looked up by its ownership tags first, see
 * {@link Acting#isRepeated()}.
 *
 * @param <S> the specification: an immutable value with {@code equals}, made of texts, numbers, lists, maps, optionals and
 *     {@link Input}s, so that it can be stored as JSON
 * @param <O> the observed state: a record of the same kind
 */
public interface ResourceType<S, O> {

    /** The name of the kind, lower case: {@code nodegroup}. */
    String kind();

    Class<S> specType();

    Class<O> stateType();

    /** The kinds whose resources this kind's need while they exist. Nothing of those is deleted before this kind's. */
    Set<String> needs();

    /** The values of other resources that a specification uses. */
    default List<Input> inputs(S spec) {
        return List.of();
    }

    /** Finds what exists: every declared resource, and every owned one that is declared no more. */
    void observe(Observing<S, O> observing);

    /** Fills in what the specification leaves to AWS, such as "the newest version". Reads only. Default: nothing is open. */
    default S settle(Reading reading, S spec, Observation<O> found) {
        return spec;
    }

    /** What AWS would refuse or the user would regret, as far as asking AWS can tell. Reads only. Default: nothing. */
    default List<Problem> check(Reading reading, ResourceId id, S spec, Observation<O> found) {
        return List.of();
    }

    /** The fields that are compared. A wish that uses an input which is not known yet is left out. */
    Fields<S, O> fields(Inputs inputs);

    /** What other resources and the user may use once it exists. */
    Map<String, String> outputs(O state);

    /** Creates it. */
    Progress<O> create(Acting acting, S spec);

    /** Goes on waiting for a creation or change that an earlier run began. */
    Progress<O> resume(Acting acting, O state);

    /**
     * Makes one call that changes fields in place.
     *
     * @param call the call that the changes have in common, as named in {@link #fields}
     */
    Progress<O> update(Acting acting, S spec, O state, String call, List<FieldChange> changes);

    /** Deletes it. Something that is gone already counts as deleted. */
    Progress<O> delete(Acting acting, O state);

    /** How long an action usually takes, and when to give up. */
    Timing timing(Action action, Optional<String> call);

    /** The lane in which the action must run, if it may not run beside certain others. Default: none. */
    default Optional<Lane> lane(Action action) {
        return Optional.empty();
    }
}
