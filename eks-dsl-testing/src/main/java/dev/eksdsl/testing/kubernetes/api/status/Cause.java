package dev.eksdsl.testing.kubernetes.api.status;

/** One cause of a refusal, as {@code details.causes} lists it. */
public record Cause(String reason, String message, String field) {

    public static Cause required(String field) {
        return new Cause("FieldValueRequired", "Required value", field);
    }

    public static Cause required(String field, String detail) {
        return new Cause("FieldValueRequired", "Required value: " + detail, field);
    }

    /** @param value the value as the server prints it: strings quoted, numbers bare, Go syntax for the rest */
    public static Cause invalid(String field, String value, String detail) {
        return new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + detail, field);
    }

    public static Cause unsupported(String field, String value, String... supported) {
        return new Cause(
                "FieldValueNotSupported",
                "Unsupported value: " + Quoted.of(value) + ": supported values: " + Quoted.list(supported),
                field);
    }

    public static Cause duplicate(String field, String value) {
        return new Cause("FieldValueDuplicate", "Duplicate value: " + value, field);
    }

    public static Cause notFound(String field, String value) {
        return new Cause("FieldValueNotFound", "Not found: " + Quoted.of(value), field);
    }

    public static Cause forbidden(String field, String detail) {
        return new Cause("FieldValueForbidden", "Forbidden: " + detail, field);
    }
}
