package dev.eksdsl.samples.docs;

import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param page the page's path from the root of the repository
 * @param line where the block's first line stands, counted from 1
 * @param language what stands behind the opening fence
 * @param mark the comment in the line before the block, which says what is to be done with it; empty if there is none
 * @param lines what is in it
 */
record Fence(String page, int line, String language, String mark, List<String> lines) {

    /** The block runs on a fake of its own. */
    static final String RUN = "run";

    /** The block is what the last block before it that ran has printed. */
    static final String OUTPUT = "output";

    /** The block is typed into the shell. */
    static final String SHELL = "jshell";

    private static final String QUOTE = "from ";

    boolean is(String otherMark) {
        return mark.equals(otherMark);
    }

    /** The file that the block quotes, if it is a quotation. */
    Optional<String> source() {
        return mark.startsWith(QUOTE) ? Optional.of(mark.substring(QUOTE.length())) : Optional.empty();
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
