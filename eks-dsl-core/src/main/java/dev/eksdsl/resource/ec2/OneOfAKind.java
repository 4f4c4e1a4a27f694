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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Creates a resource whose create call takes no client token, so that there is one of it in the end.
 *
 * <p>Nothing keeps such a call from being made twice: an answer may be lost, and a process that died may have made the call a
 * moment ago, while EC2 does not show the result yet. So each new resource is waited for until EC2 shows it by its tags. What
 * was made before is shown by then, too; the oldest stays, and the one that was just made and is not the oldest is deleted
 * before anything uses it. Likewise, where the call is refused since something like it is there, that is waited for.
 *
 * @param find describes what matches the filters
 * @param id the id that EC2 gave
 * @param delete deletes one that nothing uses yet
 * @param <T> the resource as EC2 describes it
 */
public record OneOfAKind<T>(
        BiFunction<AwsApi, List<Filter>, List<T>> find,
        Function<T, String> id,
        Function<T, List<Tag>> tags,
        BiConsumer<AwsApi, String> delete) {

    /** Refusals of a create call that tell of something which is there already, and may be ours. */
    private static final Set<String> THERE_ALREADY =
            Set.of("InvalidSubnet.Conflict", "InvalidGroup.Duplicate", "Resource.AlreadyAssociated");

    /** How long what the create call collides with may stay unseen: reads of EC2 lag behind its writes by seconds. */
    private static final Duration UNSEEN = Duration.ofSeconds(30);

    /**
     * Creates it.
     *
     * @param create makes the one create call, and gives back the new id
     * @param rest what is left to do with the resource, whoever made it
     */
    public <O> Progress<O> create(Acting acting, Supplier<String> create, Function<T, Progress.Look<O>> rest) {
        if (acting.isRepeated()) {
            Optional<T> earlier = oldest(ours(acting));
            if (earlier.isPresent()) {
                return Creation.complete(acting, rest.apply(earlier.get()));
            }
        }
        String made;
        try {
            made = create.get();
        } catch (AwsCallException e) {
            if (THERE_ALREADY.stream().noneMatch(e::is)) {
                throw e;
            }
            return whatIsThere(acting, e, acting.now().plus(UNSEEN), rest);
        }
        return settled(acting, made, rest);
    }

    private <O> Progress<O> settled(Acting acting, String made, Function<T, Progress.Look<O>> rest) {
        List<T> all = ours(acting);
        if (all.stream().noneMatch(each -> id.apply(each).equals(made))) {
            return Progress.waiting("settling", again -> settled(again, made, rest));
        }
        T stays = all.stream()
                .min(byAge().thenComparing(each -> id.apply(each).equals(made)))
                .orElseThrow();
        if (!id.apply(stays).equals(made)) {
            delete.accept(acting.aws(), made);
        }
        return Creation.complete(acting, rest.apply(stays));
    }

    private <O> Progress<O> whatIsThere(
            Acting acting, AwsCallException refusal, Instant until, Function<T, Progress.Look<O>> rest) {
        Optional<T> there = oldest(ours(acting));
        if (there.isPresent()) {
            return Creation.complete(acting, rest.apply(there.get()));
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

    private List<T> ours(Acting acting) {
        return find.apply(acting.aws(), Owned.as(acting.owner(), acting.id()));
    }

    private Optional<T> oldest(List<T> all) {
        return all.stream().min(byAge().thenComparing(id));
    }

    private Comparator<T> byAge() {
        return Comparator.comparing(each -> Ec2Tags.created(tags.apply(each)));
    }
}
