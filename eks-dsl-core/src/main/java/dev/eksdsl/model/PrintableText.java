package dev.eksdsl.model;

/**
 * Texts from outside, made fit to be shown: in a terminal that obeys escape sequences, in a log of one line per entry, in a
 * browser that turns direction at certain characters.
 */
public final class PrintableText {

    private static final int LONGEST = 600;

    private PrintableText() {}

    /** The text with every character that has no picture written as {@code \\u001b}, and cut if it is very long. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder();
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        text.substring(0, end)
                .codePoints()
                .forEach(point -> printable.append(hasPicture(point) ? Character.toString(point) : escaped(point)));
        int left = text.length() - end;
        return left == 0 ? printable.toString() : printable + "… (" + left + " more)";
    }

    private static boolean hasPicture(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int point) {
        return point > Character.MAX_VALUE ? "\\u{%x}".formatted(point) : "\\u%04x".formatted(point);
    }
}
