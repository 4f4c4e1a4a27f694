package dev.eksdsl.testing.kubernetes.api.schema;

import java.util.List;

/** The type of a field: one of the records in here, or a {@link StructType}. */
public sealed interface FieldType
        permits FieldType.Scalar, FieldType.Any, FieldType.ListOf, FieldType.MapOf, StructType {

    /** Values without parts. */
    enum Scalar implements FieldType {
        STRING('s', "string"),
        INT32('i', "int32"),
        INT64('l', "int64"),
        BOOL('b', "bool"),
        DOUBLE('d', "float64"),
        QUANTITY('q', "resource.Quantity"),
        TIME('t', "v1.Time"),
        MICRO_TIME('u', "v1.MicroTime"),
        BYTES('y', "[]uint8"),
        INT_OR_STRING('x', "intstr.IntOrString");

        private final char code;
        private final String goName;

        Scalar(char code, String goName) {
            this.code = code;
            this.goName = goName;
        }

        char code() {
            return code;
        }

        /** The Go type that error messages name. */
        String goName() {
            return goName;
        }
    }

    /** Any JSON; no fields are known. */
    record Any() implements FieldType {}

    /** How the elements of a list relate. */
    enum Relation {
        /** The list is one value. */
        ATOMIC,
        /** Each element is a value of its own. */
        SET,
        /** Elements are objects, told apart by keys. */
        MAP
    }

    /** A list; keys is empty unless the relation is {@link Relation#MAP}. */
    record ListOf(FieldType element, Relation relation, List<String> keys) implements FieldType {}

    /** A map from strings; atomic if it is one value. */
    record MapOf(FieldType element, boolean atomic) implements FieldType {}
}
