package dev.eksdsl.testing.elb;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The rules for target groups and AWS's defaults for their health checks (ELB user guides, "Health checks"). */
final class TargetGroupRules {

    private static final int LONGEST_NAME = 32;
    private static final int GENEVE_PORT = 6081;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]+");
    private static final Pattern CODES = Pattern.compile("\\d{1,3}(-\\d{1,3})?(,\\d{1,3}(-\\d{1,3})?)*");
    private static final Pattern PORT = Pattern.compile("traffic-port|\\d{1,5}");

    private TargetGroupRules() {}

    /** Which attributes a group has: {@code http}, {@code tcp}, {@code udp}, {@code geneve}, {@code lambda}, {@code alb}. */
    static String family(TargetGroup group) {
        if (group.targetType() == TargetTypeEnum.LAMBDA) {
            return "lambda";
        }
        if (group.targetType() == TargetTypeEnum.ALB) {
            return "alb";
        }
        return switch (group.protocol()) {
            case HTTP, HTTPS -> "http";
            case GENEVE -> "geneve";
            case TCP, TLS -> "tcp";
            default -> "udp";
        };
    }

    /** The group that a request asks for, with defaults; without an ARN. */
    static TargetGroup settings(CreateTargetGroupRequest request) {
        checkName(request.name());
        TargetTypeEnum type = request.targetType() == null ? TargetTypeEnum.INSTANCE : request.targetType();
        checkEndpoint(request, type);
        TargetGroup.Builder group = TargetGroup.builder()
                .targetGroupName(request.name())
                .protocol(request.protocol())
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(type)
                .targetControlPort(request.targetControlPort());
        boolean web = isWeb(request.protocol());
        if (web) {
            group.protocolVersion(request.protocolVersion() == null ? "HTTP1" : request.protocolVersion());
        } else if (request.protocolVersion() != null) {
            throw ElbFaults.invalid("A protocol version can be specified for HTTP and HTTPS target groups only");
        }
        if (type != TargetTypeEnum.LAMBDA) {
            group.ipAddressType(
                    request.ipAddressType() == null ? TargetGroupIpAddressTypeEnum.IPV4 : request.ipAddressType());
        }
        TargetGroup checked = withHealthChecks(group.build(), request);
        checkHealthChecks(checked);
        return checked;
    }

    private static void checkName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw ElbFaults.invalid(
                    "Target group name '" + name + "' cannot be longer than '" + LONGEST_NAME + "' characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw ElbFaults.invalid("Target group name '" + name
                    + "' can only contain characters that are alphanumeric characters or hyphens(-)");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            throw ElbFaults.invalid("Target group name '" + name + "' cannot begin or end with '-'");
        }
    }

    private static void checkEndpoint(CreateTargetGroupRequest request, TargetTypeEnum type) {
        if (type == TargetTypeEnum.LAMBDA) {
            forbid(request.protocol(), "Protocol");
            forbid(request.port(), "Port");
            forbid(request.vpcId(), "VPC ID");
            return;
        }
        demand(request.protocol(), "protocol");
        demand(request.port(), "port");
        demand(request.vpcId(), "VPC ID");
        if (type == TargetTypeEnum.ALB && request.protocol() != ProtocolEnum.TCP) {
            throw ElbFaults.invalid("Protocol '" + request.protocolAsString()
                    + "' is not supported for target groups with target type 'alb'");
        }
        if (request.protocol() == ProtocolEnum.GENEVE && request.port() != GENEVE_PORT) {
            throw ElbFaults.invalid("Port must be '" + GENEVE_PORT + "' for target groups with protocol 'GENEVE'");
        }
    }

    private static void demand(@Nullable Object value, String what) {
        if (value == null) {
            throw ElbFaults.invalid("A " + what + " must be specified");
        }
    }

    private static void forbid(@Nullable Object value, String what) {
        if (value != null) {
            throw ElbFaults.invalid(what + " cannot be specified for target groups with target type 'lambda'");
        }
    }

    private static boolean isWeb(@Nullable ProtocolEnum protocol) {
        return protocol == ProtocolEnum.HTTP || protocol == ProtocolEnum.HTTPS;
    }

    private static TargetGroup withHealthChecks(TargetGroup group, CreateTargetGroupRequest request) {
        boolean lambda = group.targetType() == TargetTypeEnum.LAMBDA;
        boolean web = isWeb(group.protocol());
        boolean geneve = group.protocol() == ProtocolEnum.GENEVE;
        boolean viaHttp = web || group.targetType() == TargetTypeEnum.ALB;
        ProtocolEnum protocol = request.healthCheckProtocol() != null
                ? request.healthCheckProtocol()
                : viaHttp ? ProtocolEnum.HTTP : ProtocolEnum.TCP;
        boolean asks = lambda || isWeb(protocol);
        boolean grpc = "GRPC".equals(group.protocolVersion());
        int interval = lambda ? 35 : geneve ? 10 : 30;
        int timeout = lambda ? 30 : web || geneve ? 5 : protocol == ProtocolEnum.HTTP ? 6 : 10;
        Matcher matcher = request.matcher() != null
                ? request.matcher()
                : grpc
                        ? Matcher.builder().grpcCode("12").build()
                        : Matcher.builder()
                                .httpCode(web || lambda ? "200" : "200-399")
                                .build();
        String path =
                request.healthCheckPath() != null ? request.healthCheckPath() : grpc ? "/AWS.ALB/healthcheck" : "/";
        return group.toBuilder()
                .healthCheckEnabled(request.healthCheckEnabled() == null ? !lambda : request.healthCheckEnabled())
                .healthCheckProtocol(lambda ? null : protocol)
                .healthCheckPort(lambda ? null : or(request.healthCheckPort(), geneve ? "80" : "traffic-port"))
                .healthCheckPath(asks ? path : null)
                .matcher(asks ? matcher : null)
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), interval))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), timeout))
                .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), lambda ? 5 : 2))
                .build();
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if the health checks cannot be as they are */
    static void checkHealthChecks(TargetGroup group) {
        boolean lambda = group.targetType() == TargetTypeEnum.LAMBDA;
        ProtocolEnum protocol = group.healthCheckProtocol();
        if (!lambda && !Boolean.TRUE.equals(group.healthCheckEnabled())) {
            throw ElbFaults.invalid("Health check enabled must be true for target groups with target type '"
                    + group.targetTypeAsString() + "'");
        }
        boolean web = isWeb(group.protocol());
        if (!lambda && !isWeb(protocol) && (web || protocol != ProtocolEnum.TCP)) {
            throw ElbFaults.invalid("Health check protocol '" + group.healthCheckProtocolAsString()
                    + "' is not supported for target groups with protocol '" + group.protocolAsString() + "'");
        }
        if (group.healthCheckPort() != null
                && !PORT.matcher(group.healthCheckPort()).matches()) {
            throw ElbFaults.invalid("Health check port '" + group.healthCheckPort() + "' is not valid");
        }
        if (group.healthCheckPath() != null && !group.healthCheckPath().startsWith("/")) {
            throw ElbFaults.invalid("Health check path '" + group.healthCheckPath() + "' must begin with '/'");
        }
        if (group.matcher() != null
                && group.matcher().httpCode() != null
                && !CODES.matcher(group.matcher().httpCode()).matches()) {
            throw ElbFaults.invalid("Health check matcher HTTP code '"
                    + group.matcher().httpCode() + "' must be within '200-599' inclusive");
        }
        int timeout = group.healthCheckTimeoutSeconds();
        int interval = group.healthCheckIntervalSeconds();
        boolean mayEqual = protocol == ProtocolEnum.TCP;
        if (mayEqual ? timeout > interval : timeout >= interval) {
            throw ElbFaults.invalid("Health check timeout '" + timeout + "' must be smaller than "
                    + (mayEqual ? "or equal to " : "") + "the interval '" + interval + "'");
        }
    }
}
