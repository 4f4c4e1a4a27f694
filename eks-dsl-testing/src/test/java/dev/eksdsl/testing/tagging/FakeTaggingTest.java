package dev.eksdsl.testing.tagging;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.kms.FakeKms;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

class FakeTaggingTest {

    private static final String SHELF = "arn:aws:library:us-east-1:111122223333:shelf/";

    private final TypedCalls calls = new TypedCalls();
    private final Library library = new Library();
    private final ResourceGroupsTaggingApiClient tagging = calls.client(ResourceGroupsTaggingApiClient.builder());

    FakeTaggingTest() {
        FakeKms kms = calls.with(new FakeKms(calls.world()));
        calls.with(new FakeTagging(calls.world(), () -> List.of(library, kms)));
        library.shelves.put(SHELF + "a", new TreeMap<>(Map.of("team", "web", "env", "test")));
        library.shelves.put(SHELF + "b", new TreeMap<>(Map.of("team", "data")));
        library.shelves.put(SHELF + "c", new TreeMap<>());
    }

    private List<String> found(TagFilter... filters) {
        return tagging.getResources(get -> get.tagFilters(filters)).resourceTagMappingList().stream()
                .map(ResourceTagMapping::resourceARN)
                .toList();
    }

    private static TagFilter filter(String key, String... values) {
        return TagFilter.builder().key(key).values(values).build();
    }

    @Test
    void resources_areFoundByTheirTags() {
        assertThat(found()).containsExactly(SHELF + "a", SHELF + "b");
        assertThat(found(filter("team", "web", "data"))).hasSize(2);
        assertThat(found(filter("team", "web", "data"), filter("env"))).containsExactly(SHELF + "a");
        assertThat(found(filter("env", "production"))).isEmpty();
    }

    @Test
    void resources_areFoundByTypeAndArn() {
        String key = calls.client(KmsClient.builder())
                .createKey(create -> create.tags(software.amazon.awssdk.services.kms.model.Tag.builder()
                        .tagKey("team")
                        .tagValue("web")
                        .build()))
                .keyMetadata()
                .arn();
        assertThat(tagging.getResources(get -> get.resourceTypeFilters("kms")).resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(key);
        assertThat(tagging.getResources(get -> get.resourceTypeFilters("library:book"))
                        .resourceTagMappingList())
                .isEmpty();
        assertThat(tagging.getResources(get -> get.resourceARNList(key, SHELF + "z"))
                        .resourceTagMappingList())
                .hasSize(1);
        assertRefused(
                () -> tagging.getResources(get -> get.resourceARNList(key).resourceTypeFilters("kms")),
                "InvalidParameterException");
    }

    @Test
    void resources_comeInPages() {
        assertThat(tagging.getResourcesPaginator(get -> get.resourcesPerPage(1)).resourceTagMappingList())
                .hasSize(2);
        assertRefused(() -> tagging.getResources(get -> get.resourcesPerPage(0)), "InvalidParameterException");
        assertRefused(() -> tagging.getResources(get -> get.paginationToken("x")), "InvalidParameterException");
        for (int i = 0; i < 120; i++) {
            library.shelves.put(SHELF + "many" + i, new TreeMap<>(Map.of("team", "many")));
        }
        assertThat(tagging.getResources(get -> get.tagsPerPage(100)).resourceTagMappingList())
                .as("a and b have three tags together")
                .hasSize(99);
    }

    /** As has been seen of AWS: what is deleted is shown for a while, and what is new is not. */
    @Test
    void resources_areShownLate_ifTheIndexLags() {
        calls.world().durations().set(Durations.Of.TAGGING_INDEX, Duration.ofMinutes(20));
        KmsClient kms = calls.client(KmsClient.builder());
        kms.createKey(); // any change
        library.shelves.remove(SHELF + "a");
        library.shelves.put(SHELF + "d", new TreeMap<>(Map.of("team", "web")));

        assertThat(found(filter("team", "web"))).containsExactly(SHELF + "a");
        calls.pass(Duration.ofMinutes(19));
        assertThat(found(filter("team", "web"))).containsExactly(SHELF + "a");
        calls.pass(Duration.ofMinutes(1));
        assertThat(found(filter("team", "web"))).containsExactly(SHELF + "d");
    }

    @Test
    void keysAndValues_areListed() {
        assertThat(tagging.getTagKeys().tagKeys()).containsExactly("env", "team");
        assertThat(tagging.getTagValues(get -> get.key("team")).tagValues()).containsExactly("data", "web");
        assertThat(tagging.getComplianceSummary(get -> {}).summaryList()).isEmpty();
    }

    @Test
    void changes_failForEachResourceByItself() {
        var failed = tagging.tagResources(tag -> tag.resourceARNList(SHELF + "c", SHELF + "z", SHELF + "locked")
                        .tags(Map.of("team", "ops")))
                .failedResourcesMap();
        assertThat(failed).containsOnlyKeys(SHELF + "z", SHELF + "locked");
        assertThat(failed.get(SHELF + "locked").errorMessage()).isEqualTo("The shelf is locked");
        assertThat(found(filter("team", "ops"))).containsExactly(SHELF + "c");
        assertThat(tagging.untagResources(
                                untag -> untag.resourceARNList(SHELF + "c").tagKeys("team"))
                        .failedResourcesMap())
                .isEmpty();
        assertThat(library.shelves.get(SHELF + "c")).isEmpty();
        assertRefused(
                () -> tagging.tagResources(tag -> tag.resourceARNList("shelf").tags(Map.of("a", "b"))),
                "InvalidParameterException");
        assertRefused(
                () -> tagging.tagResources(
                        tag -> tag.resourceARNList(SHELF + "c").tags(Map.of("aws:a", "b"))),
                "InvalidParameterException");
    }

    /** A service with shelves, one of which cannot be tagged. */
    private static final class Library implements FakeService {

        private final Map<String, Map<String, String>> shelves = new LinkedHashMap<>();

        @Override
        public String signingName() {
            return "library";
        }

        @Override
        public void register(Operations operations) {
            // only its tags are asked for
        }

        @Override
        public void reset() {
            shelves.clear();
        }

        @Override
        public List<TaggedResource> tagged(Caller caller) {
            return shelves.entrySet().stream()
                    .map(shelf -> new TaggedResource(shelf.getKey(), "library:shelf", shelf.getValue()))
                    .toList();
        }

        @Override
        public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
            if (arn.endsWith("locked")) {
                throw new AwsFault(400, "Locked", "The shelf is locked");
            }
            Map<String, String> tags = shelves.get(arn);
            if (tags != null) {
                tags.putAll(set);
                tags.keySet().removeAll(removed);
            }
            return tags != null;
        }
    }
}
