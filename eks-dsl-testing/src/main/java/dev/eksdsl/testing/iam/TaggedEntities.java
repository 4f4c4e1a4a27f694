package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * What carries tags in IAM, as the Resource Groups Tagging API sees it: it finds all but users and roles, whose tags it
 * only changes (Resource Groups Tagging API reference, "Services that support the Resource Groups Tagging API"). IAM belongs
 * to no region; its resources are found in the first region of each partition.
 */
final class TaggedEntities {

    private static final Map<String, String> REGIONS =
            Map.of("aws", "us-east-1", "aws-cn", "cn-north-1", "aws-us-gov", "us-gov-west-1");

    private record Entity(String type, String arn, IamTags tags) {}

    private final IamState iam;

    TaggedEntities(IamState iam) {
        this.iam = iam;
    }

    List<TaggedResource> found(Caller caller) {
        return findable(caller)
                .filter(entity -> !entity.tags.asMap().isEmpty())
                .map(entity -> new TaggedResource(entity.arn, "iam:" + entity.type, entity.tags.asMap()))
                .toList();
    }

    /** @return whether the ARN is of something that carries tags here */
    boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<Entity> entity = Stream.concat(findable(caller), others(caller))
                .filter(each -> each.arn.equals(arn))
                .findFirst();
        entity.ifPresent(found -> {
            found.tags.add(set.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
            found.tags.remove(List.copyOf(removed));
        });
        return entity.isPresent();
    }

    private Stream<Entity> findable(Caller caller) {
        AccountState account = iam.of(caller);
        return isHome(caller)
                ? Stream.of(
                                account.profiles.values().stream()
                                        .map(each -> new Entity("instance-profile", each.arn, each.tags)),
                                account.policies.values().stream()
                                        .map(each -> new Entity("policy", each.arn, each.tags)),
                                account.providers.values().stream()
                                        .map(each -> new Entity("oidc-provider", each.arn, each.tags)),
                                account.virtualDevices.entrySet().stream()
                                        .map(each -> new Entity("mfa", each.getKey(), each.getValue())))
                        .flatMap(each -> each)
                : Stream.empty();
    }

    private Stream<Entity> others(Caller caller) {
        AccountState account = iam.of(caller);
        return isHome(caller)
                ? Stream.concat(
                        account.users.values().stream().map(each -> new Entity("user", each.arn, each.tags)),
                        account.roles.values().stream().map(each -> new Entity("role", each.arn, each.tags)))
                : Stream.empty();
    }

    private static boolean isHome(Caller caller) {
        return caller.region().equals(REGIONS.get(caller.partition()));
    }
}
