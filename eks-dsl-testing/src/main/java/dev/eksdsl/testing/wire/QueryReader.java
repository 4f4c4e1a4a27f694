package dev.eksdsl.testing.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Fills typed builders from the form fields of the query protocols, whose names are paths: {@code
 * Tags.member.1.Key} in AWS query, {@code Filter.1.Name} in EC2's form. Unknown fields are ignored.
 */
final class QueryReader {

    private final Protocol protocol;

    QueryReader(Protocol protocol) {
        this.protocol = protocol;
    }

    void fill(SdkPojo builder, FormTree form) {
        for (SdkField<?> field : builder.sdkFields()) {
            FormTree member = form.child(field.locationName());
            if (member != null) {
                field.set(builder, value(field, member));
            }
        }
    }

    private @Nullable Object value(SdkField<?> field, FormTree node) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field, node);
            case MAP -> map(field, node);
            case SDK_POJO -> structure(field, node);
            default -> node.value() == null ? null : FieldText.parse(field, node.value());
        };
    }

    private SdkPojo structure(SdkField<?> field, FormTree node) {
        SdkPojo builder = field.constructor().get();
        fill(builder, node);
        return Operation.build(builder);
    }

    private List<@Nullable Object> list(SdkField<?> field, FormTree node) {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        SdkField<?> element = trait.memberFieldInfo();
        boolean flat = protocol == Protocol.EC2_QUERY || trait.isFlattened();
        FormTree parent = flat ? node : node.child(element.locationName());
        List<@Nullable Object> elements = new ArrayList<>();
        if (parent != null) {
            parent.numbered().forEach(child -> elements.add(value(element, child)));
        }
        return elements;
    }

    private Map<String, @Nullable Object> map(SdkField<?> field, FormTree node) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        FormTree parent = trait.isFlattened() ? node : node.child("entry");
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (parent != null) {
            for (FormTree entry : parent.numbered()) {
                FormTree key = entry.child(trait.keyLocationName());
                FormTree value = entry.child(trait.valueLocationName());
                if (key != null && key.value() != null && value != null) {
                    entries.put(key.value(), value(trait.valueFieldInfo(), value));
                }
            }
        }
        return entries;
    }
}
