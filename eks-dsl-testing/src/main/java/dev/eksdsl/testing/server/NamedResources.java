package dev.eksdsl.testing.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The resources that a request names: its members that are names, ids, ARNs or URLs, or lists of those. */
final class NamedResources {

    private static final Pattern NAMING = Pattern.compile(".*(name|id|arn|url|identifier|resource)s?");

    private NamedResources() {}

    /** Whether the request names this: as it is, or as the last part of an ARN or a URL. */
    static boolean areIn(SdkPojo request, String resource) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean naming =
                    NAMING.matcher(field.memberName().toLowerCase(Locale.ROOT)).matches();
            if (isIn(value, resource, naming)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(Object value, String resource, boolean naming) {
        if (value instanceof SdkPojo pojo) {
            return areIn(pojo, resource);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> isIn(each, resource, naming));
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(each -> each instanceof SdkPojo && isIn(each, resource, naming));
        }
        return naming && value instanceof String text && isCalled(text, resource);
    }

    private static boolean isCalled(String text, String resource) {
        return text.equals(resource) || text.endsWith("/" + resource) || text.endsWith(":" + resource);
    }
}
