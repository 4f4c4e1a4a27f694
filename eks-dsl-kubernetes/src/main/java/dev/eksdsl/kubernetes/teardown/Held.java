package dev.eksdsl.kubernetes.teardown;

import dev.eksdsl.resource.workload.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * What was found, and what to delete for it.
 *
 * @param object what is to be deleted; empty if it stays, or goes by itself
 * @param last whether it goes only after all that is not last: what runs on it, or by it, has to end first
 */
record Held(Workload workload, Optional<HasMetadata> object, boolean last) {

    /** An object that is deleted, and what it holds with it. */
    static Held released(HasMetadata object, String holds, Controllers.Server server) {
        Workload workload = new Workload(
                object.getKind(),
                name(object),
                Workload.Fate.RELEASED,
                holds,
                "",
                server.name(),
                server.runs(),
                object.getMetadata().getFinalizers(),
                object.isMarkedForDeletion());
        return new Held(workload, Optional.of(object), false);
    }

    /** The same, after all others. */
    Held asLast() {
        return new Held(workload, object, true);
    }

    /** An object that only goes because it uses what goes. */
    static Held ended(HasMetadata object) {
        return new Held(
                workload(object, Workload.Fate.ENDED, object.isMarkedForDeletion()), Optional.of(object), false);
    }

    /** An object that is left alone. */
    static Held left(HasMetadata object, Workload.Fate fate) {
        return new Held(workload(object, fate, false), Optional.empty(), false);
    }

    private static Workload workload(HasMetadata object, Workload.Fate fate, boolean leaving) {
        return new Workload(object.getKind(), name(object), fate, "", "", "", true, List.of(), leaving);
    }

    static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return namespace == null ? name : namespace + "/" + name;
    }

    boolean isReleased() {
        return workload.fate() == Workload.Fate.RELEASED;
    }

    /** Whether it is in the way of those that go last: not if nobody is there to bring it to its end. */
    boolean precedes() {
        return isReleased() && !last && !(workload.leaving() && !workload.served());
    }
}
