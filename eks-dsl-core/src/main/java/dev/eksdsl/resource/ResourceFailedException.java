package dev.eksdsl.resource;

import dev.eksdsl.model.EksDslException;

/** AWS took the call, but what it made does not work. The message holds AWS's reasons. */
public final class ResourceFailedException extends EksDslException {

    private static final long serialVersionUID = 1L;

    /**
     * @param what the resource and its status, such as {@code node group api-workers is CREATE_FAILED}
     * @param reasons AWS's health issues, one text
     */
    public ResourceFailedException(String what, String reasons) {
        super(reasons.isEmpty() ? what : what + ": " + reasons);
    }
}
