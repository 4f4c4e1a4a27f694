package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Caller;
import java.util.List;

/** What a service knows of resources that requests mean without naming them. Implemented by services of the fake. */
@FunctionalInterface
public interface RelatedResources {

    /**
     * Follows a relation.
     *
     * @param from a name, id or ARN, as the relation has it
     * @return none if the relation is not one of this service, or leads nowhere
     */
    List<String> related(Caller caller, Relation relation, String from);
}
