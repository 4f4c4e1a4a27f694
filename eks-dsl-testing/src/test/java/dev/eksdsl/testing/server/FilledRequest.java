package dev.eksdsl.testing.server;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** A request of which every member is set, down to the innermost, each to a value that the service's model allows. */
public final class FilledRequest {

    private final Constraints constraints;
    private final Set<String> open = new HashSet<>();

    FilledRequest(Constraints constraints) {
        this.constraints = constraints;
    }

    /** A request of this kind to a service, by its signing name. */
    public static SdkPojo of(String service, Class<?> type) {
        return new FilledRequest(Constraints.of(service)).of(type);
    }

    SdkPojo of(Class<?> type) {
        return fill(builder(type), type.getSimpleName());
    }

    private SdkPojo fill(SdkPojo builder, String type) {
        for (SdkField<?> field : builder.sdkFields()) {
            field.set(builder, value(field, type, field.memberName(), enumOf(type(builder), field.memberName())));
        }
        return build(builder);
    }

    private Object value(SdkField<?> field, String type, String member, @Nullable String constant) {
        Constraint rule = constraints.of(type, member).orElse(new Constraint(false, null, null, null));
        MarshallingType<?> kind = field.marshallingType();
        if (kind.equals(MarshallingType.LIST)) {
            int size = rule.least() == null ? 1 : Math.max(1, rule.least().intValue());
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            return Stream.generate(() -> value(element, type, member + "[]", constant))
                    .limit(size)
                    .toList();
        }
        if (kind.equals(MarshallingType.MAP)) {
            SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            return Map.of("key", value(element, type, member + "{value}", null));
        }
        if (kind.equals(MarshallingType.SDK_POJO)) {
            return structure(field.constructor().get());
        }
        if (kind.equals(MarshallingType.BOOLEAN)) {
            return true;
        }
        if (kind.equals(MarshallingType.INTEGER)) {
            return rule.least() == null ? 1 : rule.least().intValue();
        }
        if (kind.equals(MarshallingType.LONG)) {
            return rule.least() == null ? 1L : rule.least().longValue();
        }
        if (kind.equals(MarshallingType.DOUBLE)) {
            return rule.least() == null ? 1.0 : rule.least().doubleValue();
        }
        if (kind.equals(MarshallingType.FLOAT)) {
            return rule.least() == null ? 1.0f : rule.least().floatValue();
        }
        if (kind.equals(MarshallingType.INSTANT)) {
            return Instant.parse("2026-11-22T00:00:00Z");
        }
        if (kind.equals(MarshallingType.SDK_BYTES)) {
            return SdkBytes.fromUtf8String("bytes");
        }
        return constant != null ? constant : text(rule);
    }

    /** A structure within itself is left empty there. */
    private SdkPojo structure(SdkPojo builder) {
        String type = type(builder).getSimpleName();
        if (!open.add(type)) {
            return build(builder);
        }
        SdkPojo filled = fill(builder, type);
        open.remove(type);
        return filled;
    }

    private static String text(Constraint rule) {
        int length = rule.least() == null ? 3 : Math.max(3, rule.least().intValue());
        return "abcdefghij".repeat(length / 10 + 1).substring(0, length);
    }

    /** The first text that the member's enum knows, or null if it has none. */
    static @Nullable String enumOf(Class<?> type, String member) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && isAccessor(method.getName(), member))
                .flatMap(method -> Stream.of(enumClass(method.getGenericReturnType())))
                .flatMap(enumClass -> enumClass == null ? Stream.empty() : Stream.of(enumClass.getEnumConstants()))
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }

    private static boolean isAccessor(String method, String member) {
        return method.toLowerCase(Locale.ROOT).equals(member.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Class<?> enumClass(java.lang.reflect.Type type) {
        if (type instanceof java.lang.reflect.ParameterizedType list) {
            return enumClass(list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && plain.isEnum() ? plain : null;
    }

    /** The class that a builder builds. */
    static Class<?> type(SdkPojo builder) {
        return ((Buildable) builder).build().getClass();
    }

    static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " has no builder", e);
        }
    }

    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    /** A list of this many elements like the first one. */
    static List<Object> repeated(Object element, int size) {
        return Stream.generate(() -> element).limit(size).toList();
    }
}
