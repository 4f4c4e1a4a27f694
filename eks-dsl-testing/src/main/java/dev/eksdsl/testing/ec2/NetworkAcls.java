package dev.eksdsl.testing.ec2;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;

/** The operations on network ACLs, their rules and their associations. Every subnet uses one: at first the VPC's default. */
final class NetworkAcls {

    private static final Map<String, String> PROTOCOLS =
            Map.of("tcp", "6", "udp", "17", "icmp", "1", "icmpv6", "58", "all", "-1");

    private static final Describe<FakeNetworkAcl> DESCRIBE = new Describe<FakeNetworkAcl>()
            .byOwner()
            .by("network-acl-id", acl -> acl.id)
            .by("vpc-id", acl -> acl.vpcId)
            .by("default", acl -> acl.isDefault)
            .byEach("association.association-id", acl -> acl.associations.keySet())
            .by("association.network-acl-id", acl -> acl.associations.isEmpty() ? null : acl.id)
            .byEach("association.subnet-id", acl -> acl.associations.values())
            .byEach(
                    "entry.icmp.code",
                    acl -> entries(
                            acl,
                            entry -> entry.icmpTypeCode() == null
                                    ? null
                                    : entry.icmpTypeCode().code()))
            .byEach(
                    "entry.icmp.type",
                    acl -> entries(
                            acl,
                            entry -> entry.icmpTypeCode() == null
                                    ? null
                                    : entry.icmpTypeCode().type()))
            .byEach("entry.cidr", acl -> entries(acl, NetworkAclEntry::cidrBlock))
            .byEach("entry.ipv6-cidr", acl -> entries(acl, NetworkAclEntry::ipv6CidrBlock))
            .byEach("entry.egress", acl -> entries(acl, NetworkAclEntry::egress))
            .byEach("entry.protocol", acl -> entries(acl, NetworkAclEntry::protocol))
            .byEach("entry.rule-action", acl -> entries(acl, NetworkAclEntry::ruleActionAsString))
            .byEach("entry.rule-number", acl -> entries(acl, NetworkAclEntry::ruleNumber))
            .byEach(
                    "entry.port-range.from",
                    acl -> entries(
                            acl,
                            entry -> entry.portRange() == null
                                    ? null
                                    : entry.portRange().from()))
            .byEach(
                    "entry.port-range.to",
                    acl -> entries(
                            acl,
                            entry -> entry.portRange() == null
                                    ? null
                                    : entry.portRange().to()));

    private final Ec2State cloud;

