package dev.eksdsl.testing.kubernetes.api.status;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Text in double quotes, escaped as Go's {@code %q} does. */
public final class Quoted {

    private Quoted() {}

    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static String list(String... values) {
        return Arrays.stream(values).map(Quoted::of).collect(Collectors.joining(", "));
    }
}
