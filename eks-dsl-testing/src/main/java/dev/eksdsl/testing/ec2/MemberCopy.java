package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Copies structures of EC2's model into other structures with members of the same names: what a launch template is asked
 * for has the same members as what it answers, and as a launch, under other classes.
 */
final class MemberCopy {

    private MemberCopy() {}

    /** Sets those members of the builder that the source has as well, and returns the builder. */
    static <B extends SdkPojo> B into(B builder, SdkPojo source) {
        Map<String, SdkField<?>> given = fields(source);
        for (SdkField<?> target : builder.sdkFields()) {
            SdkField<?> from = given.get(target.memberName());
            if (from != null && isSet(from.getValueOrDefault(source))) {
                copy(builder, target, from.getValueOrDefault(source));
            }
        }
        return builder;
    }

    private static Map<String, SdkField<?>> fields(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .collect(Collectors.toMap(SdkField::memberName, field -> field, (first, second) -> first));
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static void copy(SdkPojo builder, SdkField<?> target, Object value) {
        Object converted = converted(target, value);
        if (converted != null) {
            target.set(builder, converted);
        }
    }

    /** The value as the target's type has it; null where the two types do not meet. */
    private static @Nullable Object converted(SdkField<?> target, Object value) {
        if (value instanceof SdkPojo pojo) {
            if (target.marshallingType().getKnownType() != MarshallingKnownType.SDK_POJO) {
                return null;
            }
            SdkPojo builder = into(target.constructor().get(), pojo);
            return ((Buildable) builder).build();
        }
        if (value instanceof List<?> list) {
            if (target.marshallingType().getKnownType() != MarshallingKnownType.LIST) {
                return null;
            }
            SdkField<?> element = target.getRequiredTrait(ListTrait.class).memberFieldInfo();
            return list.stream()
                    .flatMap(each -> Stream.ofNullable(converted(element, each)))
                    .toList();
        }
        boolean structured = target.marshallingType().getKnownType() == MarshallingKnownType.SDK_POJO
                || target.marshallingType().getKnownType() == MarshallingKnownType.LIST;
        return structured ? null : value;
    }
}
