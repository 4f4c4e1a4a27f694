package dev.eksdsl.testing.wire;

import java.util.function.BiConsumer;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The fields of a typed structure that have a value. */
final class SetFields {

    private SetFields() {}

    /** Fields and values in the order of the model. A list or map that was never set does not count, an empty one does. */
    static void forEach(SdkPojo pojo, BiConsumer<SdkField<?>, Object> action) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                action.accept(field, value);
            }
        }
    }
}
