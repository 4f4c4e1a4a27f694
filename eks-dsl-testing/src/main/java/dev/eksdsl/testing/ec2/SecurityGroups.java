package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The operations on security groups; those on their rules are in {@link SecurityGroupRules}. */
final class SecurityGroups {

    static final FakeRule.Peer EVERYWHERE = new FakeRule.Peer(FakeRule.Form.IPV4, "0.0.0.0/0");

    private static final FakeRule.Peer EVERYWHERE_IPV6 = new FakeRule.Peer(FakeRule.Form.IPV6, "::/0");

    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    /** The filters on the rules of groups, by what they are of a rule. */
    private static final Map<String, Function<FakeRule, @Nullable Object>> OF_RULES = Map.of(
            "protocol", rule -> rule.match.protocol(),
            "from-port", rule -> rule.match.from(),
            "to-port", rule -> rule.match.to(),
            "cidr", rule -> rule.peer(FakeRule.Form.IPV4),
            "ipv6-cidr", rule -> rule.peer(FakeRule.Form.IPV6),
            "group-id", rule -> rule.peer(FakeRule.Form.GROUP),
            "prefix-list-id", rule -> rule.peer(FakeRule.Form.PREFIX_LIST));

    private static Describe<FakeSecurityGroup> filters(RegionalState place) {
        Describe<FakeSecurityGroup> filters = new Describe<FakeSecurityGroup>()
                .by("group-id", group -> group.id)
                .by("group-name", group -> group.name)
                .by("description", group -> group.description)
                .by("owner-id", group -> place.accountId)
                .by("vpc-id", group -> group.vpcId);
        Function<FakeRule, @Nullable Object> peerName = rule -> place.securityGroups
                .find(rule.peer(FakeRule.Form.GROUP))
                .map(group -> group.name)
                .orElse(null);
        filters.byEach("ip-permission.group-name", group -> ofRules(place, group, false, peerName));
        filters.byEach("egress.ip-permission.group-name", group -> ofRules(place, group, true, peerName));
        Function<FakeRule, @Nullable Object> peerOwner =
                rule -> rule.peer(FakeRule.Form.GROUP) == null ? null : place.accountId;
        filters.byEach("ip-permission.user-id", group -> ofRules(place, group, false, peerOwner));
        filters.byEach("egress.ip-permission.user-id", group -> ofRules(place, group, true, peerOwner));
        OF_RULES.forEach((name, field) -> {
            filters.byEach("ip-permission." + name, group -> ofRules(place, group, false, field));
            filters.byEach("egress.ip-permission." + name, group -> ofRules(place, group, true, field));
        });
        return filters;
    }

    private static List<String> ofRules(
            RegionalState place, FakeSecurityGroup group, boolean egress, Function<FakeRule, @Nullable Object> field) {
        return place.rulesOf(group)
                .filter(rule -> rule.match.egress() == egress)
                .flatMap(rule -> Stream.ofNullable(field.apply(rule)))
                .map(Object::toString)
                .toList();
    }

    private final Ec2State cloud;

