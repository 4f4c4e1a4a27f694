package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** A VPC endpoint: a gateway one with its route tables, or an interface one with its network interfaces. */
final class FakeEndpoint extends FakeResource {

    /** The policy of an endpoint that was given none: everything is allowed. */
    static final String OPEN_POLICY =
            "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}";

    final FakeVpc vpc;
    final String serviceName;
    final VpcEndpointType type;
    final Instant created;
    final Set<String> routeTableIds = new LinkedHashSet<>();
    final Set<String> groupIds = new LinkedHashSet<>();
    final Map<String, FakeInterface> interfaces = new LinkedHashMap<>();
    String policy = OPEN_POLICY;
    String state = "pending";
    boolean privateDns;
    String ipAddressType = "ipv4";

    FakeEndpoint(
            String id,
            FakeVpc vpc,
            String serviceName,
            VpcEndpointType type,
            Instant created,
            Map<String, String> tags) {
        super(id, tags);
        this.vpc = vpc;
        this.serviceName = serviceName;
        this.type = type;
        this.created = created;
    }

    boolean isGateway() {
        return type == VpcEndpointType.GATEWAY;
    }

    boolean isDeleted() {
        return state.equals("deleted");
    }

    /** Whether it keeps its VPC from being deleted. */
    boolean blocks(FakeVpc other) {
        return vpc == other && !isDeleted();
    }

    /** The service's short name, such as {@code s3}. */
    String service(RegionalState place) {
        return serviceName.substring(serviceName.indexOf(place.region) + place.region.length() + 1);
    }

    VpcEndpoint view(RegionalState place) {
        VpcEndpoint.Builder view = VpcEndpoint.builder()
                .vpcEndpointId(id)
                .vpcId(vpc.id)
                .serviceName(serviceName)
                .serviceRegion(place.region)
                .vpcEndpointType(type)
                .state(state)
                .ownerId(place.accountId)
                .requesterManaged(false)
                .creationTimestamp(created)
                .policyDocument(policy)
                .privateDnsEnabled(privateDns)
                .routeTableIds(routeTableIds)
                .subnetIds(interfaces.keySet())
                .networkInterfaceIds(
                        interfaces.values().stream().map(each -> each.id).toList())
                .groups(groupIds.stream()
                        .flatMap(group -> place.securityGroups.find(group).stream())
                        .map(group -> SecurityGroupIdentifier.builder()
                                .groupId(group.id)
                                .groupName(group.name)
                                .build())
                        .toList())
                .tags(tagViews());
        if (!isGateway()) {
            view.ipAddressType(ipAddressType)
                    .dnsOptions(options ->
                            options.dnsRecordIpType(ipAddressType).privateDnsOnlyForInboundResolverEndpoint(false))
                    .dnsEntries(dnsEntries(place));
        }
        return view.build();
    }

    private List<DnsEntry> dnsEntries(RegionalState place) {
        String domain = service(place) + "." + place.region + ".vpce.amazonaws.com";
        String name = id + "-" + id.substring(id.length() - 8);
        String zoneId = "Z7HUB22UULQXV";
        Stream<String> zonal =
                interfaces.values().stream().map(each -> name + "-" + each.subnet.zone.name() + "." + domain);
        Stream<DnsEntry> own = Stream.concat(Stream.of(name + "." + domain), zonal)
                .map(entry ->
                        DnsEntry.builder().dnsName(entry).hostedZoneId(zoneId).build());
        Stream<DnsEntry> ofService = privateDns
                ? Stream.of(DnsEntry.builder()
                        .dnsName(VpcEndpointServices.privateName(place.region, service(place)))
                        .hostedZoneId("ZONEIDPENDING")
                        .build())
                : Stream.empty();
        return Stream.concat(own, ofService).toList();
    }
}
