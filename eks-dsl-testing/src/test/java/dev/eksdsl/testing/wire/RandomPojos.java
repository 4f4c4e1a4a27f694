package dev.eksdsl.testing.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Typed requests and responses with random values in every field, repeatable by seed. */
final class RandomPojos {

    /** Deep enough for every shape of these services that is not recursive, and small enough to be quick. */
    private static final int DEEPEST = 4;

    private static final String LETTERS = "abcXYZ019-_ ./:+%&=<>\"'?#é中\n";

    private final Random random;
    private final int instantStep;

    /** @param instantStep the least difference of two moments, in milliseconds */
    RandomPojos(long seed, int instantStep) {
        this.instantStep = instantStep;
        this.random = new Random(seed);
    }

    /** Fills every field and builds. */
    SdkPojo fill(SdkPojo builder) {
        setFields(builder, 0);
        return Operation.build(builder);
    }

    private boolean setFields(SdkPojo builder, int depth) {
        boolean any = false;
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = value(field, depth);
            if (value != null) {
                field.set(builder, value);
                any = true;
            }
        }
        return any;
    }

    /** Null in place of a structure without members: the query protocols cannot carry one in a request. */
    private @Nullable SdkPojo structure(SdkField<?> field, int depth) {
        SdkPojo builder = field.constructor().get();
        return depth < DEEPEST && setFields(builder, depth + 1) ? Operation.build(builder) : null;
    }

    /** A value; null where a structure would go deeper than is wanted. */
    private @Nullable Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> string();
            case INTEGER -> random.nextInt(1_000_000);
            case LONG -> random.nextLong() >> 12;
            case FLOAT -> random.nextInt(1000) / 8f;
            case DOUBLE -> random.nextInt(100_000) / 16d;
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(), 2);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochMilli(1_700_000_000_000L + (long) random.nextInt(2_000_000) * instantStep);
            case SDK_BYTES -> SdkBytes.fromUtf8String(string());
            case SDK_POJO -> structure(field, depth);
            case LIST -> list(field.getTrait(ListTrait.class), depth);
            case MAP -> map(field.getTrait(MapTrait.class), depth);
            default -> throw new IllegalArgumentException("no random values for " + field.marshallingType());
        };
    }

    private @Nullable List<Object> list(ListTrait trait, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(2); i < 2; i++) {
            Object element = value(trait.memberFieldInfo(), depth);
            if (element == null) {
                return null;
            }
            list.add(element);
        }
        return list;
    }

    private @Nullable Map<String, Object> map(MapTrait trait, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(2); i < 2; i++) {
            Object value = value(trait.valueFieldInfo(), depth);
            if (value == null) {
                return null;
            }
            map.put(string(), value);
        }
        return map;
    }

    private String string() {
        StringBuilder text = new StringBuilder("s");
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.append('e').toString();
    }
}
