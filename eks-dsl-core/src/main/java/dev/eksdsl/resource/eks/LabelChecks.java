package dev.eksdsl.resource.eks;

import java.util.regex.Pattern;

/**
 * The form of labels and taints that Kubernetes takes. EKS does not look at it: nodes with any other would never register.
 * Source: the API server's own refusals.
 */
public final class LabelChecks {

    /** What keys and values are made of, for the fix of a finding. */
    public static final String FORM = "letters, digits and - _ . between letters or digits";

    private static final String WORD = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final String DOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern KEY = Pattern.compile("((?=[^/]{1,253}/)" + DOMAIN + "/)?" + WORD);
    private static final Pattern VALUE = Pattern.compile("(" + WORD + ")?");

    private LabelChecks() {}

    /** Whether the text can be a label's or taint's key: a word of up to 63 characters, behind a domain and a slash or not. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Whether the text can be a label's or taint's value: empty, or a word of up to 63 characters. */
    public static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }
}
