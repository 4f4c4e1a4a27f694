package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What carries tags in EC2, by ARN, as the tagging API sees it. */
final class ResourceTags {

    private final Ec2State cloud;

    ResourceTags(Ec2State cloud) {
        this.cloud = cloud;
    }

    List<TaggedResource> all(Caller caller) {
        RegionalState place = cloud.in(caller);
        return place.shelves().stream()
                .flatMap(shelf -> shelf.all().stream()
                        .filter(resource -> !resource.tags.isEmpty())
                        .map(resource -> new TaggedResource(
                                arn(place, shelf.kind(), resource),
                                "ec2:" + shelf.kind().type(),
                                resource.tags)))
                .toList();
    }

    /** Images and snapshots are named without an account; NAT gateways by their type's name. */
    private static String arn(RegionalState place, Kind kind, FakeResource resource) {
        String name = kind == Kind.NAT_GATEWAY ? "natgateway" : kind.type().toString();
        return kind == Kind.IMAGE || kind == Kind.SNAPSHOT
                ? "arn:" + place.partition + ":ec2:" + place.region + "::" + name + "/" + resource.id
                : place.arn(name + "/" + resource.id);
    }

    /** @return whether the ARN is of a resource here */
    boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        RegionalState place = cloud.in(caller);
        for (Shelf<? extends FakeResource> shelf : place.shelves()) {
            for (FakeResource resource : shelf.all()) {
                if (arn(place, shelf.kind(), resource).equals(arn)) {
                    TagRules.add(
                            resource,
                            set.entrySet().stream()
                                    .map(tag -> Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList());
                    removed.forEach(resource.tags::remove);
                    return true;
                }
            }
        }
        return false;
    }
}
