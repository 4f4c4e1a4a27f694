package dev.eksdsl.model;

import java.util.ArrayList;
import java.util.List;

/** Breaks what people read into lines. A word that is longer than a line stays whole. */
public final class WrappedText {

    private WrappedText() {}

    /**
     * The lines of a text.
     *
     * @param first what the first line begins with
     * @param indent what the others begin with
     * @param width the most columns of a line
     */
    public static List<String> lines(String text, String first, String indent, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && line.length() + word.length() > width) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
