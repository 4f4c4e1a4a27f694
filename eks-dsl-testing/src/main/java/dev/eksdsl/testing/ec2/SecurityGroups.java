package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private static final Describe<FakeSecurityGroup> DESCRIBE = new Describe<FakeSecurityGroup>()
            .by("group-id", group -> group.id)
            .by("group-name", group -> group.name)
            .by("description", group -> group.description)
            .by("vpc-id", group -> group.vpcId);

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
        FakeVpc vpc = request.vpcId() == null ? defaultVpc(place) : place.vpcs.get(request.vpcId(), "vpcId");
        FakeSecurityGroup group = add(place, vpc.id, name, description, tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(group.id)
                .securityGroupArn(place.arn("security-group/" + group.id))
                .tags(group.tagViews())
                .build();
    }

    private static void check(String text, String parameter) {
        if (!TEXT.matcher(text).matches()) {
            throw Ec2Faults.invalid(
                    text, parameter, "Character sets beyond ASCII and more than 255 characters are not supported.");
        }
    }

    private static FakeVpc defaultVpc(RegionalState place) {
        return place.vpcs.all().stream()
                .filter(vpc -> vpc.isDefault)
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse("VPCIdNotSpecified", "No default VPC for this user"));
    }

    /** Makes a group whose only rule lets everything out. */
    FakeSecurityGroup add(
            RegionalState place, String vpcId, String name, String description, Map<String, String> tags) {
        if (place.groupsOf(vpcId).anyMatch(group -> group.name.equals(name))) {
            throw Ec2Faults.refuse(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
        }
        if (place.securityGroups.all().size() >= cloud.quotas.of(Ec2Quotas.Of.SECURITY_GROUPS)) {
            throw Ec2Faults.limit("SecurityGroupLimitExceeded", "security groups");
        }
        FakeSecurityGroup group = place.securityGroups.add(
                new FakeSecurityGroup(place.securityGroups.newId(), vpcId, name, description, tags));
        allow(place, group, true, EVERYWHERE);
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
        Page<FakeSecurityGroup> page = DESCRIBE.page(
                place.securityGroups, request.groupIds(), filters, request.maxResults(), request.nextToken());
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
