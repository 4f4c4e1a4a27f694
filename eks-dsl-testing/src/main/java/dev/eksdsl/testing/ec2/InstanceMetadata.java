package dev.eksdsl.testing.ec2;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;

/** The options of the instance metadata service: what they are without a word, and with one. */
final class InstanceMetadata {

    /** As of an instance from an image that does not ask for IMDSv2 (EC2 user guide, "Configure IMDS options"). */
    static final InstanceMetadataOptionsResponse DEFAULTS = InstanceMetadataOptionsResponse.builder()
            .state("applied")
            .httpTokens("optional")
            .httpPutResponseHopLimit(1)
            .httpEndpoint("enabled")
            .httpProtocolIpv6("disabled")
            .instanceMetadataTags("disabled")
            .build();

    private InstanceMetadata() {}

    /** The options with those changed that are given. */
    static InstanceMetadataOptionsResponse applied(InstanceMetadataOptionsResponse before, @Nullable SdkPojo given) {
        return given == null
                ? before
                : MemberCopy.into(before.toBuilder(), given).state("applied").build();
    }
}
