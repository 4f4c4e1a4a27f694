package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What exists, with its tags: for conditions on them, and for ARNs of which a request names only a part. */
final class KnownResources implements RelatedResources {

    private static final int ARN_PARTS = 6;
    /** What is yet to be made, or what a listing is about: not one resource. */
    private static final Pattern ANY_OF_A_TYPE = Pattern.compile("[^/:*]*[/:]?\\*");

    private final Supplier<Collection<FakeService>> services;

    /** @param services those of the fake; asked for when a request is checked */
    KnownResources(Supplier<Collection<FakeService>> services) {
        this.services = services;
    }

    /** The resource of this ARN, in which stars stand for what is not known. */
    Optional<TaggedResource> find(Caller caller, String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        if (parts.length != ARN_PARTS
                || ANY_OF_A_TYPE.matcher(parts[ARN_PARTS - 1]).matches()) {
            return Optional.empty();
        }
        List<FakeService> owners = services.get().stream()
                .filter(service -> service.signingName().equals(parts[2]))
                .toList();
        return Stream.of(arn, anyPath(parts[2], arn))
                .flatMap(pattern -> owners.stream().flatMap(service -> find(service, caller, pattern)))
                .findFirst();
    }

    @Override
    public List<String> related(Caller caller, Relation relation, String from) {
        return services.get().stream()
                .filter(RelatedResources.class::isInstance)
                .map(RelatedResources.class::cast)
                .flatMap(service -> service.related(caller, relation, from).stream())
                .toList();
    }

    /** Names of IAM's users, roles and the like do without their path. */
    private static String anyPath(String service, String arn) {
        int slash = arn.indexOf('/');
        return service.equals("iam") && slash > 0 ? arn.substring(0, slash) + "/*" + arn.substring(slash) : arn;
    }

    private static Stream<TaggedResource> find(FakeService service, Caller caller, String pattern) {
        boolean exact = pattern.indexOf('*') < 0;
        Stream<TaggedResource> tagged = service.tagged(caller).stream()
                .filter(resource -> exact ? resource.arn().equals(pattern) : Glob.like(pattern, resource.arn()));
        // what a service does not show as taggable, its inventory may have
        Stream<TaggedResource> listed = service.inventory().stream()
                .filter(item -> item.id().startsWith("arn:")
                        ? Glob.like(pattern, item.id())
                        : pattern.endsWith("/" + item.id()))
                .map(item -> new TaggedResource(
                        item.id().startsWith("arn:") ? item.id() : pattern, item.type(), item.tags()));
        return Stream.concat(tagged, listed);
    }
}
