package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;

/** A set of DHCP options: names with their values. */
final class FakeDhcpOptions extends FakeResource {

    final Map<String, List<String>> options;

    /** Whether it came with the region. */
    final boolean ofAws;

    FakeDhcpOptions(String id, Map<String, List<String>> options, boolean ofAws, Map<String, String> tags) {
        super(id, tags);
        this.options = options;
        this.ofAws = ofAws;
    }

    software.amazon.awssdk.services.ec2.model.DhcpOptions view(RegionalState place) {
        return software.amazon.awssdk.services.ec2.model.DhcpOptions.builder()
                .dhcpOptionsId(id)
                .ownerId(place.accountId)
                .dhcpConfigurations(options.entrySet().stream()
                        .map(option -> DhcpConfiguration.builder()
                                .key(option.getKey())
                                .values(option.getValue().stream()
                                        .map(value -> AttributeValue.builder()
                                                .value(value)
                                                .build())
                                        .toList())
                                .build())
                        .toList())
                .tags(tagViews())
                .build();
    }
}
