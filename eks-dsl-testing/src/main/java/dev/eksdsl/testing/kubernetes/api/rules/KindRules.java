package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** What is particular to a kind. Every method changes or inspects the object that it is given; none keeps it. */
public interface KindRules {

    /** Fills in defaults that depend on nothing but the object. Called for whatever a client sends. */
    default void defaults(ObjectNode object) {}

    /** Before an object is created: sets what the server decides, drops what a client may not set. */
    default void creating(ObjectNode object, Surroundings cluster) {}

    /** Before an object is replaced outside its status: keeps what a client may not change. */
    default void updating(ObjectNode object, ObjectNode before, Surroundings cluster) {}

    /** Lists what is wrong with the object. */
    default void check(ObjectNode object, List<Cause> causes) {}

    /** Lists what may not change. */
    default void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {}

    /** Once the object passed its checks and is about to be stored: takes what it occupies. */
    default void storing(ObjectNode object, Surroundings cluster) {}

    /** In place of {@link #storing} in a dry run: shows what the object would occupy, as far as the server tells. */
    default void pretending(ObjectNode object, Surroundings cluster) {}

    /** After the object took the place of what it was before: frees what it no longer occupies. */
    default void replaced(ObjectNode object, ObjectNode before, Surroundings cluster) {}

    /** After the object is gone: frees what it occupied. */
    default void removed(ObjectNode object, Surroundings cluster) {}
}
