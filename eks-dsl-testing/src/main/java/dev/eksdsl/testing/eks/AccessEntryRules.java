package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;

/** What EKS refuses in access entries, and the names that it gives to those who have one. */
final class AccessEntryRules {

    static final String STANDARD = "STANDARD";
    static final String EC2_LINUX = "EC2_LINUX";
    static final String FARGATE_LINUX = "FARGATE_LINUX";

    private static final Set<String> TYPES =
            Set.of(STANDARD, "EC2", EC2_LINUX, "EC2_WINDOWS", FARGATE_LINUX, "HYBRID_LINUX", "HYPERPOD_LINUX");
    private static final List<String> RESERVED = List.of("system:", "eks:", "aws:", "amazon:", "iam:");
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::(\\d+):assumed-role/([^/]+)/.*");

    private final Roles roles;
    private final boolean lenient;

    /** @param lenient whether a role need not exist */
    AccessEntryRules(Roles roles, boolean lenient) {
        this.roles = roles;
        this.lenient = lenient;
    }

    void check(CreateAccessEntryRequest request, Caller caller, Map<String, Object> where) {
        principal(String.valueOf(request.principalArn()), caller, where);
        String type = request.type() == null ? STANDARD : request.type();
        if (!TYPES.contains(type)) {
            throw Refusals.invalidParameter(where, "The specified type is invalid: " + type);
        }
        if (!type.equals(STANDARD)
                && (request.username() != null || !request.kubernetesGroups().isEmpty())) {
            throw Refusals.invalidParameter(
                    where, "username and kubernetesGroups can only be given for an entry of type STANDARD");
        }
        username(request.username(), where);
        groups(request.kubernetesGroups(), where);
    }

    void checkUpdate(UpdateAccessEntryRequest request, AccessEntry entry, Map<String, Object> where) {
        if (!entry.type().equals(STANDARD)) {
            throw Refusals.invalidParameter(
                    where, "username and kubernetesGroups can only be changed for an entry of type STANDARD");
        }
        username(request.username(), where);
        groups(request.kubernetesGroups(), where);
    }

    private void principal(String arn, Caller caller, Map<String, Object> where) {
        boolean role = arn.contains(":role/");
        boolean known = arn.contains(":iam::")
                && !arn.contains(":role/aws-service-role/")
                && (role || arn.contains(":user/") || arn.endsWith(":root"));
        boolean elsewhere = !arn.contains("::" + caller.accountId() + ":");
        if (!known
                || role && !elsewhere && !lenient && roles.settled(caller, arn).isEmpty()) {
            throw Refusals.invalidParameter(where, "The specified principalArn is invalid: invalid principal");
        }
    }

    private static void username(@Nullable String username, Map<String, Object> where) {
        if (username != null && RESERVED.stream().anyMatch(username::startsWith)) {
            throw Refusals.invalidParameter(where, "The username can't begin with any of " + RESERVED);
        }
    }

    private static void groups(List<String> groups, Map<String, Object> where) {
        if (groups.stream().anyMatch(group -> RESERVED.stream().anyMatch(group::startsWith))) {
            throw Refusals.invalidParameter(where, "A Kubernetes group can't begin with any of " + RESERVED);
        }
    }

    /** The groups of an entry of the type: those of nodes are EKS's own. */
    static List<String> groups(String type, List<String> asked) {
        return switch (type) {
            case EC2_LINUX -> List.of("system:nodes");
            case "EC2_WINDOWS" -> List.of("eks:kube-proxy-windows", "system:nodes");
            case FARGATE_LINUX -> List.of("system:bootstrappers", "system:nodes", "system:node-proxier");
            default -> asked;
        };
    }

    static String defaultUsername(String type, String principalArn) {
        return switch (type) {
            case "EC2", EC2_LINUX, "EC2_WINDOWS" -> "system:node:{{EC2PrivateDNSName}}";
            case FARGATE_LINUX -> "system:node:{{SessionName}}";
            default -> principalArn.contains(":role/") ? sessionName(principalArn) : principalArn;
        };
    }

    private static String sessionName(String roleArn) {
        String session = roleArn.replaceFirst(":iam::", ":sts::");
        String prefix = session.substring(0, session.indexOf(":role/"));
        return prefix + ":assumed-role/" + Arns.lastName(roleArn) + "/{{SessionName}}";
    }

    /** The ARN under which an identity has its entry: a role for its sessions, else itself. */
    static String principalOf(String callerArn) {
        Matcher matcher = SESSION.matcher(callerArn);
        return matcher.matches()
                ? "arn:" + matcher.group(1) + ":iam::" + matcher.group(2) + ":role/" + matcher.group(3)
                : callerArn;
    }
}
