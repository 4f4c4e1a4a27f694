package dev.eksdsl.testing.elb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The rules for actions of listeners and rules, and the form in which the API gives them back. */
final class ActionRules {

    private static final Set<String> CONTENT_TYPES =
            Set.of("text/plain", "text/css", "text/html", "application/javascript", "application/json");
    private static final int MOST_WEIGHT = 999;

    private final RegionalBalancers place;
    private final FakeLoadBalancer balancer;
    private final @Nullable ProtocolEnum protocol;

    /** @param protocol the listener's; null for a gateway load balancer's */
    ActionRules(RegionalBalancers place, FakeLoadBalancer balancer, @Nullable ProtocolEnum protocol) {
        this.place = place;
        this.balancer = balancer;
        this.protocol = protocol;
    }

    /** The target groups that an action sends to. */
    static Stream<String> targetGroups(Action action) {
        Stream<String> forwarded = action.forwardConfig() == null
                ? Stream.empty()
                : action.forwardConfig().targetGroups().stream().map(TargetGroupTuple::targetGroupArn);
        return Stream.concat(Stream.ofNullable(action.targetGroupArn()), forwarded)
                .distinct();
    }

    static Action forwardTo(FakeTargetGroup group) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(group.arn)
                .build();
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if there cannot be such actions */
    List<Action> checked(List<Action> actions) {
        if (actions.isEmpty()) {
            throw ElbFaults.invalid("At least one action must be specified");
        }
        List<Action> sorted = new ArrayList<>(actions);
        sorted.sort(Comparator.comparing(action -> action.order() == null ? 0 : action.order()));
        for (Action action : sorted.subList(0, sorted.size() - 1)) {
            if (ends(action)) {
                throw ElbFaults.refuse(
                        "InvalidLoadBalancerAction",
                        "An action of type '" + action.typeAsString() + "' must be the last one");
            }
        }
        if (!ends(sorted.get(sorted.size() - 1))) {
            throw ElbFaults.refuse(
                    "InvalidLoadBalancerAction",
                    "The last action must be of type 'forward', 'redirect' or 'fixed-response'");
        }
        sorted.forEach(this::check);
        List<Action> shown = new ArrayList<>();
        for (Action action : sorted) {
            Action complete = completed(action);
            shown.add(
                    sorted.size() > 1 && action.order() == null
                            ? complete.toBuilder().order(shown.size() + 1).build()
                            : complete);
        }
        return shown;
    }

    private static boolean ends(Action action) {
        return switch (action.type()) {
            case FORWARD, REDIRECT, FIXED_RESPONSE -> true;
            default -> false;
        };
    }

    private void check(Action action) {
        if (!balancer.is(LoadBalancerTypeEnum.APPLICATION) && action.type() != ActionTypeEnum.FORWARD) {
            throw ElbFaults.refuse(
                    "InvalidLoadBalancerAction",
                    "Actions of type '" + action.typeAsString() + "' are not supported for load balancers with type '"
                            + balancer.type + "'");
        }
        switch (action.type()) {
            case FORWARD -> checkForward(action);
            case REDIRECT -> checkRedirect(action);
            case FIXED_RESPONSE -> checkFixedResponse(action);
            default -> checkAuthentication(action);
        }
    }

    private void checkForward(Action action) {
        List<String> groups = targetGroups(action).toList();
        if (groups.isEmpty()) {
            throw ElbFaults.invalid("A target group ARN must be specified");
        }
        if (action.targetGroupArn() != null && groups.size() > 1) {
            throw ElbFaults.invalid("You cannot specify both a target group ARN and target groups with other ARNs in an"
                    + " action with type 'forward'");
        }
        if (groups.size() > ElbQuotas.TARGET_GROUPS_OF_AN_ACTION) {
            throw ElbFaults.refuse(
                    "TooManyUniqueTargetGroupsPerLoadBalancer",
                    "An action can have at most '" + ElbQuotas.TARGET_GROUPS_OF_AN_ACTION + "' target groups");
        }
        if (action.forwardConfig() != null) {
            for (TargetGroupTuple tuple : action.forwardConfig().targetGroups()) {
                if (tuple.weight() != null && (tuple.weight() < 0 || tuple.weight() > MOST_WEIGHT)) {
                    throw ElbFaults.invalid("The weight '" + tuple.weight() + "' must be between '0' and '999'");
                }
            }
        }
        groups.forEach(this::checkGroup);
    }

    private void checkGroup(String arn) {
        FakeTargetGroup group = place.targetGroups.get(arn);
        if (group == null) {
            throw ElbFaults.refuse("TargetGroupNotFound", "Target group '" + arn + "' not found");
        }
        if (!fits(group)) {
            throw ElbFaults.refuse(
                    "IncompatibleProtocols",
                    "The target group '" + arn + "' with protocol '" + group.settings.protocolAsString()
                            + "' cannot be used with listener protocol '" + protocol + "'");
        }
        String vpcId = group.settings.vpcId();
        if (vpcId != null && !vpcId.equals(balancer.vpcId) && !place.isLenient()) {
            throw ElbFaults.configuration(
                    "Target group '" + arn + "' is not in the same VPC as load balancer '" + balancer.arn + "'");
        }
        if (place.usersOf(group).stream().anyMatch(user -> user != balancer)) {
            throw ElbFaults.refuse(
                    "TargetGroupAssociationLimit",
                    "The following target groups cannot be associated with more than one load balancer: " + arn);
        }
    }