    NetworkAcls(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateNetworkAclRequest.class, this::create);
        operations.on(DescribeNetworkAclsRequest.class, this::describe);
        operations.on(DeleteNetworkAclRequest.class, this::delete);
        operations.on(CreateNetworkAclEntryRequest.class, this::createEntry);
        operations.on(ReplaceNetworkAclEntryRequest.class, this::replaceEntry);
        operations.on(DeleteNetworkAclEntryRequest.class, this::deleteEntry);
        operations.on(ReplaceNetworkAclAssociationRequest.class, this::replaceAssociation);
    }

    private static List<String> entries(FakeNetworkAcl acl, Function<NetworkAclEntry, @Nullable Object> field) {
        return acl.entries.values().stream()
                .flatMap(entry -> Stream.ofNullable(field.apply(entry)))
                .map(Object::toString)
                .toList();
    }

    private CreateNetworkAclResponse create(CreateNetworkAclRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNetworkAcl acl =
                place.tokens.once(request.clientToken(), request, FakeNetworkAcl.class, () -> create(place, request));
        return CreateNetworkAclResponse.builder()
                .networkAcl(acl.view(place))
                .clientToken(request.clientToken())
                .build();
    }

    private FakeNetworkAcl create(RegionalState place, CreateNetworkAclRequest request) {
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.NETWORK_ACL);
        long present = place.networkAcls.all().stream()
                .filter(acl -> acl.vpcId.equals(vpc.id))
                .count();
        if (present >= cloud.limit(place, Ec2Limit.NETWORK_ACLS_PER_VPC)) {
            throw Ec2Faults.limit("NetworkAclLimitExceeded", "network ACLs");
        }
        return place.networkAcls.add(new FakeNetworkAcl(place.networkAcls.newId(), vpc.id, false, tags));
    }

    private DescribeNetworkAclsResponse describe(DescribeNetworkAclsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeNetworkAcl> page = DESCRIBE.page(
                place.networkAcls,
                request.networkAclIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items().stream().map(acl -> acl.view(place)).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteNetworkAclResponse delete(DeleteNetworkAclRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNetworkAcl acl = place.networkAcls.get(request.networkAclId(), "networkAclId");
        if (acl.isDefault) {
            throw Ec2Faults.invalid("cannot delete default network ACL " + acl.id);
        }
        if (!acl.associations.isEmpty()) {
            throw Ec2Faults.dependencies("networkAcl", acl.id);
        }
        place.networkAcls.remove(acl);
        return DeleteNetworkAclResponse.builder().build();
    }

    private CreateNetworkAclEntryResponse createEntry(CreateNetworkAclEntryRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNetworkAcl acl = place.networkAcls.get(request.networkAclId(), "networkAclId");
        NetworkAclEntry entry =
                check(MemberCopy.into(NetworkAclEntry.builder(), request).build());
        FakeNetworkAcl.Key key = new FakeNetworkAcl.Key(entry.egress(), entry.ruleNumber());
        if (acl.entries.containsKey(key)) {
            throw Ec2Faults.refuse(
                    "NetworkAclEntryAlreadyExists",
                    "The network acl entry identified by " + key.number() + " already exists.");
        }
        long present = acl.entries.keySet().stream()
                .filter(each -> each.egress() == key.egress())
                .count();
        if (present >= cloud.limit(place, Ec2Limit.RULES_PER_NETWORK_ACL)) {
            throw Ec2Faults.limit("NetworkAclEntryLimitExceeded", "network acl entries");
        }
        acl.entries.put(key, entry);
        return CreateNetworkAclEntryResponse.builder().build();
    }

    private ReplaceNetworkAclEntryResponse replaceEntry(ReplaceNetworkAclEntryRequest request, Caller caller) {
        FakeNetworkAcl acl = cloud.in(caller).networkAcls.get(request.networkAclId(), "networkAclId");
        NetworkAclEntry entry =
                check(MemberCopy.into(NetworkAclEntry.builder(), request).build());
        FakeNetworkAcl.Key key = new FakeNetworkAcl.Key(entry.egress(), entry.ruleNumber());
        if (!acl.entries.containsKey(key)) {
            throw unknown(acl, key);
        }
        acl.entries.put(key, entry);
        return ReplaceNetworkAclEntryResponse.builder().build();
    }

    private DeleteNetworkAclEntryResponse deleteEntry(DeleteNetworkAclEntryRequest request, Caller caller) {
        FakeNetworkAcl acl = cloud.in(caller).networkAcls.get(request.networkAclId(), "networkAclId");
        FakeNetworkAcl.Key key = new FakeNetworkAcl.Key(Boolean.TRUE.equals(request.egress()), request.ruleNumber());
        if (acl.entries.remove(key) == null) {
            throw unknown(acl, key);
        }
        return DeleteNetworkAclEntryResponse.builder().build();
    }

    private static AwsFault unknown(FakeNetworkAcl acl, FakeNetworkAcl.Key key) {
        return Ec2Faults.refuse(
                "InvalidNetworkAclEntry.NotFound",
                "The " + (key.egress() ? "egress" : "ingress") + " entry with rule number '" + key.number()
                        + "' does not exist in network ACL '" + acl.id + "'");
    }

    /** The entry in EC2's form: the protocol as a number, blocks without bits behind the prefix. */
    private static NetworkAclEntry check(NetworkAclEntry given) {
        if (given.ruleNumber() == null || given.ruleNumber() < 1 || given.ruleNumber() >= FakeNetworkAcl.LAST) {
            throw Ec2Faults.invalid(given.ruleNumber(), "ruleNumber", "The rule number must be between 1 and 32766.");
        }
        String protocol = PROTOCOLS.getOrDefault(
                Ec2Faults.required(given.protocol(), "protocol").toLowerCase(Locale.ROOT), given.protocol());
        if (!protocol.matches("-1|[0-9]{1,3}")) {
            throw Ec2Faults.invalid(given.protocol(), "protocol", "The protocol is not known.");
        }
        if ((given.cidrBlock() == null) == (given.ipv6CidrBlock() == null)) {
            throw Ec2Faults.missing("cidrBlock");
        }
        boolean ports = protocol.equals("6") || protocol.equals("17");
        if (ports && given.portRange() == null) {
            throw Ec2Faults.missing("portRange");
        }
        NetworkAclEntry.Builder entry = given.toBuilder()
                .protocol(protocol)
                .egress(Boolean.TRUE.equals(given.egress()))
                .portRange(ports ? given.portRange() : null);
        if (given.cidrBlock() != null) {
            entry.cidrBlock(Cidr.around(given.cidrBlock())
                    .orElseThrow(
                            () -> Ec2Faults.invalid(given.cidrBlock(), "cidrBlock", "This is not a valid CIDR block."))
                    .toString());
        } else {
            entry.ipv6CidrBlock(Ipv6Block.parse(given.ipv6CidrBlock())
                    .orElseThrow(() -> Ec2Faults.invalid(
                            given.ipv6CidrBlock(), "ipv6CidrBlock", "This is not a valid IPv6 CIDR block."))
                    .toString());
        }
        return entry.build();
    }

    private ReplaceNetworkAclAssociationResponse replaceAssociation(
            ReplaceNetworkAclAssociationRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String association = Ec2Faults.required(request.associationId(), "associationId");
        FakeNetworkAcl after = place.networkAcls.get(request.networkAclId(), "networkAclId");
        FakeNetworkAcl before = place.networkAcls.all().stream()
                .filter(acl -> acl.associations.containsKey(association))
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidAssociationID.NotFound", "The association ID '" + association + "' does not exist"));
        if (!before.vpcId.equals(after.vpcId)) {
            throw Ec2Faults.invalid("network ACLs " + before.id + " and " + after.id + " belong to different networks");
        }
        String next = cloud.world.ids().ec2("aclassoc");
        after.associations.put(next, requireNonNull(before.associations.remove(association)));
        return ReplaceNetworkAclAssociationResponse.builder()
                .newAssociationId(next)
                .build();
    }

    /** A new subnet uses its VPC's default ACL. */
    static void associate(Ec2State cloud, RegionalState place, FakeSubnet subnet) {
        place.networkAcls.all().stream()
                .filter(acl -> acl.isDefault && acl.vpcId.equals(subnet.vpc.id))
                .findFirst()
                .ifPresent(acl -> acl.associations.put(cloud.world.ids().ec2("aclassoc"), subnet.id));
    }
}
