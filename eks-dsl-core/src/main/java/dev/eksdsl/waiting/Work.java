package dev.eksdsl.waiting;

/**
 * Something that AWS does and that is waited for.
 *
 * @param kind the kind of resource, such as {@code nodegroup}
 * @param action what is done with it, in lower case: {@code create}, {@code update}, {@code delete}
 * @param call for an update: the call that is made, such as {@code version}; else empty
 */
public record Work(String kind, String action, String call) {

    @Override
    public String toString() {
        return kind + " " + action + (call.isEmpty() ? "" : " " + call);
    }
}
