package dev.eksdsl.testing.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Receipt handles: a message's id and the number of the receipt. */
final class Handles {

    private static final String MARK = "eks-dsl ";

    private Handles() {}

    static String of(String messageId, int receipt) {
        return Base64.getEncoder().encodeToString((MARK + messageId + " " + receipt).getBytes(StandardCharsets.UTF_8));
    }

    /** The message that a handle is for. */
    static String messageId(String handle) {
        try {
            String text = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
            String[] words = text.split(" ");
            if (text.startsWith(MARK) && words.length == 3) {
                return words[1];
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalid(handle);
        }
        throw invalid(handle);
    }

    private static RuntimeException invalid(String handle) {
        return SqsFaults.refuse(
                "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }
}
