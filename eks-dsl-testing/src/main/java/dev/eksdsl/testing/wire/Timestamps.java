package dev.eksdsl.testing.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Moments on the wire: ISO 8601, RFC 822 or seconds since 1970, as the field says. */
final class Timestamps {

    /** Of the whole seconds of a moment; more would not fit, and could be written as a number without end. */
    private static final int MOST_DIGITS = 11;

    private Timestamps() {}

    static Instant parse(SdkField<?> field, String text) {
        return switch (format(field, Format.ISO_8601)) {
            case ISO_8601 -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            default -> fromSeconds(new BigDecimal(text));
        };
    }

    static String format(SdkField<?> field, Instant instant) {
        return switch (format(field, Format.ISO_8601)) {
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(instant);
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
            default -> toSeconds(instant).toPlainString();
        };
    }

    /** Whether the field, in a JSON body, is a number of seconds; that is what a JSON body has by default. */
    static boolean isNumberInJson(SdkField<?> field) {
        Format format = format(field, Format.UNIX_TIMESTAMP);
        return format != Format.ISO_8601 && format != Format.RFC_822;
    }

    static Instant fromSeconds(BigDecimal seconds) {
        if (seconds.precision() - seconds.scale() > MOST_DIGITS) {
            throw new MalformedRequestException(
                    "no moment: " + seconds.precision() + " digits, scale " + seconds.scale());
        }
        long whole = seconds.longValue();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }

    /** Seconds with milliseconds: what services send. */
    static BigDecimal toSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    private static Format format(SdkField<?> field, Format byDefault) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(byDefault);
    }
}
