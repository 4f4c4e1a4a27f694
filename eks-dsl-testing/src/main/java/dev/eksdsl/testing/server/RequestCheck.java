package dev.eksdsl.testing.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Walks one typed request and finds what its service's model forbids. */
final class RequestCheck {

    private final Constraints constraints;
    private final boolean checksEnums;
    private final List<Violation> violations = new ArrayList<>();

    private RequestCheck(Constraints constraints, boolean checksEnums) {
        this.constraints = constraints;
        this.checksEnums = checksEnums;
    }

    /** @param checksEnums whether a text that the SDK's enum does not know is forbidden */
    static List<Violation> of(SdkPojo request, Constraints constraints, boolean checksEnums) {
        RequestCheck check = new RequestCheck(constraints, checksEnums);
        check.structure(request, request.getClass().getSimpleName(), "");
        return check.violations;
    }

    private void structure(SdkPojo pojo, String type, String path) {
        for (SdkField<?> field : pojo.sdkFields()) {
            String member = field.memberName();
            String memberPath = path + lowerFirst(member);
            Object value = field.getValueOrDefault(pojo);
            check(type, member, memberPath, field.locationName(), value);
            if (checksEnums && value instanceof String) {
                EnumMembers.violation(pojo, member)
                        .ifPresent(demand -> add(memberPath, field.locationName(), value, demand));
            }
        }
    }

    private void check(String type, String member, String path, String parameter, @Nullable Object value) {
        Optional<Constraint> constraint = constraints.of(type, member);
        if (value == null || isUnset(value)) {
            if (constraint.isPresent() && constraint.get().required()) {
                violations.add(Violation.missing(path, parameter));
            }
            return;
        }
        constraint.ifPresent(rule -> rule.violations(value).forEach(demand -> add(path, parameter, value, demand)));
        if (value instanceof SdkPojo pojo) {
            structure(pojo, pojo.getClass().getSimpleName(), path + ".");
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(type, member + "[]", path + "." + (i + 1) + ".member", parameter, list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                check(type, member + "{key}", path + "." + key + ".key", parameter, key);
                check(type, member + "{value}", path + "." + key + ".value", parameter, each);
            });
        }
    }

    private void add(String path, String parameter, Object value, String demand) {
        violations.add(new Violation(path, parameter, value, demand));
    }

    private static boolean isUnset(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    /** Messages begin members in lower case, whatever the model does. */
    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
