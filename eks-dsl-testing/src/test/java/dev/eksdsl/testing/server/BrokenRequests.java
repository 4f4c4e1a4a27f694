package dev.eksdsl.testing.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** The variants of a request that each break one constraint of the service's model. */
public final class BrokenRequests {

    /**
     * A variant.
     *
     * @param what the member that is broken, and how
     * @param request the request with it
     */
    public record Broken(String what, SdkPojo request) {

        /** Whether a label of the path is to be left out on the way: the SDK's client refuses to do that itself. */
        public boolean isForPath() {
            return what.endsWith(EMPTY);
        }
    }

    private record Variant(String what, Object value) {}

    /** Stands in a path for a label that shall be empty. */
    public static final String DROPPED_LABEL = "label-to-drop";

    private static final String EMPTY = " empty in the path";
    private static final String ABSENT = "absent";

    private final Constraints constraints;

    private BrokenRequests(Constraints constraints) {
        this.constraints = constraints;
    }

    /** All variants of a request with every member set. */
    public static List<Broken> of(String service, Class<?> type) {
        Constraints constraints = Constraints.of(service);
        return of(service, new FilledRequest(constraints).of(type));
    }

    /** All variants of this request; what is not set in it is not broken. */
    public static List<Broken> of(String service, SdkPojo request) {
        BrokenRequests broken = new BrokenRequests(Constraints.of(service));
        List<Broken> all = new ArrayList<>();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean inPath = field.location() == MarshallLocation.PATH;
            if (inPath) {
                all.add(new Broken(field.memberName() + EMPTY, with(request, field, DROPPED_LABEL)));
            }
            for (Variant variant : broken.member(request, field, value)) {
                boolean empty =
                        variant.value().equals(ABSENT) || variant.value().equals("");
                if (!(inPath && empty)) {
                    all.add(new Broken(variant.what(), with(request, field, variant.value())));
                }
            }
        }
        return all;
    }

    private List<Variant> member(SdkPojo owner, SdkField<?> field, Object value) {
        String type = owner.getClass().getSimpleName();
        String member = field.memberName();
        List<Variant> variants = new ArrayList<>();
        boolean unset = value == null
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (unset) {
            return variants;
        }
        constraints
                .of(type, member)
                .filter(Constraint::required)
                .ifPresent(rule -> variants.add(new Variant(member + " missing", ABSENT)));
        variants.addAll(sizes(type, member, value));
        if (value instanceof String && FilledRequest.enumOf(owner.getClass(), member) != null) {
            variants.add(new Variant(member + " not in enum", "no-such-value"));
        }
        variants.addAll(inside(type, member, value));
        return variants;
    }

    private List<Variant> inside(String type, String member, Object value) {
        List<Variant> variants = new ArrayList<>();
        if (value instanceof SdkPojo pojo) {
            for (SdkField<?> field : pojo.sdkFields()) {
                for (Variant inner : member(pojo, field, field.getValueOrDefault(pojo))) {
                    variants.add(new Variant(member + "." + inner.what(), with(pojo, field, inner.value())));
                }
            }
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            Object first = list.get(0);
            List<Variant> elements = new ArrayList<>(sizes(type, member + "[]", first));
            elements.addAll(inside(type, member + "[]", first));
            elements.forEach(element -> variants.add(new Variant(element.what(), List.of(element.value()))));
        } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            Object first = map.values().iterator().next();
            for (Variant key : sizes(type, member + "{key}", "key")) {
                variants.add(new Variant(key.what(), Map.of(key.value(), first)));
            }
            for (Variant element : sizes(type, member + "{value}", first)) {
                variants.add(new Variant(element.what(), Map.of("key", element.value())));
            }
        }
        return variants;
    }

    private List<Variant> sizes(String type, String member, Object value) {
        Constraint rule = constraints.of(type, member).orElse(null);
        List<Variant> variants = new ArrayList<>();
        if (rule == null) {
            return variants;
        }
        if (rule.most() != null) {
            variants.add(new Variant(
                    member + " more than " + rule.most(),
                    sized(value, rule.most().intValue() + 1)));
        }
        if (rule.least() != null && (value instanceof Number || rule.least().signum() > 0)) {
            variants.add(new Variant(
                    member + " less than " + rule.least(),
                    sized(value, rule.least().intValue() - 1)));
        }
        if (rule.pattern() != null && value instanceof String) {
            variants.add(new Variant(member + " not like " + rule.pattern(), "-%-"));
        }
        return variants;
    }

    private static Object sized(Object value, int size) {
        if (value instanceof Number) {
            return size;
        }
        if (value instanceof List<?> list) {
            return FilledRequest.repeated(list.get(0), size);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                entries.put("key" + i, map.values().iterator().next());
            }
            return entries;
        }
        return "a".repeat(size);
    }

    private static SdkPojo with(SdkPojo pojo, SdkField<?> field, Object value) {
        SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) pojo).toBuilder();
        field.set(builder, value.equals(ABSENT) ? null : value);
        return FilledRequest.build(builder);
    }
}
