package dev.eksdsl.plan;

import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import java.util.List;

/**
 * What the kinds make of wishes, in view of what was found: what was left open, what is wrong, and what is to be warned of.
 *
 * @param reading to ask AWS with
 */
record Judgement(Reading reading, Findings findings) {

    /** The wish with all that it leaves to AWS filled in. */
    <S> Declared<S> settled(Declared<S> wish) {
        return wish.with(settled(wish.type(), wish));
    }

    private <S, O> S settled(ResourceType<S, O> type, Declared<S> wish) {
        return type.settle(reading, wish.spec(), findings.of(type, wish.id()));
    }

    List<Problem> problems(Declared<?> wish) {
        return problems(wish.type(), wish);
    }

    private <S, O> List<Problem> problems(ResourceType<S, O> type, Declared<?> wish) {
        Observation<O> found = findings.of(type, wish.id());
        if (found instanceof Observation.Foreign<O> foreign) {
            return List.of(Problem.error(
                    "EKS-O01",
                    wish.id().toString(),
                    foreign.description() + " exists and does not belong to this declaration",
                    "choose another name, or delete it"));
        }
        return type.check(reading, wish.id(), type.specType().cast(wish.spec()), found);
    }

    /** What the user should know before the plan is applied. */
    List<Problem> warnings(Declared<?> wish) {
        return warnings(wish.type(), wish);
    }

    private <S, O> List<Problem> warnings(ResourceType<S, O> type, Declared<?> wish) {
        return type.warnings(reading, wish.id(), type.specType().cast(wish.spec()), findings.of(type, wish.id()));
    }
}
