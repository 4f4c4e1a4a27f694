package dev.eksdsl.testing.autoscaling;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Copies what two structures of the model have in common: a request and the thing that it makes or changes. */
final class SameFields {

    private SameFields() {}

    /**
     * Sets every field of the target that the source has a value for under the same name.
     *
     * @param target a builder of the SDK
     * @param except names, as in the model, of fields that only look alike
     */
    static void copy(SdkPojo source, SdkPojo target, Set<String> except) {
        Map<String, SdkField<?>> fields = new HashMap<>();
        target.sdkFields().forEach(field -> fields.put(field.memberName(), field));
        for (SdkField<?> field : source.sdkFields()) {
            SdkField<?> same = fields.get(field.memberName());
            Object value = field.getValueOrDefault(source);
            boolean isSet = value != null
                    && !(value instanceof SdkAutoConstructList)
                    && !(value instanceof SdkAutoConstructMap);
            if (same != null && isSet && !except.contains(field.memberName())) {
                same.set(target, value);
            }
        }
    }
}
