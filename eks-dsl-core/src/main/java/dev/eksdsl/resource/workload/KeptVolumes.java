package dev.eksdsl.resource.workload;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Ownership;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;

/** Marks volumes of EBS that are to stay: once the cluster is gone, nobody else knows that they are. */
final class KeptVolumes {

    /** The in-tree plugin writes the id behind a zone: {@code aws://us-east-1a/vol-…}. */
    private static final Pattern ID = Pattern.compile("vol-[0-9a-f]+$");

    private KeptVolumes() {}

    static void mark(AwsApi aws, Workload volume) {
        Matcher id = ID.matcher(volume.holds());
        if (!id.find()) {
            return;
        }
        CreateTagsRequest request = CreateTagsRequest.builder()
                .resources(id.group())
                .tags(tag -> tag.key(Ownership.KEPT_TAG).value(volume.name()))
                .build();
        try {
            aws.ec2(Ec2Client::createTags, request);
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