    private boolean fits(FakeTargetGroup group) {
        ProtocolEnum ofGroup = group.settings.protocol();
        if (balancer.is(LoadBalancerTypeEnum.APPLICATION)) {
            return group.takes(TargetTypeEnum.LAMBDA) || ofGroup == ProtocolEnum.HTTP || ofGroup == ProtocolEnum.HTTPS;
        }
        if (balancer.is(LoadBalancerTypeEnum.GATEWAY)) {
            return ofGroup == ProtocolEnum.GENEVE;
        }
        if (protocol == ProtocolEnum.TCP || protocol == ProtocolEnum.TLS) {
            return ofGroup == ProtocolEnum.TCP
                    || ofGroup == ProtocolEnum.TLS && protocol == ProtocolEnum.TLS
                    || ofGroup == ProtocolEnum.TCP_UDP && protocol == ProtocolEnum.TCP;
        }
        return ofGroup == protocol || ofGroup == ProtocolEnum.TCP_UDP && protocol == ProtocolEnum.UDP;
    }

    private static void checkRedirect(Action action) {
        RedirectActionConfig redirect = action.redirectConfig();
        if (redirect == null) {
            throw ElbFaults.invalid("A redirect action must have a redirect config");
        }
        boolean same = isSame(redirect.protocol(), "#{protocol}")
                && isSame(redirect.port(), "#{port}")
                && isSame(redirect.host(), "#{host}")
                && isSame(redirect.path(), "/#{path}");
        if (same) {
            throw ElbFaults.refuse(
                    "InvalidLoadBalancerAction", "The redirect configuration is not valid because it creates a loop.");
        }
    }

    private static boolean isSame(@Nullable String value, String keyword) {
        return value == null || value.equals(keyword);
    }

    private static void checkFixedResponse(Action action) {
        if (action.fixedResponseConfig() == null) {
            throw ElbFaults.invalid("A fixed response action must have a fixed response config");
        }
        String contentType = action.fixedResponseConfig().contentType();
        if (contentType != null && !CONTENT_TYPES.contains(contentType)) {
            throw ElbFaults.refuse(
                    "InvalidLoadBalancerAction",
                    "The ContentType must be one of:'text/html', 'application/json', 'application/javascript',"
                            + " 'text/css', 'text/plain'");
        }
    }

    private void checkAuthentication(Action action) {
        if (protocol != ProtocolEnum.HTTPS) {
            throw ElbFaults.refuse(
                    "InvalidLoadBalancerAction",
                    "Actions of type '" + action.typeAsString() + "' are supported only on HTTPS listeners");
        }
        boolean configured = switch (action.type()) {
            case AUTHENTICATE_OIDC -> action.authenticateOidcConfig() != null;
            case AUTHENTICATE_COGNITO -> action.authenticateCognitoConfig() != null;
            default -> action.jwtValidationConfig() != null;
        };
        if (!configured) {
            throw ElbFaults.invalid("An action of type '" + action.typeAsString() + "' must have its config");
        }
    }

    /** With the defaults that the API fills in. */
    private static Action completed(Action action) {
        if (action.type() == ActionTypeEnum.REDIRECT) {
            RedirectActionConfig redirect = action.redirectConfig();
            return action.toBuilder()
                    .redirectConfig(redirect.toBuilder()
                            .protocol(or(redirect.protocol(), "#{protocol}"))
                            .port(or(redirect.port(), "#{port}"))
                            .host(or(redirect.host(), "#{host}"))
                            .path(or(redirect.path(), "/#{path}"))
                            .query(or(redirect.query(), "#{query}"))
                            .build())
                    .build();
        }
        if (action.type() != ActionTypeEnum.FORWARD) {
            return action;
        }
        List<String> groups = targetGroups(action).toList();
        ForwardActionConfig given = action.forwardConfig();
        ForwardActionConfig.Builder forward = given == null ? ForwardActionConfig.builder() : given.toBuilder();
        if (given == null || given.targetGroups().isEmpty()) {
            forward.targetGroups(TargetGroupTuple.builder()
                    .targetGroupArn(groups.get(0))
                    .weight(1)
                    .build());
        } else {
            forward.targetGroups(given.targetGroups().stream()
                    .map(tuple -> tuple.toBuilder()
                            .weight(tuple.weight() == null ? Integer.valueOf(1) : tuple.weight())
                            .build())
                    .toList());
        }
        if (given == null || given.targetGroupStickinessConfig() == null) {
            forward.targetGroupStickinessConfig(stickiness -> stickiness.enabled(false));
        }
        return action.toBuilder()
                .targetGroupArn(groups.size() == 1 ? groups.get(0) : null)
                .forwardConfig(forward.build())
                .build();
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
