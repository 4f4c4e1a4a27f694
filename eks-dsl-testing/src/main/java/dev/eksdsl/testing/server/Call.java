package dev.eksdsl.testing.server;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call that the fake has received.
 *
 * @param number counts all calls of this fake, from 1
 * @param service the service's signing name, such as {@code eks}
 * @param operation the operation as AWS writes it, such as {@code CreateCluster}
 * @param request the typed request
 * @param caller who called, and in which region
 * @param at the fake's time
 * @param outcome how it ended
 * @param error the code of the refusal; null unless refused
 */
public record Call(
        long number,
        String service,
        String operation,
        SdkPojo request,
        Caller caller,
        Instant at,
        Outcome outcome,
        @Nullable String error) {

    /** How a call ended, as its client sees it. */
    public enum Outcome {
        /** It has not ended: rules for faults see calls in this state. */
        PENDING,
        /** Answered with success. */
        ANSWERED,
        /** Answered with an error. */
        REFUSED,
        /** The connection broke before the answer; the effect may have happened. */
        DROPPED,
        /** A {@link SimulatedCrash} left instead of an answer; the effect may have happened. */
        CRASHED
    }

    /** Whether the operation only reads, told from its name: Describe…, Get…, List… and the like. */
    public boolean isRead() {
        return OperationNames.isRead(operation);
    }

    /** The code of the refusal, if it was refused. */
    public Optional<String> errorCode() {
        return Optional.ofNullable(error);
    }

    /** The request as its SDK class. */
    public <Q> Q requestAs(Class<Q> type) {
        return type.cast(request);
    }

    Call ended(Outcome outcome, @Nullable String error) {
        return new Call(number, service, operation, request, caller, at, outcome, error);
    }
}
