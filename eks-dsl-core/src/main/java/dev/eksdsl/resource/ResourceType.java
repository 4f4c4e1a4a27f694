package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
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

    /** Those of {@link #needs()} that may go as soon as AWS has begun to delete this one. Default: none. */
    default Set<String> needsUntilLeaving() {
        return Set.of();
    }

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

    /**
     * What the user should know before the plan is applied, as far as it can be told by asking AWS: warnings only. Asked where the
     * plan changes something, whatever it is. Reads only. Default: nothing.
     */
    default List<Problem> warnings(Reading reading, ResourceId id, S spec, Observation<O> found) {
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

    /** Likewise, where the wish says what is to be waited for. Default: it does not. */
    default Progress<O> resume(Acting acting, S spec, O state) {
        return resume(acting, state);
    }

    /**
     * Makes one call that changes fields in place.
     *
     * @param call the call that the changes have in common, as named in {@link #fields}
     */
    Progress<O> update(Acting acting, S spec, O state, String call, List<FieldChange> changes);

    /** Deletes it. Something that is gone already counts as deleted. */
    Progress<O> delete(Acting acting, O state);

    /**
     * Whether it is never declared, but made by others on behalf of the cluster (a controller's load balancer, the log group
     * of EKS): it is looked for only when all is to go. Default: no.
     */
    default boolean isLeftBehind() {
        return false;
    }

    /** What people should read of it before it is deleted, in a few words. Default: its id says enough. */
    default String summary(O state) {
        return "";
    }

    /**
     * What the user would regret of deleting it. Errors keep the plan from being carried out, warnings are printed with it.
     * Asks nobody. Default: nothing.
     */
    default List<Problem> checkDeletion(ResourceId id, O state) {
        return List.of();
    }

    /** Whether somebody has marked it to stay when all else goes. Default: no. */
    default boolean isKept(O state) {
        return false;
    }

    /** What AWS calls it, for texts: an id, an ARN or a name. Default: the output {@code id}, else {@code arn}. */
    default String awsName(O state) {
        Map<String, String> outputs = outputs(state);
        return outputs.getOrDefault("id", outputs.getOrDefault("arn", ""));
    }

    /**
     * Whether its resources say in a tag which declaration the cluster follows. Of all such kinds, the one that needs the others
     * speaks for the cluster. Default: no.
     */
    default boolean keepsClaims() {
        return false;
    }

    /**
     * The claims on its resources; what is being deleted has none. Only asked of kinds that keep claims. Reads only, and no
     * more than {@link #observe} does.
     */
    default List<Claim> claims(Reading reading) {
        return List.of();
    }

    /** What the caller must be allowed to do to make a resource follow another declaration. Default: nothing. */
    default List<Permission> permissionsToClaim(PermissionScope scope, ResourceId id) {
        return List.of();
    }

    /** Makes a resource follow the declaration that is named. Bears repetition. */
    default void claim(AwsApi aws, Claim claim) {
        throw new UnsupportedOperationException(kind() + " keeps no claim");
    }

    /**
     * What the caller must be allowed to do. Default: nothing.
     *
     * @param id the resource; in what {@link Need#OBSERVE} takes without a wish its name is {@code *}, for all of the kind
     * @param spec the wish, empty where there is none
     */
    default List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<S> spec) {
        return List.of();
    }

    /**
     * What the caller must be allowed to do for one call that changes fields in place, beside what {@link Need#UPDATE} takes.
     * Default: nothing.
     *
     * @param call the call that the changes have in common, as named in {@link #fields}
     */
    default List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, S spec, String call, List<FieldChange> changes) {
        return List.of();
    }

    /**
     * Why it does not come to be, or does not go, as far as AWS can tell: asked when its step has failed or timed out, or
     * takes much longer than usual. Reads only. Default: nothing is known.
     *
     * @param inputs the values that the specification uses, as far as they are known
     * @param spec the wish; empty if it is to go
     * @return a sentence for each cause found, the likeliest first; each names what to do about it
     */
    default List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<S> spec) {
        return List.of();
    }

    /** How long an action usually takes, and when to give up. */
    Timing timing(Action action, Optional<String> call);

    /** The lane in which the action must run, if it may not run beside certain others. Default: none. */
    default Optional<Lane> lane(Action action) {
        return Optional.empty();
    }
}
