package dev.eksdsl.execute;

import java.util.List;
import java.util.Optional;

/**
 * What the last look at AWS told, when all steps were over.
 *
 * @param repaired what somebody else had changed meanwhile and was set right: one text for each step
 * @param differing what is not as declared, though its steps did not fail: one text for each step that would be needed
 * @param takeover the other declaration, if the difference is its doing
 * @param unseen why AWS could not be looked at; empty if it could, or if nothing was written
 */
public record Verdict(
        List<String> repaired, List<String> differing, Optional<Takeover> takeover, Optional<String> unseen) {

    /** AWS is as declared, as far as the steps themselves did not fail. */
    static final Verdict GOOD = new Verdict(List.of(), List.of(), Optional.empty(), Optional.empty());

    public Verdict {
        repaired = List.copyOf(repaired);
        differing = List.copyOf(differing);
    }

    /** Whether nothing was found that the steps did not tell. */
    public boolean isGood() {
        return differing.isEmpty() && takeover.isEmpty() && unseen.isEmpty();
    }
}
