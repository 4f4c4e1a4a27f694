package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** The operations on rules of security groups. A request is carried out whole or not at all. */
final class SecurityGroupRules {

    private static final Describe<FakeRule> DESCRIBE =
            new Describe<FakeRule>().by("group-id", rule -> rule.groupId).by("security-group-rule-id", rule -> rule.id);

    private final Ec2State cloud;

    SecurityGroupRules(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AuthorizeSecurityGroupIngressRequest.class, this::authorizeIngress);
        operations.on(AuthorizeSecurityGroupEgressRequest.class, this::authorizeEgress);
        operations.on(RevokeSecurityGroupIngressRequest.class, this::revokeIngress);
        operations.on(RevokeSecurityGroupEgressRequest.class, this::revokeEgress);
        operations.on(DescribeSecurityGroupRulesRequest.class, this::describe);
    }

    private AuthorizeSecurityGroupIngressResponse authorizeIngress(
            AuthorizeSecurityGroupIngressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = SecurityGroups.named(place, request.groupId(), request.groupName());
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.SECURITY_GROUP_RULE);
        List<IpPermission> permissions = request.ipPermissions().isEmpty()
                ? single(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp())
                : request.ipPermissions();
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(place, group, permissions, false, tags))
                .build();
    }

    private AuthorizeSecurityGroupEgressResponse authorizeEgress(
            AuthorizeSecurityGroupEgressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = place.securityGroups.get(request.groupId(), "groupId");
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.SECURITY_GROUP_RULE);
        List<IpPermission> permissions = request.ipPermissions().isEmpty()
                ? single(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp())
                : request.ipPermissions();
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(place, group, permissions, true, tags))
                .build();
    }

    private List<SecurityGroupRule> authorize(
            RegionalState place,
            FakeSecurityGroup group,
            List<IpPermission> permissions,
            boolean egress,
            Map<String, String> tags) {
        List<Permissions.Wanted> wanted = wanted(place, permissions, egress);
        long present = place.rulesOf(group)
                .filter(rule -> rule.match.egress() == egress)
                .count();
        List<FakeRule.Match> seen =
                new ArrayList<>(place.rulesOf(group).map(rule -> rule.match).toList());
        for (Permissions.Wanted rule : wanted) {
            if (seen.contains(rule.match())) {
                throw duplicate(rule.match());
            }
            seen.add(rule.match());
        }
        if (present + wanted.size() > cloud.limit(place, Ec2Limit.RULES_PER_SECURITY_GROUP)) {
            throw Ec2Faults.limit("RulesPerSecurityGroupLimitExceeded", "rules per security group");
        }
        return wanted.stream()
                .map(rule -> place.rules.add(
                        new FakeRule(place.rules.newId(), group.id, rule.match(), rule.description(), tags)))
                .map(rule -> rule.view(place))
                .toList();
    }

    private RevokeSecurityGroupIngressResponse revokeIngress(RevokeSecurityGroupIngressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = SecurityGroups.named(place, request.groupId(), request.groupName());
        List<IpPermission> permissions = request.ipPermissions().isEmpty() && request.ipProtocol() != null
                ? single(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp())
                : request.ipPermissions();
        revoke(place, group, request.securityGroupRuleIds(), permissions, false);
        return RevokeSecurityGroupIngressResponse.builder().returnValue(true).build();
    }

    private RevokeSecurityGroupEgressResponse revokeEgress(RevokeSecurityGroupEgressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = place.securityGroups.get(request.groupId(), "groupId");
        List<IpPermission> permissions = request.ipPermissions().isEmpty() && request.ipProtocol() != null
                ? single(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp())
                : request.ipPermissions();
        revoke(place, group, request.securityGroupRuleIds(), permissions, true);
        return RevokeSecurityGroupEgressResponse.builder().returnValue(true).build();
    }

    private static void revoke(
            RegionalState place,
            FakeSecurityGroup group,
            List<String> ruleIds,
            List<IpPermission> permissions,
            boolean egress) {
        List<FakeRule> revoked = new ArrayList<>();
        for (String ruleId : ruleIds) {
            FakeRule rule = place.rules.get(ruleId, "securityGroupRuleId");
            if (!rule.groupId.equals(group.id) || rule.match.egress() != egress) {
                throw Kind.SECURITY_GROUP_RULE.notFound(ruleId);
            }
            revoked.add(rule);
        }
        for (Permissions.Wanted unwanted : wanted(place, permissions, egress)) {
            revoked.add(place.rulesOf(group)
                    .filter(rule -> rule.match.equals(unwanted.match()))
                    .findFirst()
                    .orElseThrow(SecurityGroupRules::unknown));
        }
        if (revoked.isEmpty()) {
            throw Ec2Faults.missing("ipPermissions");
        }
        revoked.forEach(place.rules::remove);
    }

    private DescribeSecurityGroupRulesResponse describe(DescribeSecurityGroupRulesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeRule> page = DESCRIBE.page(
                place.rules,
                request.securityGroupRuleIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(
                        page.items().stream().map(rule -> rule.view(place)).toList())
                .nextToken(page.next())
                .build();
    }

    private static List<Permissions.Wanted> wanted(
            RegionalState place, List<IpPermission> permissions, boolean egress) {
        return permissions.stream()
                .flatMap(permission -> Permissions.split(place, permission, egress).stream())
                .toList();
    }

    /** @throws AwsFault if the parameters of the older form lack a protocol */
    private static List<IpPermission> single(
            @Nullable String protocol, @Nullable Integer from, @Nullable Integer to, @Nullable String cidr) {
        return List.of(IpPermission.builder()
                .ipProtocol(Ec2Faults.required(protocol, "ipPermissions"))
                .fromPort(from)
                .toPort(to)
                .ipRanges(IpRange.builder().cidrIp(cidr).build())
                .build());
    }

    /** How EC2 words a rule in an error. */
    private static String text(FakeRule.Match match) {
        String peer = "peer: " + match.peer().value() + ", ";
        if (match.protocol().equals("-1")) {
            return peer + "ALL, ALLOW";
        }
        return peer + match.protocol().toUpperCase(Locale.ROOT) + ", from port: " + match.from() + ", to port: "
                + match.to() + ", ALLOW";
    }

    static AwsFault duplicate(FakeRule.Match match) {
        return Ec2Faults.refuse(
                "InvalidPermission.Duplicate", "the specified rule \"" + text(match) + "\" already exists");
    }

    static AwsFault unknown() {
        return Ec2Faults.refuse(
                "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
    }
}
