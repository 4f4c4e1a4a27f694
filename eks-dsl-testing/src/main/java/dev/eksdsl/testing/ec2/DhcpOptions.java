package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;

/** The operations on DHCP options. Each region has a set that new VPCs use, with Amazon's own resolver. */
final class DhcpOptions {

    /** The options there are (Amazon VPC user guide, "DHCP option sets"). */
    private static final Set<String> NAMES = Set.of(
            "domain-name",
            "domain-name-servers",
            "ntp-servers",
            "netbios-name-servers",
            "netbios-node-type",
            "ipv6-address-preferred-lease-time");

    private static final Describe<FakeDhcpOptions> DESCRIBE = new Describe<FakeDhcpOptions>()
            .byOwner()
            .by("dhcp-options-id", options -> options.id)
            .byEach("key", options -> options.options.keySet())
            .byEach(
                    "value",
                    options -> options.options.values().stream()
                            .flatMap(List::stream)
                            .toList());

    private final Ec2State cloud;

    DhcpOptions(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateDhcpOptionsRequest.class, this::create);
        operations.on(DescribeDhcpOptionsRequest.class, this::describe);
        operations.on(AssociateDhcpOptionsRequest.class, this::associate);
        operations.on(DeleteDhcpOptionsRequest.class, this::delete);
    }

    /** The set that new VPCs of the region use; made with the first VPC, and kept. */
    static FakeDhcpOptions ofPlace(Ec2State cloud, RegionalState place) {
        return place.dhcpOptions.find(place.defaultDhcpOptionsId).orElseGet(() -> {
            String domain = place.region.equals("us-east-1") ? "ec2.internal" : place.region + ".compute.internal";
            Map<String, List<String>> options = new LinkedHashMap<>();
            options.put("domain-name", List.of(domain));
            options.put("domain-name-servers", List.of("AmazonProvidedDNS"));
            FakeDhcpOptions made =
                    place.dhcpOptions.add(new FakeDhcpOptions(place.dhcpOptions.newId(), options, true, Map.of()));
            place.defaultDhcpOptionsId = made.id;
            return made;
        });
    }

    private CreateDhcpOptionsResponse create(CreateDhcpOptionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.DHCP_OPTIONS);
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (NewDhcpConfiguration option : request.dhcpConfigurations()) {
            String name = Ec2Faults.required(option.key(), "key");
            if (!NAMES.contains(name)) {
                throw Ec2Faults.invalid(name, "key", "Unknown DHCP option");
            }
            options.put(name, option.values());
        }
        List<String> nodeType = options.getOrDefault("netbios-node-type", List.of("2"));
        if (!List.of("1", "2", "4", "8").containsAll(nodeType)) {
            throw Ec2Faults.invalid(nodeType.get(0), "netbios-node-type", "Unknown value");
        }
        FakeDhcpOptions made =
                place.dhcpOptions.add(new FakeDhcpOptions(place.dhcpOptions.newId(), options, false, tags));
        return CreateDhcpOptionsResponse.builder().dhcpOptions(made.view(place)).build();
    }

    private DescribeDhcpOptionsResponse describe(DescribeDhcpOptionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeDhcpOptions> page = DESCRIBE.page(
                place.dhcpOptions,
                request.dhcpOptionsIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeDhcpOptionsResponse.builder()
                .dhcpOptions(page.items().stream()
                        .map(options -> options.view(place))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private AssociateDhcpOptionsResponse associate(AssociateDhcpOptionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        vpc.dhcpOptionsId = "default".equals(request.dhcpOptionsId())
                ? "default"
                : place.dhcpOptions.get(request.dhcpOptionsId(), "dhcpOptionsId").id;
        return AssociateDhcpOptionsResponse.builder().build();
    }

    private DeleteDhcpOptionsResponse delete(DeleteDhcpOptionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeDhcpOptions options = place.dhcpOptions.get(request.dhcpOptionsId(), "dhcpOptionsId");
        if (place.vpcs.all().stream().anyMatch(vpc -> vpc.dhcpOptionsId.equals(options.id))) {
            throw Ec2Faults.refuse(
                    "DependencyViolation",
                    "The dhcpOptions '" + options.id + "' has dependencies and cannot be deleted.");
        }
        place.dhcpOptions.remove(options);
        return DeleteDhcpOptionsResponse.builder().build();
    }
}
