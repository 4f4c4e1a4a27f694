package dev.eksdsl.resource.ec2;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Creates a resource so that there is one of it in the end, though its create call takes no client token, or one that means
 * nothing to another run.
 *
 * <p>Nothing keeps such a call from being made twice: an answer may be lost, and a process that died may have made the call a
 * moment ago, while EC2 does not show the result yet. So a call whose answer was lost is not repeated while EC2 may yet show
 * what it made, and each new resource is waited for until EC2 shows it by its tags. What was made before is shown by then, too;
 * the oldest stays, and what this step made beside it is deleted before anything uses it. Likewise, where the call is refused
 * since something like it is there, that is waited for.
 *
 * @param find describes what matches the filters
 * @param id the id that EC2 gave
 * @param made since when it is there: of several the oldest stays
 * @param oneLives whether EC2 lets only one of them live: of those of one age it decides
 * @param delete deletes one that nothing uses yet
 * @param <T> the resource as EC2 describes it
 */
public record OneOfAKind<T>(
        BiFunction<AwsApi, List<Filter>, List<T>> find,
        Function<T, String> id,
        Function<T, List<Tag>> tags,
        Function<T, Instant> made,
        boolean oneLives,
        BiConsumer<AwsApi, String> delete) {

    /**
     * Refusals of a create call that tell of something which is there already, and may be ours. The last one: the run of a plan
     * that was made in the same moment has used the same token.
     */
    private static final Set<String> THERE_ALREADY = Set.of(
            "InvalidSubnet.Conflict",
            "InvalidGroup.Duplicate",
            "Resource.AlreadyAssociated",
            "IdempotentParameterMismatch");

    private static final String NO_ANSWER = "no answer; looking for what was made";

    /** How long what was made, by whomever, may stay unseen: reads of EC2 lag behind its writes by seconds. */
    private static final Duration UNSEEN = Duration.ofSeconds(30);

    /** Of a resource whose age EC2 does not tell: it is in our tags. */
    public OneOfAKind(
            BiFunction<AwsApi, List<Filter>, List<T>> find,
            Function<T, String> id,
            Function<T, List<Tag>> tags,
            BiConsumer<AwsApi, String> delete) {
        this(find, id, tags, each -> Ec2Tags.created(tags.apply(each)), false, delete);
    }

    /**
     * Creates it.
     *
     * @param create makes the one create call, and gives back the new id
     * @param rest what is left to do with the resource, whoever made it
     */
    public <O> Progress<O> create(Acting acting, Supplier<String> create, Function<T, Progress.Look<O>> rest) {
        String made;
        try {
            made = create.get();
        } catch (AwsCallException e) {
            Instant until = acting.now().plus(UNSEEN);
            if (e.mayHaveHadEffect()) {
                return Progress.waiting(NO_ANSWER, again -> unanswered(again, until, create, rest));
            }
            if (THERE_ALREADY.stream().noneMatch(e::is)) {
                throw e;
            }
            return Creation.complete(acting, again -> whatIsThere(again, e, until, rest));
        }
        // from here on only the look is tried again, whatever fails: the call has been answered
        return Progress.inAMoment(again -> Creation.complete(again, next -> settled(next, made, rest)));
    }

    /** The call may have made something. When EC2 would show that by now, and does not, it is made again. */
    private <O> Progress<O> unanswered(
            Acting acting, Instant until, Supplier<String> create, Function<T, Progress.Look<O>> rest) {
        List<T> all = ours(acting);
        if (all.stream().anyMatch(each -> isOf(acting, each))) {
            return oldestStays(acting, all, each -> isOf(acting, each), rest);
        }
        if (acting.now().isBefore(until)) {
            return Progress.waiting(NO_ANSWER, again -> unanswered(again, until, create, rest));
        }
        return all.isEmpty() ? create(acting, create, rest) : oldestStays(acting, all, each -> false, rest);
    }

    private <O> Progress<O> settled(Acting acting, String made, Function<T, Progress.Look<O>> rest) {
        List<T> all = ours(acting);
        Predicate<T> justMade = each -> id.apply(each).equals(made);
        if (all.stream().noneMatch(justMade)) {
            return Progress.waiting("settling", again -> settled(again, made, rest));
        }
        // of those of one age the first by id stays: two runs that look after both have created must choose the same.
        // What carries this step's moment may be that of a run that began in the same one, unless this step has tried
        // before
        Predicate<T> own = acting.isRepeated() ? each -> justMade.test(each) || isOf(acting, each) : justMade;
        return oldestStays(acting, all, own, rest);
    }

    /** Of those of one age, the first in the list stays. */
    private <O> Progress<O> oldestStays(
            Acting acting, List<T> all, Predicate<T> own, Function<T, Progress.Look<O>> rest) {
        T stays = all.stream().sorted(byAge()).findFirst().orElseThrow();
        List<String> doubles = all.stream()
                .filter(own)
                .filter(each -> !oneLives || !made.apply(each).equals(made.apply(stays)))
                .map(id)
                .filter(each -> !each.equals(id.apply(stays)))
                .toList();
        return Creation.complete(acting, again -> {
            doubles.forEach(each -> delete.accept(again.aws(), each));
            return Creation.complete(again, rest.apply(stays));
        });
    }

    private <O> Progress<O> whatIsThere(
            Acting acting, AwsCallException refusal, Instant until, Function<T, Progress.Look<O>> rest) {
        List<T> all = ours(acting);
        if (!all.isEmpty()) {
            return oldestStays(acting, all, each -> false, rest);
        }
        if (!acting.now().isBefore(until)) {
            throw new EksDslException(
                    acting.id() + " cannot be created beside something that does not belong to cluster "
                            + acting.owner().cluster() + ": delete that, or choose another name or CIDR. "
                            + refusal.getMessage(),
                    refusal);
        }
        return Progress.waiting("settling", again -> whatIsThere(again, refusal, until, rest));
    }

    /** Whether this step made it: each try puts the moment at which the step began into the tags. */
    private boolean isOf(Acting acting, T each) {
        return Ec2Tags.created(tags.apply(each)).equals(acting.started());
    }

    private boolean isAs(Acting acting, T each) {
        return acting.owner()
                .read(Ec2Tags.read(tags.apply(each)))
                .filter(acting.id()::equals)
                .isPresent();
    }

    /** Read with all of the kind that belong to the cluster: steps that look at the same time share the read. */
    private List<T> ours(Acting acting) {
        return find.apply(acting.aws(), Owned.inCluster(acting.owner())).stream()
                .filter(each -> isAs(acting, each))
                .sorted(Comparator.comparing(id))
                .toList();
    }

    private Comparator<T> byAge() {
        return Comparator.comparing(made);
    }
}
