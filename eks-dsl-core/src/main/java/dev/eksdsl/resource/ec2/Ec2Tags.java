package dev.eksdsl.resource.ec2;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Ownership;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags of EC2 resources: set in the create call, read with the resource, changed in place. */
public final class Ec2Tags {

    /** The name of the call that sets tags, in a kind's fields: {@value}. */
    public static final String CALL = "tags";

    private Ec2Tags() {}

    public static Map<String, String> read(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** What users may have set: all but our tags, those of AWS, and {@code Name}. */
    public static Map<String, String> users(List<Tag> tags) {
        Map<String, String> users = new TreeMap<>(read(tags));
        users.keySet().removeIf(Ownership::isReserved);
        return users;
    }

    /**
     * The tags for a create call: the user's, ours, the moment (EC2 tells no age of most resources, and of two the older one
     * stays; the same moment for each try, for with a client token EC2 takes only the same request again), and a {@code Name} such as {@code production/public-1} for the console.
     *
     * @param resourceType what EC2 calls the type, such as {@code natgateway}
     */
    public static TagSpecification specification(String resourceType, Acting acting, Map<String, String> users) {
        Map<String, String> tags = new TreeMap<>(acting.tags(users));
        tags.put(Ownership.CREATED_TAG, acting.started().toString());
        tags.putIfAbsent("Name", acting.owner().cluster() + "/" + acting.id().name());
        return TagSpecification.builder()
                .resourceType(resourceType)
                .tags(tags(tags))
                .build();
    }

    /** When it was created; the end of time if its tags do not tell, so that what tells is the older one. */
    public static Instant created(List<Tag> tags) {
        try {
            return Optional.ofNullable(read(tags).get(Ownership.CREATED_TAG))
                    .map(Instant::parse)
                    .orElse(Instant.MAX);
        } catch (DateTimeParseException somebodyChangedIt) {
            return Instant.MAX;
        }
    }

    /**
     * Compares the user's tags. A tag that is there but not wished for is left alone: there is no telling who set it, and
     * controllers in the cluster set tags of their own.
     */
    public static <W, S> Fields.Builder<W, S> compared(
            Fields.Builder<W, S> fields,
            Function<W, Map<String, String>> wanted,
            Function<S, Map<String, String>> actual) {
        return fields.entries(CALL, "tags", wanted, actual, key -> false);
    }

    /** Sets the tags, and gives back what there is then. */
    public static Map<String, String> put(
            Acting acting, String awsId, Map<String, String> wanted, Map<String, String> present) {
        set(acting.aws(), awsId, wanted);
        Map<String, String> all = new TreeMap<>(present);
        all.putAll(wanted);
        return all;
    }

    /** Adds these tags, or gives them these values; other tags stay as they are. */
    public static void set(AwsApi aws, String awsId, Map<String, String> tags) {
        CreateTagsRequest request =
                CreateTagsRequest.builder().resources(awsId).tags(tags(tags)).build();
        aws.ec2(Ec2Client::createTags, request);
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
