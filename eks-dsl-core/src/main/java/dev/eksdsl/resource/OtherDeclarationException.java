package dev.eksdsl.resource;

import dev.eksdsl.model.EksDslException;

/** Another declaration of the same cluster holds, so that this one may not write any more. */
public final class OtherDeclarationException extends EksDslException {

    private static final long serialVersionUID = 1L;

    /**
     * @param what whose tag says so, such as {@code vpc/production}
     * @param declaration the other's digest; empty if the tag is gone with its resource
     */
    public OtherDeclarationException(String what, String declaration) {
        super(
                declaration.isEmpty()
                        ? what + " is gone: somebody has deleted it while this was applied"
                        : what + " follows another declaration (" + declaration + ")");
    }
}
