package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What Go's JSON package says about text that is not JSON. */
final class GoJsonError {

    private GoJsonError() {}

    static String of(String text, JsonProcessingException error) {
        long offset = error.getLocation() == null
                ? text.length()
                : error.getLocation().getCharOffset();
        String before = text.substring(0, (int) Math.max(0, Math.min(offset, text.length())))
                .stripTrailing();
        if (error.getOriginalMessage().contains("end-of-input") || offset >= text.length()) {
            return "unexpected end of JSON input";
        }
        int at = Math.max(0, before.length() - 1);
        while (at < text.length() - 1 && "{,[:".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return "invalid character '" + text.charAt(at) + "' looking for beginning of "
                + (text.lastIndexOf('{', at) >= 0 ? "object key string" : "value");
    }
}
