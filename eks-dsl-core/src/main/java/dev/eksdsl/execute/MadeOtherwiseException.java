package dev.eksdsl.execute;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/** What a step was to create had been made by somebody else meanwhile, in a way that AWS cannot change. */
final class MadeOtherwiseException extends EksDslException {

    private static final long serialVersionUID = 1L;

    MadeOtherwiseException(ResourceId id, List<FieldChange> differences) {
        super(id + " was made by somebody else at the same time, and otherwise: "
                + differences.stream().map(FieldChange::toString).collect(Collectors.joining(", ")));
    }
}