    SecurityGroups(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateSecurityGroupRequest.class, this::create);
        operations.on(DescribeSecurityGroupsRequest.class, this::describe);
        operations.on(DeleteSecurityGroupRequest.class, this::delete);
    }

    private CreateSecurityGroupResponse create(CreateSecurityGroupRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String name = Ec2Faults.required(request.groupName(), "groupName");
        String description = Ec2Faults.required(request.description(), "GroupDescription");
        check(name, "groupName");
        check(description, "GroupDescription");
        if (name.startsWith("sg-")) {
            throw Ec2Faults.invalid(name, "groupName", "A group name cannot start with 'sg-'.");
        }
        if (name.equals("default")) {
            throw Ec2Faults.refuse("InvalidParameterValue", "Cannot use reserved security group name: default");
        }
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.SECURITY_GROUP);
        FakeSecurityGroup group = add(place, vpcId(place, request), name, description, tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(group.id)
                .securityGroupArn(place.arn("security-group/" + group.id))
                .tags(group.tagViews())
                .build();
    }

    /** A lenient world takes a VPC that is not there as it is. */
    private String vpcId(RegionalState place, CreateSecurityGroupRequest request) {
        if (request.vpcId() == null) {
            return defaultVpc(place).id;
        }
        return cloud.world.isLenient() ? request.vpcId() : place.vpcs.get(request.vpcId(), "vpcId").id;
    }

    private static void check(String text, String parameter) {
        if (!TEXT.matcher(text).matches()) {
            throw Ec2Faults.invalid(
                    text, parameter, "Character sets beyond ASCII and more than 255 characters are not supported.");
        }
    }

    /** @throws AwsFault if there are more groups than an interface may have, or one is not there or of another VPC */
    static void checkOfInterface(Ec2State cloud, RegionalState place, List<String> groupIds, FakeVpc vpc) {
        if (groupIds.size() > cloud.limit(place, Ec2Limit.SECURITY_GROUPS_PER_INTERFACE)) {
            throw Ec2Faults.limit("SecurityGroupsPerInterfaceLimitExceeded", "security groups per interface");
        }
        checkOfVpc(place, groupIds, vpc);
    }

    /** @throws AwsFault if a group is not there, or of another VPC */
    static void checkOfVpc(RegionalState place, List<String> groupIds, FakeVpc vpc) {
        for (String id : groupIds) {
            FakeSecurityGroup group = place.securityGroups.get(id, "groupId");
            if (!group.vpcId.equals(vpc.id)) {
                throw Ec2Faults.refuse(
                        "InvalidParameter", "Security group " + group.id + " and subnet belong to different networks.");
            }
        }
    }

    private static FakeVpc defaultVpc(RegionalState place) {
        return place.vpcs.all().stream()
                .filter(vpc -> vpc.isDefault)
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse("VPCIdNotSpecified", "No default VPC for this user"));
    }

    /** Makes a group whose only rules let everything out; over IPv6 too if the VPC has such a block. */
    FakeSecurityGroup add(
            RegionalState place, String vpcId, String name, String description, Map<String, String> tags) {
        if (place.groupsOf(vpcId).anyMatch(group -> group.name.equals(name))) {
            throw Ec2Faults.refuse(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
        }
        if (place.securityGroups.all().size() >= cloud.limit(place, Ec2Limit.SECURITY_GROUPS)) {
            throw Ec2Faults.limit("SecurityGroupLimitExceeded", "security groups");
        }
        FakeSecurityGroup group = place.securityGroups.add(
                new FakeSecurityGroup(place.securityGroups.newId(), vpcId, name, description, tags));
        allow(place, group, true, EVERYWHERE);
        boolean hasIpv6 =
                place.vpcs.find(vpcId).filter(vpc -> !vpc.ipv6Blocks.isEmpty()).isPresent();
        if (hasIpv6) {
            allow(place, group, true, EVERYWHERE_IPV6);
        }
        return group;
    }

    /** Lets through everything to or from the peer. */
    static void allow(RegionalState place, FakeSecurityGroup group, boolean egress, FakeRule.Peer peer) {
        FakeRule.Match everything = new FakeRule.Match(egress, "-1", null, null, peer);
        place.rules.add(new FakeRule(place.rules.newId(), group.id, everything, null, Map.of()));
    }

    /** @throws AwsFault if a name is not that of a group in the default VPC, where alone groups go by name */
    private DescribeSecurityGroupsResponse describe(DescribeSecurityGroupsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<Filter> filters = new ArrayList<>(request.filters());
        if (!request.groupNames().isEmpty()) {
            String vpcId = defaultVpc(place).id;
            for (String name : request.groupNames()) {
                if (place.groupsOf(vpcId).noneMatch(group -> group.name.equals(name))) {
                    throw Kind.SECURITY_GROUP.notFound(name);
                }
            }
            filters.add(Filter.builder()
                    .name("group-name")
                    .values(request.groupNames())
                    .build());
            filters.add(Filter.builder().name("vpc-id").values(vpcId).build());
        }
        Page<FakeSecurityGroup> page = filters(place)
                .page(place.securityGroups, request.groupIds(), filters, request.maxResults(), request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(
                        page.items().stream().map(group -> view(place, group)).toList())
                .nextToken(page.next())
                .build();
    }

    private static SecurityGroup view(RegionalState place, FakeSecurityGroup group) {
        return SecurityGroup.builder()
                .groupId(group.id)
                .groupName(group.name)
                .description(group.description)
                .vpcId(group.vpcId)
                .ownerId(place.accountId)
                .securityGroupArn(place.arn("security-group/" + group.id))
                .ipPermissions(Permissions.grouped(place, group, false))
                .ipPermissionsEgress(Permissions.grouped(place, group, true))
                .tags(group.tagViews())
                .build();
    }

    private DeleteSecurityGroupResponse delete(DeleteSecurityGroupRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = named(place, request.groupId(), request.groupName());
        if (group.isDefault()) {
            throw Ec2Faults.refuse(
                    "CannotDelete",
                    "the specified group: \"" + group.id + "\" name: \"default\" cannot be deleted by a user");
        }
        boolean used = place.interfaces.all().stream().anyMatch(user -> user.groupIds.contains(group.id));
        boolean referenced =
                place.rules.all().stream().anyMatch(rule -> rule.refersTo(group.id) && !rule.groupId.equals(group.id));
        if (used || referenced) {
            throw Ec2Faults.refuse("DependencyViolation", "resource " + group.id + " has a dependent object");
        }
        place.dropGroup(group);
        return DeleteSecurityGroupResponse.builder().groupId(group.id).build();
    }

    /** The group of a request that gives its id, or its name in the default VPC. */
    static FakeSecurityGroup named(RegionalState place, @Nullable String groupId, @Nullable String groupName) {
        if (groupId == null && groupName != null) {
            return place.groupsOf(defaultVpc(place).id)
                    .filter(group -> group.name.equals(groupName))
                    .findFirst()
                    .orElseThrow(() -> Kind.SECURITY_GROUP.notFound(groupName));
        }
        return place.securityGroups.get(groupId, "groupId");
    }
}
