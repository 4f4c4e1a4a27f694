package dev.eksdsl.testing.authorization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The members of a typed request by path: {@code vpcConfig.subnetIds}. Lists on the way are walked through. Upper and lower
 * case are one, since the models of the services differ in that.
 */
final class RequestMembers {

    private static final Map<Class<?>, Map<String, SdkField<?>>> FIELDS = new HashMap<>();

    /** Of a request that has none. */
    static final RequestMembers NONE = new RequestMembers(null);

    private final @Nullable SdkPojo request;

    RequestMembers(@Nullable SdkPojo request) {
        this.request = request;
    }

    /** Whether requests of this kind have such a member at all. */
    boolean knows(String path) {
        return request != null && fields(request).containsKey(first(path));
    }

    /** The values, as text; none if the member is not set. */
    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        for (Object value : values(path)) {
            if (!(value instanceof SdkPojo) && !(value instanceof Map)) {
                texts.add(value.toString());
            }
        }
        return texts;
    }

    /** The values, lists spread out; none if the member is not set. */
    List<Object> values(String path) {
        List<Object> found = new ArrayList<>();
        collect(request, path, found);
        return found;
    }

    private static void collect(@Nullable Object from, String path, List<Object> found) {
        if (from instanceof Collection<?> several) {
            several.forEach(each -> collect(each, path, found));
        } else if (from != null && path.isEmpty()) {
            found.add(from);
        } else if (from instanceof SdkPojo structure) {
            SdkField<?> field = fields(structure).get(first(path));
            int dot = path.indexOf('.');
            if (field != null) {
                collect(set(field, structure), dot < 0 ? "" : path.substring(dot + 1), found);
            }
        }
    }

    private static @Nullable Object set(SdkField<?> field, SdkPojo structure) {
        Object value = field.getValueOrDefault(structure);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }

    private static String first(String path) {
        int dot = path.indexOf('.');
        return (dot < 0 ? path : path.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    private static synchronized Map<String, SdkField<?>> fields(SdkPojo structure) {
        return FIELDS.computeIfAbsent(structure.getClass(), type -> {
            Map<String, SdkField<?>> fields = new HashMap<>();
            structure.sdkFields().forEach(field -> fields.put(field.memberName().toLowerCase(Locale.ROOT), field));
            return fields;
        });
    }
}
