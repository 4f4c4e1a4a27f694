package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;

/** Tags of all kinds of resources, by ARN. Refuses with NotFoundException and BadRequestException, as only these do. */
final class Tagging {

    private static final int MOST_TAGS = 50;

    /** A resource's tags: how to read and how to replace them. */
    private record Tagged(Map<String, String> tags, Consumer<Map<String, String>> replace) {}

    private final Surroundings eks;

    Tagging(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(TagResourceRequest.class, this::tag);
        operations.on(UntagResourceRequest.class, this::untag);
        operations.on(ListTagsForResourceRequest.class, this::list);
    }

    private TagResourceResponse tag(TagResourceRequest request, Caller caller) {
        change(caller, request.resourceArn(), tags -> {
            tags.putAll(request.tags());
            if (tags.size() > MOST_TAGS) {
                throw new AwsFault(400, "BadRequestException", "A resource takes up to " + MOST_TAGS + " tags");
            }
            return tags;
        });
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, Caller caller) {
        change(caller, request.resourceArn(), tags -> {
            request.tagKeys().forEach(tags::remove);
            return tags;
        });
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tags(find(caller, request.resourceArn()).tags())
                .build();
    }

    private void change(Caller caller, @Nullable String arn, UnaryOperator<Map<String, String>> change) {
        Tagged tagged = find(caller, arn);
        tagged.replace().accept(change.apply(new HashMap<>(tagged.tags())));
    }

    private Tagged find(Caller caller, @Nullable String arn) {
        return eks.places().of(caller).clusters.values().stream()
                .flatMap(cluster -> in(cluster, String.valueOf(arn)).stream())
                .findFirst()
                .orElseThrow(() -> new AwsFault(404, "NotFoundException", "No resource found with the ARN " + arn));
    }

    private static Optional<Tagged> in(ClusterState cluster, String arn) {
        return List.of(
                        cluster(cluster, arn),
                        nodegroup(cluster, arn),
                        fargateProfile(cluster, arn),
                        addon(cluster, arn),
                        accessEntry(cluster, arn),
                        association(cluster, arn))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Tagged> cluster(ClusterState cluster, String arn) {
        return arn.equals(cluster.described().arn())
                ? Optional.of(
                        new Tagged(cluster.described().tags(), tags -> cluster.change(change -> change.tags(tags))))
                : Optional.empty();
    }

    private static Optional<Tagged> nodegroup(ClusterState cluster, String arn) {
        return cluster.nodegroups.values().stream()
                .filter(group -> arn.equals(group.described().nodegroupArn()))
                .map(group -> new Tagged(group.described().tags(), tags -> group.change(change -> change.tags(tags))))
                .findFirst();
    }

    private static Optional<Tagged> fargateProfile(ClusterState cluster, String arn) {
        return cluster.fargateProfiles.values().stream()
                .filter(profile -> arn.equals(profile.fargateProfileArn()))
                .map(profile -> new Tagged(
                        profile.tags(),
                        tags -> cluster.fargateProfiles.put(
                                profile.fargateProfileName(), profile.copy(copy -> copy.tags(tags)))))
                .findFirst();
    }

    private static Optional<Tagged> addon(ClusterState cluster, String arn) {
        return cluster.addons.values().stream()
                .filter(addon -> arn.equals(addon.described().addonArn()))
                .map(addon -> new Tagged(addon.described().tags(), tags -> addon.change(change -> change.tags(tags))))
                .findFirst();
    }

    private static Optional<Tagged> accessEntry(ClusterState cluster, String arn) {
        return cluster.accessEntries.values().stream()
                .filter(entry -> arn.equals(entry.described().accessEntryArn()))
                .map(entry -> new Tagged(entry.described().tags(), tags -> entry.change(change -> change.tags(tags))))
                .findFirst();
    }

    private static Optional<Tagged> association(ClusterState cluster, String arn) {
        return cluster.podIdentityAssociations.values().stream()
                .filter(association -> arn.equals(association.associationArn()))
                .map(association -> new Tagged(
                        association.tags(),
                        tags -> cluster.podIdentityAssociations.put(
                                association.associationId(), association.copy(copy -> copy.tags(tags)))))
                .findFirst();
    }
}
