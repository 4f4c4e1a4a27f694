package dev.eksdsl.diff;

/**
 * One field that differs.
 *
 * @param path the field, as users write it, such as {@code scaling.max}
 * @param before what is there, as text
 * @param after what is wanted, as text
 * @param call the name of the call that changes it in place (several fields may share one call), or {@link #REPLACE}
 */
public record FieldChange(String path, String before, String after, String call) {

    /** Stands in {@link #call()} for a field that only a new resource can have another value of. */
    public static final String REPLACE = "replace";

    public boolean forcesReplacement() {
        return call.equals(REPLACE);
    }

    @Override
    public String toString() {
        return path + " " + before + " → " + after;
    }
}
