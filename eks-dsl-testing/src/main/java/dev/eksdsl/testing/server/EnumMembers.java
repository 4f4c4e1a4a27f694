package dev.eksdsl.testing.server;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members of SDK structures that are enums. On the wire, and in the field descriptions, they are texts; the typed
 * accessor gives {@code UNKNOWN_TO_SDK_VERSION} for a text that the SDK does not know.
 */
final class EnumMembers {

    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> accessors = new HashMap<>();
            for (Method method : type.getMethods()) {
                if (method.getParameterCount() == 0 && method.getReturnType().isEnum()) {
                    accessors.put(method.getName().toLowerCase(Locale.ROOT), method);
                }
            }
            return accessors;
        }
    };

    private EnumMembers() {}

    /** The demand that the member's text fails, in AWS's words; empty if it is a known one, or no enum at all. */
    static Optional<String> violation(SdkPojo pojo, String member) {
        Method accessor = ACCESSORS.get(pojo.getClass()).get(member.toLowerCase(Locale.ROOT));
        if (accessor == null) {
            return Optional.empty();
        }
        Object value = read(accessor, pojo);
        return value instanceof Enum<?> constant && constant.name().equals(UNKNOWN)
                ? Optional.of("Member must satisfy enum value set: " + known(accessor.getReturnType()))
                : Optional.empty();
    }

    private static List<String> known(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .filter(text -> !text.equals("null"))
                .sorted()
                .toList();
    }

    private static @Nullable Object read(Method accessor, SdkPojo pojo) {
        try {
            return accessor.invoke(pojo);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(accessor + " cannot be read", e);
        }
    }
}
