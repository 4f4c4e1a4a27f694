package dev.eksdsl.testing.ec2;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * What an instance is to be launched with, whoever asks: a user with RunInstances or a fleet, or a service.
 *
 * @param data everything, after the launch template's part has been merged in
 * @param subnet where it goes; null if an interface of {@code networkInterface} says where
 * @param existing an interface that is there already and becomes the primary one; null for a new one
 * @param tags the instance's own tags
 * @param template the launch template's id and version, for the tags that EC2 adds; null if none was used
 */
record InstanceOrder(
        ResponseLaunchTemplateData data,
        FakeSubnet subnet,
        @Nullable FakeInterface existing,
        @Nullable String privateIp,
        ImageFacts image,
        Map<String, String> tags,
        CloudNetwork.@Nullable LaunchTemplateView template,
        String reservationId,
        int index,
        @Nullable String clientToken,
        @Nullable String requesterId) {

    boolean isSpot() {
        return data.instanceMarketOptions() != null
                && data.instanceMarketOptions().marketType() == MarketType.SPOT;
    }

    /** The tags that the order gives to what comes with the instance, such as its volumes. */
    Map<String, String> tagsFor(ResourceType type) {
        Map<String, String> tagsOfType = new TreeMap<>();
        for (LaunchTemplateTagSpecification specification : data.tagSpecifications()) {
            if (specification.resourceType() == type) {
                specification.tags().forEach(tag -> tagsOfType.put(tag.key(), tag.value() == null ? "" : tag.value()));
            }
        }
        return tagsOfType;
    }
}
