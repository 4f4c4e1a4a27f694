package dev.eksdsl.model;

import java.util.regex.Pattern;

/** Versions of Kubernetes as EKS writes them: major and minor, such as {@code 1.35}. */
public final class MinorVersion {

    private static final Pattern FORM = Pattern.compile("1\\.\\d{1,3}");

    private MinorVersion() {}

    /** Whether a text has the form of a version. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * The number behind the dot.
     *
     * @param version one that {@linkplain #isValid is valid}
     */
    public static int number(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
