package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReference;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.StaleSecurityGroup;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** The operations that change rules in place, and those that tell which groups refer to others. */
final class SecurityGroupChanges {

    private final Ec2State cloud;

    SecurityGroupChanges(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(ModifySecurityGroupRulesRequest.class, this::modify);
        operations.on(UpdateSecurityGroupRuleDescriptionsIngressRequest.class, this::describeIngress);
        operations.on(UpdateSecurityGroupRuleDescriptionsEgressRequest.class, this::describeEgress);
        operations.on(DescribeSecurityGroupReferencesRequest.class, this::references);
        operations.on(DescribeStaleSecurityGroupsRequest.class, this::stale);
    }

    private ModifySecurityGroupRulesResponse modify(ModifySecurityGroupRulesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = place.securityGroups.get(request.groupId(), "groupId");
        for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
            FakeRule before = place.rules.get(update.securityGroupRuleId(), "securityGroupRuleId");
            if (!before.groupId.equals(group.id)) {
                throw Kind.SECURITY_GROUP_RULE.notFound(before.id);
            }
            SecurityGroupRuleRequest wanted = update.securityGroupRule();
            if (wanted == null) {
                throw Ec2Faults.missing("SecurityGroupRule");
            }
            List<Permissions.Wanted> split = Permissions.split(place, permission(wanted), before.match.egress());
            if (split.size() != 1) {
                throw Ec2Faults.refuse(
                        "InvalidParameterCombination", "Exactly one source or destination must be specified.");
            }
            FakeRule.Match match = split.get(0).match();
            boolean duplicate = place.rulesOf(group).anyMatch(other -> other != before && other.match.equals(match));
            if (duplicate) {
                throw SecurityGroupRules.duplicate(match);
            }
            before.match = match;
            before.description = wanted.description();
        }
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    private static IpPermission permission(SecurityGroupRuleRequest wanted) {
        IpPermission.Builder permission = IpPermission.builder()
                .ipProtocol(wanted.ipProtocol())
                .fromPort(wanted.fromPort())
                .toPort(wanted.toPort());
        String description = wanted.description();
        if (wanted.cidrIpv4() != null) {
            permission.ipRanges(IpRange.builder()
                    .cidrIp(wanted.cidrIpv4())
                    .description(description)
                    .build());
        }
        if (wanted.cidrIpv6() != null) {
            permission.ipv6Ranges(Ipv6Range.builder()
                    .cidrIpv6(wanted.cidrIpv6())
                    .description(description)
                    .build());
        }
        if (wanted.prefixListId() != null) {
            permission.prefixListIds(PrefixListId.builder()
                    .prefixListId(wanted.prefixListId())
                    .description(description)
                    .build());
        }
        if (wanted.referencedGroupId() != null) {
            permission.userIdGroupPairs(UserIdGroupPair.builder()
                    .groupId(wanted.referencedGroupId())
                    .description(description)
                    .build());
        }
        return permission.build();
    }

    private UpdateSecurityGroupRuleDescriptionsIngressResponse describeIngress(
            UpdateSecurityGroupRuleDescriptionsIngressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = SecurityGroups.named(place, request.groupId(), request.groupName());
        describe(place, group, request.ipPermissions(), request.securityGroupRuleDescriptions(), false);
        return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                .returnValue(true)
                .build();
    }

    private UpdateSecurityGroupRuleDescriptionsEgressResponse describeEgress(
            UpdateSecurityGroupRuleDescriptionsEgressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = SecurityGroups.named(place, request.groupId(), request.groupName());
        describe(place, group, request.ipPermissions(), request.securityGroupRuleDescriptions(), true);
        return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                .returnValue(true)
                .build();
    }

    private static void describe(
            RegionalState place,
            FakeSecurityGroup group,
            List<IpPermission> permissions,
            List<SecurityGroupRuleDescription> byId,
            boolean egress) {
        for (IpPermission permission : permissions) {
            for (Permissions.Wanted wanted : Permissions.split(place, permission, egress)) {
                place.rulesOf(group)
                                .filter(rule -> rule.match.equals(wanted.match()))
                                .findFirst()
                                .orElseThrow(SecurityGroupRules::unknown)
                                .description =
                        wanted.description();
            }
        }
        for (SecurityGroupRuleDescription wanted : byId) {
            place.rules.get(wanted.securityGroupRuleId(), "securityGroupRuleId").description = wanted.description();
        }
    }

    /** Which VPCs at the other end of a peering have groups that refer to these. */
    private DescribeSecurityGroupReferencesResponse references(
            DescribeSecurityGroupReferencesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<SecurityGroupReference> found = new ArrayList<>();
        for (String id : request.groupId()) {
            FakeSecurityGroup group = place.securityGroups.get(id, "groupId");
            place.peerings.all().stream().filter(FakePeering::isActive).forEach(peering -> {
                String other =
                        peering.requesterVpcId.equals(group.vpcId) ? peering.accepterVpcId : peering.requesterVpcId;
                boolean refers = place.groupsOf(other).flatMap(place::rulesOf).anyMatch(rule -> rule.refersTo(id));
                if (refers) {
                    found.add(SecurityGroupReference.builder()
                            .groupId(id)
                            .referencingVpcId(other)
                            .vpcPeeringConnectionId(peering.id)
                            .build());
                }
            });
        }
        return DescribeSecurityGroupReferencesResponse.builder()
                .securityGroupReferenceSet(found)
                .build();
    }

    /** A group is stale if a rule of it refers to a group of another VPC, and no peering with that is active any more. */
    private DescribeStaleSecurityGroupsResponse stale(DescribeStaleSecurityGroupsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        List<StaleSecurityGroup> stale = place.groupsOf(vpc.id)
                .filter(group -> place.rulesOf(group).anyMatch(rule -> isStale(place, vpc, rule)))
                .map(group -> StaleSecurityGroup.builder()
                        .groupId(group.id)
                        .groupName(group.name)
                        .description(group.description)
                        .vpcId(vpc.id)
                        .build())
                .toList();
        Page<StaleSecurityGroup> page =
                Pages.of(stale, StaleSecurityGroup::groupId, 255, request.maxResults(), request.nextToken());
        return DescribeStaleSecurityGroupsResponse.builder()
                .staleSecurityGroupSet(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean isStale(RegionalState place, FakeVpc vpc, FakeRule rule) {
        if (rule.match.peer().form() != FakeRule.Form.GROUP) {
            return false;
        }
        Optional<FakeSecurityGroup> peer =
                place.securityGroups.find(rule.match.peer().value());
        boolean here = peer.filter(group -> group.vpcId.equals(vpc.id)).isPresent();
        return !here && place.peerings.all().stream().noneMatch(peering -> peering.blocks(vpc));
    }
}
